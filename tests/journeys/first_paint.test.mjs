import assert from "node:assert/strict";
import { test } from "node:test";
import { FLOW_TABLE, HOMES_TABLE, figures, openTables, pence, tables, verdict } from "./deal.mjs";
import { visit } from "./site.mjs";

test("the page opens on the worked example with its verdict and headline figures", async (t) => {
  const { page, finish } = await visit(t);
  assert.equal(await page.title(), "Norwich 2009: city land and agency cash – Common Ground");
  const { badge, first } = await verdict(page);
  assert.equal(badge, "Works, with one weak point");
  assert.equal(
    first,
    "1,300 homes by March 2020. Both partners get back what they put in, and £57.0m is left to reinvest in Norwich.",
  );
  const values = Object.entries(await figures(page)).map(([label, { value }]) => [label, value]);
  assert.deepEqual(Object.fromEntries(values), {
    Homes: "1,300",
    "Building jobs": "196 a year",
    "Reinvestment pot": "£57.03m",
    "Council gets back": "£7.50m",
    "HCA gets back": "£7.50m",
    "Peak funding": "£9.49m",
    "Public cash per home": "£5,769",
  });
  await finish();
});

test("the tables behind the charts contain the same figures: 1,300 homes, and every penny accounted for", async (t) => {
  const { page, finish } = await visit(t);
  await openTables(page);
  const { [HOMES_TABLE]: homes, [FLOW_TABLE]: flow } = await tables(page);

  assert.deepEqual(homes[0], ["Year", "Market sale", "Social rent", "Shared ownership", "Total"]);
  assert.deepEqual(homes.at(-1), ["Total", "826", "419", "55", "1,300"]);
  const years = homes.slice(1, -1).map(([, ...counts]) => counts.map(Number));
  for (const counts of years) assert.equal(counts[0] + counts[1] + counts[2], counts[3], `a year of ${counts}`);
  assert.deepEqual(years.reduce((sum, counts) => sum.map((part, place) => part + counts[place])), [826, 419, 55, 1300]);

  const [head, ...rows] = flow;
  assert.deepEqual(head, ["Item", "Amount", "Balance after"]);
  let left = 0;
  for (const [item, sum, after] of rows) {
    left += pence(sum);
    assert.equal(pence(after), left, `what is left after ${item}`);
  }
  assert.equal(left, 0, "what comes in and what goes out differ");
  const sum = (item) => -pence(rows.find(([name]) => name === item)[1]);
  assert.equal(sum("Reinvestment pot"), 57_032_804_77);
  assert.equal(sum("Council gets back"), 7_500_000_00);
  assert.equal(sum("HCA gets back"), 7_500_000_00);
  // The example is fitted to a surplus of £70.0m before land and community projects.
  const surplus = sum("Reinvestment pot") + sum("Council gets back") + sum("Programme costs");
  assert.ok(Math.abs(surplus - 70_000_000_00) < 100_000_00, `a surplus of ${surplus} pence`);
  await finish();
});

test("the page starts at the root of a site, without a fault", async (t) => {
  const { page, finish } = await visit(t);
  assert.equal(await page.locator("#app h1").count(), 1);
  assert.equal(await page.locator("html").getAttribute("lang"), "en-GB");
  await finish();
});

test("the page starts under a sub-path, without a fault", async (t) => {
  const { page, finish } = await visit(t, { under: "/tools/joint-venture/" });
  assert.equal(await page.locator("#app h1").count(), 1);
  await finish();
});

test("in a browser without WebAssembly the page says so in plain words", async (t) => {
  const { page, context } = await visit(t, { waitForStart: false });
  await context.addInitScript(() => delete window.WebAssembly);
  await page.reload();
  await page.getByRole("alert").getByText("This browser has no WebAssembly").waitFor();
  assert.equal(await page.locator("#app").isVisible(), false);
});

test("if the program cannot be fetched, the page says so in plain words", async (t) => {
  const { page, context } = await visit(t, { waitForStart: false });
  await context.route("**/*.wasm", (route) => route.abort());
  await page.reload();
  await page.getByRole("alert").getByRole("heading", { name: "Common Ground has not started" }).waitFor();
});

test("without scripts the page says what it does and shows its worked example", async (t) => {
  const { page } = await visit(t, { context: { javaScriptEnabled: false }, waitForStart: false });
  // Text selectors ignore noscript, so it is selected by name.
  assert.match(await page.locator("noscript").innerText(), /£57\.0m is left to reinvest in Norwich/);
  // In a frame without scripts, too, where a link to a deal was asked for.
  assert.match(await page.locator("noscript").innerText(), /so the deal cannot be shown[^]*a worked example, whatever deal another page may have meant to show here: Norwich 2009/);
  assert.doesNotMatch(await page.locator("noscript").innerText(), /switched off here/);
  // Nothing beside it says that the page is about to start, or that it failed.
  assert.equal(await page.locator("#waiting").isVisible(), false);
  assert.equal(await page.locator("#failed").isVisible(), false);
});
