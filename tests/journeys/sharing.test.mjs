// What leaves with a link or a file.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { started } from "./browser.mjs";
import { PRICE, box, downloaded, enter, eventually } from "./deal.mjs";
import { visit } from "./site.mjs";

const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

/** Two scenarios of the user's own beside the base case; the second is open. */
async function offers(t) {
  const visited = await visit(t, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const { page } = visited;
  for (const [name, price] of [["Quince", "191,919"], ["Medlar", "171,717"]]) {
    await page.getByRole("link", { name: /^Base case/ }).click();
    await eventually(async () => assert.equal(await box(page, PRICE).inputValue(), "186,000"));
    await enter(page, PRICE, price);
    await page.getByRole("button", { name: "Save as a new scenario" }).click();
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByLabel("Name of the scenario").fill(name);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: new RegExp(`^${name}`) }).waitFor();
  }
  return visited;
}

test("a scenario that is added after all were asked for is not among them", async (t) => {
  const { page, finish } = await offers(t);
  const all = page.getByLabel("Send all scenarios");
  await all.check();
  await page.getByRole("button", { name: "Add a scenario" }).click();
  await page.getByLabel("Name of the scenario").fill("Damson");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /^Damson/ }).waitFor();
  await eventually(async () => assert.equal(await all.isChecked(), false));
  await page.getByRole("button", { name: "Copy link" }).click();
  await eventually(async () => assert.match(await page.locator("#said").innerText(), /contain only/));
  await finish();
});

test("the address of the page is what a link to the open scenario is, and the page loaded again has all scenarios", async (t) => {
  const { page, context, site, finish } = await offers(t);
  // The address follows a change within a second.
  await page.waitForTimeout(1_500);
  assert.match(page.url(), /#deal=/);
  const elsewhere = await context.browser().newContext();
  const other = await elsewhere.newPage();
  await other.goto(page.url());
  await started(other);
  assert.equal(await box(other, PRICE).inputValue(), "171,717");
  assert.doesNotMatch(await other.locator("body").innerText(), /Quince|191,919/);
  assert.ok(!(await other.evaluate(() => JSON.stringify({ ...localStorage }))).includes("Quince"));
  await elsewhere.close();
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await started(page);
  await page.getByRole("link", { name: /^Quince/ }).waitFor();
  assert.equal(await box(page, PRICE).inputValue(), "171,717");
  assert.ok(page.url().startsWith(site.address));
  await finish();
});

test("a link and a file of one scenario contain it alone, unless all are asked for", async (t) => {
  const { page, context, finish } = await offers(t);
  await page.getByRole("button", { name: "Copy link" }).click();
  await eventually(async () => assert.match(await page.locator("#said").innerText(), /contain only “Medlar”/));
  // In another browser: this one says how what comes differs from the copies it has.
  const elsewhere = await context.browser().newContext();
  t.after(() => elsewhere.close());
  const alone = await elsewhere.newPage();
  await alone.goto(await copied(page));
  await started(alone);
  assert.equal(await box(alone, PRICE).inputValue(), "171,717");
  assert.doesNotMatch(await alone.locator("body").innerText(), /Quince|191,919/);
  const file = await downloaded(page, page.getByRole("button", { name: "Save file" }));
  const text = await readFile(await file.path(), "utf8");
  assert.ok(text.includes("171717") && !/Quince|191919/.test(text));
  await page.getByLabel("Send all scenarios").check();
  await page.getByRole("button", { name: "Copy link" }).click();
  await eventually(async () => assert.match(await page.locator("#said").innerText(), /“Quince” and “Medlar”/));
  const whole = await context.newPage();
  await whole.goto(await copied(page));
  await started(whole);
  await whole.getByRole("link", { name: /^Quince/ }).waitFor();
  assert.equal(await box(whole, PRICE).inputValue(), "171,717", "it opens as it was seen");
  await finish();
});
