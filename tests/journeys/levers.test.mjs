// The levers: the curve and the effect beside each, and the result that is drawn.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CASH, LAND, PRICE, START, enter, eventually, figures, lever, pence, showLever } from "./deal.mjs";
import { axe, visit } from "./site.mjs";

const effect = (page, label) => lever(page, label).locator(".lever__effect").innerText();
const curve = (page, label) => lever(page, label).locator(".curve svg");

test("the stated effect of one step is what one step does", async (t) => {
  const { page, finish } = await visit(t);
  const pot = async () => pence((await figures(page))["Reinvestment pot"].value);
  const said = await eventually(() => effect(page, PRICE), 5_000);
  assert.match(said, /^£1,000 more adds £1\.19m to the pot\. At £\d{3},\d00 or below nothing is left for the pot\.$/);
  const before = await pot();
  await lever(page, PRICE).getByRole("button").nth(1).click();
  await eventually(async () => assert.equal(Math.round(((await pot()) - before) / 1e6), 119));
  await enter(page, PRICE, "138,000");
  await eventually(async () => assert.equal(await pot(), 0));
  // A hollow dot stays at the lever's old value.
  await eventually(async () => assert.equal(await curve(page, PRICE).locator(".curve__default").count(), 1));
  await finish();
});

test("all curves have one scale, and are named in a sentence", async (t) => {
  const { page, finish } = await visit(t);
  await eventually(async () => assert.equal(await page.locator("#levers .curve svg").count() >= 8, true));
  const name = await curve(page, PRICE).getAttribute("aria-label");
  assert.match(name, /^Market sale price, per home: the pot goes from £0 at £130k to £\d+\.\d\dm at £242k\.$/);
  const heights = await page.locator("#levers .curve svg .chart__zero").evaluateAll((lines) => lines.map((line) => line.getAttribute("y1")));
  assert.equal(new Set(heights).size, 1);
  await axe(page);
  await finish();
});

test("another result can be drawn, in its own colour", async (t) => {
  const { page, finish } = await visit(t);
  const answers = page.getByLabel("Figure drawn beside each lever");
  assert.deepEqual(await answers.locator("option").allInnerTexts(), [
    "Pot", "Surplus", "Venture’s profit", "Council’s net present value (NPV)", "HCA’s net present value (NPV)",
    "Council’s rate of return (IRR)", "HCA’s rate of return (IRR)", "Council’s notional share of the pot", "HCA’s notional share of the pot",
    "Peak funding", "Homes completed", "Last home",
  ]);
  await answers.selectOption("HCA’s net present value (NPV)");
  await eventually(async () => assert.match(await curve(page, CASH).getAttribute("aria-label"), /HCA’s net present value/));
  assert.match(await curve(page, CASH).getAttribute("class"), /paint-cash/);
  await answers.selectOption("Homes completed");
  // A lever that does not change the chosen result shows one that it does change.
  await eventually(async () => assert.match(await effect(page, LAND), /£500,000 more cuts the pot by £/));
  await finish();
});

test("the other levers are folded, and open if one has an error", async (t) => {
  const { page, finish } = await visit(t);
  assert.equal(await page.locator("#levers .levers__others details").getAttribute("open"), null);
  await showLever(page, START);
  await eventually(async () => assert.equal(await curve(page, START).count(), 1));
  await enter(page, START, "soon");
  // A curve of the earlier value would contradict the box.
  await eventually(async () => assert.equal(await curve(page, START).count(), 0));
  await page.locator("#levers .levers__others summary").click();
  await page.locator(".error-summary a").first().click();
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "start"));
  await finish();
});

test("a field in focus shows the effect of one step, until another has the focus", async (t) => {
  const { page, finish } = await visit(t);
  await page.getByLabel("Find an input").fill("contingency");
  const field = page.locator(".inputs__one", { hasText: "Contingency" }).first();
  await field.locator("input").first().focus();
  const effect = page.locator(".inputs__effect");
  // Within the form: figures above it may still be drawn, and the browser then corrects its scrolling by whole pixels only.
  const top = () => field.locator("input").first().evaluate((box) => {
    const form = box.closest(".inputs");
    return box.getBoundingClientRect().top - form.getBoundingClientRect().top;
  });
  const before = await top();
  await eventually(async () => assert.match(await effect.innerText(), /Contingency: .*0\.5 points more cuts the pot by £\d{3},\d{3}/s));
  await effect.locator(".curve svg").waitFor();
  assert.equal(await top(), before, "no box moves as it appears");
  await axe(page);
  // While another input has an error, it is said that the effect is that from before.
  await lever(page, PRICE).locator("input").fill("abc");
  await field.locator("input").first().focus();
  await eventually(async () => assert.match(await effect.innerText(), /Not up to date: the figures here are from before the error\..*Contingency: .*0\.5 points more/s));
  await page.getByLabel("Find an input").focus();
  await eventually(async () => assert.equal(await effect.locator(".lever__effect").count(), 0));
  await finish();
});

test("a chart is read with a slider, by arrow keys", async (t) => {
  const { page, finish } = await visit(t);
  const chart = page.locator("#homes-by-year");
  const slider = chart.getByRole("slider", { name: "Read the chart: homes completed, by tenure and year" });
  await slider.focus();
  await page.keyboard.press("Home");
  const first = await chart.locator(".chart-frame__read").innerText();
  await page.keyboard.press("ArrowRight");
  await eventually(async () => assert.notEqual(await chart.locator(".chart-frame__read").innerText(), first));
  const read = await chart.locator(".chart-frame__read").innerText();
  assert.equal(await slider.getAttribute("aria-valuetext"), read);
  assert.match(read, /^2012–13: .*239 homes/);

  // A slider says what it reads: only the table of jobs goes on from gross to net.
  await page.locator("#jobs").getByRole("slider", { name: "Read the chart: building jobs by year", exact: true }).waitFor();

  // Every value has its unit, and none is a dash, which is not read out.
  const readers = await page.locator(".chart-frame__reader input").all();
  assert.equal(readers.length, 4);
  const all = [];
  for (const reader of readers) {
    for (let row = 0; row <= Number(await reader.getAttribute("max")); row += 1) {
      await reader.fill(String(row));
      all.push(await eventually(async () => {
        assert.equal(await reader.inputValue(), String(row));
        return reader.getAttribute("aria-valuetext");
      }));
    }
  }
  assert.deepEqual(all.filter((words) => /(^|[ :])–(,|$)|\u2060/.test(words)), []);
  const said = all.join("\n");
  for (const words of ["Person-years 1", "Reinvestment pot £0,", "HCA −£7.50m (less back than put in)", "Amount £"]) assert.ok(said.includes(words), `${words}: ${said}`);
  // An amount of where the money goes is above zero, as its bar is, and says its direction.
  assert.match(said, /^Reinvestment pot: Amount £57,\d{3},\d{3}\.\d{2} \(money out\), /m);
  await finish();
});

test("a partner that gets the same sum back later has that under its figure", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "141,400");
  await eventually(async () => assert.match((await figures(page))["HCA gets back"].change, /^same amount, \d+ months later$/));
  await finish();
});
