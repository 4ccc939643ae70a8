// What is on paper: the open scenario, partners told apart in one ink, and no empty rows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PRICE, enter, eventually } from "./deal.mjs";
import { visit } from "./site.mjs";

async function toPaper(page) {
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
}

test("paper names the open scenario, and the screen does not repeat it", async (t) => {
  const { page, finish } = await visit(t);
  const name = page.locator(".printed-name");
  assert.equal(await name.isVisible(), false);
  await enter(page, PRICE, "176,700");
  await page.getByRole("button", { name: "Save as a new scenario" }).click();
  await toPaper(page);
  await eventually(async () => assert.equal(await name.innerText(), "Scenario: Scenario 1"));
  await finish();
});

test("on paper the swatches and the lines of the partners differ without colour", async (t) => {
  const { page, finish } = await visit(t);
  await toPaper(page);
  const heads = page.locator("#partners thead .swatch");
  const looks = await heads.evaluateAll((all) => all.map((swatch) => {
    const [fill, hatch] = [".paint-fill", ".swatch__hatch"].map((part) => getComputedStyle(swatch.querySelector(part)));
    return `${fill.fill} ${hatch.display}`;
  }));
  assert.equal(looks.length, 3);
  assert.equal(new Set(looks).size, 3, `${looks}`);
  const dashes = await page.locator("#money .chart__partners .chart__step").evaluateAll((all) => all.map((line) => getComputedStyle(line).strokeDasharray));
  assert.equal(new Set(dashes).size, 2, `${dashes}`);
  await finish();
});

test("on paper the tables of the charts leave out empty rows", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByRole("button", { name: "Save as a new scenario" }).click();
  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await page.locator("#compare-pot .chart__plot").first().waitFor();
  await toPaper(page);
  const table = page.locator("#compare-pot table");
  await table.waitFor();
  const rows = await table.locator("tbody tr").evaluateAll((all) => all.filter((row) => row.checkVisibility()).map((row) => row.innerText));
  assert.ok(rows.length > 3, `${rows}`);
  assert.deepEqual(rows.filter((row) => !/[1-9]/.test(row.replace(/^End of \S+/, ""))), []);
  await finish();
});

test("charts are drawn at the width of paper, so that their labels are not scaled down", async (t) => {
  const { page, finish } = await visit(t, { context: { viewport: { width: 1440, height: 900 } } });
  const widths = () => page.locator(".charts-grid .chart__plot").evaluateAll((all) => all.map((one) => Number(one.getAttribute("width"))));
  await eventually(async () => assert.equal((await widths()).length, 4));
  const screen = await widths();
  // As a browser lays the paper out: at once after the event.
  const paper = await page.evaluate(async () => {
    dispatchEvent(new Event("beforeprint"));
    await new Promise((done) => setTimeout(done));
    return [...document.querySelectorAll(".charts-grid .chart__plot")].map((one) => Number(one.getAttribute("width")));
  });
  // Half of A4 between its margins, at 96 pixels an inch.
  const half = ((210 - 2 * 14 - 5) / 2 / 25.4) * 96;
  assert.ok(screen.every((width) => width > half) && paper.every((width) => width <= half), `${screen}; ${paper}`);
  const size = await page.locator(".chart__plot text").first().evaluate((label) => parseFloat(getComputedStyle(label).fontSize));
  assert.ok(size * 0.75 >= 9, `${size * 0.75}pt`);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await eventually(async () => assert.deepEqual(await widths(), screen));
  await finish();
});

test("neither the code of the deal nor the foot may begin a page, and the code is beside its words", async (t) => {
  const { page, finish } = await visit(t);
  await toPaper(page);
  for (const part of [".printed", "footer"]) {
    assert.equal(await page.locator(part).evaluate((one) => getComputedStyle(one).breakBefore), "avoid", part);
  }
  // A square of thirty millimetres or more, beside its words.
  const code = await page.locator(".printed__code").boundingBox();
  const words = await page.locator("#printed-heading").boundingBox();
  assert.ok(code.width >= 113 && Math.abs(code.width - code.height) < 1 && words.x > code.x + code.width, JSON.stringify([code, words]));
  await finish();
});

test("the page’s own button prints once everything on paper is drawn", async (t) => {
  const { page, finish } = await visit(t, {
    before: () => {
      // As in a browser: the dialogue stops all drawing.
      window.print = () => {
        dispatchEvent(new Event("beforeprint"));
        window.printed = [document.querySelectorAll(".chart-frame__table table").length, document.querySelectorAll(".printed__code").length];
        dispatchEvent(new Event("afterprint"));
      };
    },
  });
  await page.getByRole("button", { name: "Print" }).click();
  await eventually(async () => assert.deepEqual(await page.evaluate(() => window.printed), [4, 1]));
  await finish();
});

test("where the browser does not print, as in a frame with a sandbox, the charts are as wide as before", async (t) => {
  const { page, finish } = await visit(t, { before: () => { window.print = () => { window.printed = true; }; } });
  const widths = () => page.locator(".charts-grid .chart__plot").evaluateAll((all) => all.map((one) => Number(one.getAttribute("width"))));
  await eventually(async () => assert.equal((await widths()).length, 4));
  const screen = await widths();
  await page.getByRole("button", { name: "Print" }).click();
  await page.waitForFunction(() => window.printed);
  await eventually(async () => assert.deepEqual(await widths(), screen));
  await finish();
});
