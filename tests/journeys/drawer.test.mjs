// The drawer that explains a figure: readable on a phone, complete, and heard while nothing outside it is.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { PRICE, downloaded, enter, eventually, figures, painted } from "./deal.mjs";
import { visit } from "./site.mjs";

/** The tables of the drawer that are wider than their regions. */
const wide = (page) =>
  page.locator("dialog .table-region").evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => `${one.scrollWidth} in ${one.clientWidth}`));

test("on a phone no column of the drawer is cut off, and only its list scrolls", async (t) => {
  for (const width of [390, 320]) {
    const { page, finish } = await visit(t, { context: { viewport: { width, height: 844 } } });
    const drawer = page.getByRole("dialog");
    const look = async (open) => {
      await open();
      await drawer.locator(".drawer__value").waitFor();
      const [whole, seen] = await drawer.evaluate((dialog) => [dialog.scrollHeight, dialog.clientHeight]);
      assert.ok(whole <= seen, `the drawer is ${whole} high in ${seen}: ${await drawer.locator("h2").innerText()}`);
      assert.deepEqual(await wide(page), [], `${await drawer.locator("h2").innerText()} at ${width}`);
      await page.keyboard.press("Escape");
    };
    for (const figure of await page.locator(".figures button.opens, #partners button.opens:visible").all()) await look(() => figure.click());
    await page.locator("#figure-year").selectOption({ index: 4 });
    for (const row of ["Sales, other income", "Costs", "Net cash movement"]) {
      await page.locator("#figure-row").selectOption(row);
      await look(() => page.getByRole("button", { name: "Open the figure" }).click());
    }
    await finish();
  }
});

test("the buttons of a drawer that go to inputs are named by row and phase", async (t) => {
  const { page, finish } = await visit(t);
  await page.getByRole("button", { name: /^Homes: 1,300, shows/ }).click();
  const inputs = page.getByRole("dialog").getByRole("button", { name: /^Go to the input/ });
  await page.getByRole("button", { name: "Go to the input (Homes, Three Score 1, Social rent)", exact: true }).waitFor();
  const names = await inputs.allTextContents();
  assert.ok(names.length > 20, `${names.length}`);
  assert.equal(new Set(names).size, names.length, `${names}`);
  await finish();
});

test("a total under the first entries says that it is of all, and all can be shown", async (t) => {
  const { page, finish } = await visit(t);
  await page.locator("#figure-year").selectOption({ index: 4 });
  await page.locator("#figure-row").selectOption("Costs");
  await page.getByRole("button", { name: "Open the figure" }).click();
  const table = page.locator("#drawer-ledger");
  const total = table.locator(".table__total");
  const entries = Number(/Based on (\d+) ledger entries/.exec(await page.locator(".drawer__head").innerText())[1]);
  assert.ok(entries > 24);
  assert.match(await total.innerText(), new RegExp(`^Total of all ${entries} entries`));
  const file = await downloaded(page, page.getByRole("dialog").getByRole("button", { name: "Download CSV" }));
  assert.equal((await readFile(await file.path(), "utf8")).trim().split("\n").length, entries + 1);
  const shown = page.getByRole("dialog").getByRole("status").filter({ hasText: `All ${entries} entries are shown.` });
  assert.equal(await shown.count(), 0);
  await page.getByRole("button", { name: `Show all ${entries} entries` }).press("Enter");
  await shown.waitFor();
  assert.equal(await table.locator("tbody tr").count(), entries + 1);
  assert.match(await total.innerText(), /^Total\s/);
  await finish();
});

test("undo and redo by key leave the deal behind the open drawer as it is", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "190,000");
  const pot = async () => (await figures(page))["Reinvestment pot"].value;
  await eventually(async () => assert.equal(await pot(), "£61.78m"));
  await page.getByRole("button", { name: /^Council gets back/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).waitFor();
  for (const keys of ["ControlOrMeta+z", "ControlOrMeta+Shift+z", "ControlOrMeta+y"]) await page.keyboard.press(keys);
  await painted(page);
  await painted(page);
  assert.equal(await pot(), "£61.78m");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.keyboard.press("ControlOrMeta+z");
  await eventually(async () => assert.equal(await pot(), "£57.03m"));
  await finish();
});

test("copying is confirmed within the drawer", async (t) => {
  const { page, context, finish } = await visit(t);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: /^Council gets back/ }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("button", { name: "Copy as text" }).click();
  await drawer.getByRole("status").filter({ hasText: "Copied" }).waitFor();
  await eventually(async () => assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^Council gets back\t/));
  await finish();
});
