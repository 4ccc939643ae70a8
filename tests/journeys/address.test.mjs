// What the address has: the deal as it is on the page, and what a link of it may contain.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { started } from "./browser.mjs";
import { CASH, PRICE, addressAfter, box, enter, eventually, lever } from "./deal.mjs";
import { visit } from "./site.mjs";

const tab = (page, name) => page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link", { name });
const alert = (page) => page.getByRole("alert");
const follow = (page, fragment) => page.evaluate((fragment) => void (location.hash = fragment), fragment);
/** Longer than the address waits after a change. */
const later = (page) => page.waitForTimeout(1_500);

/** Opens an address as whoever gets it does: in a browser that has never seen the page. */
async function received(page, address) {
  const context = await page.context().browser().newContext();
  const other = await context.newPage();
  await other.goto(address);
  await started(other);
  return { other, close: () => context.close() };
}

test("after Back the address has the deal as it is on the page", async (t) => {
  const { page, finish } = await visit(t);
  const plain = page.url();
  await enter(page, PRICE, "190,000");
  const first = await addressAfter(page, plain);
  await tab(page, /^£8\.0m/).click();
  await eventually(async () => assert.equal(await box(page, PRICE).inputValue(), "186,000"));
  await enter(page, PRICE, "177,700");
  await later(page);
  const now = page.url();
  await page.goBack();
  await later(page);
  assert.equal(await box(page, PRICE).inputValue(), "177,700");
  assert.notEqual(page.url(), first);
  assert.equal(page.url(), now);
  const { other, close } = await received(page, page.url());
  assert.equal(await box(other, PRICE).inputValue(), "177,700");
  await close();
  await finish();
});

test("Back to the address of a scenario that only an earlier deal had opens nothing else and says nothing of a link", async (t) => {
  const { page, finish } = await visit(t);
  await tab(page, /^£8\.0m/).click();
  await page.waitForFunction(() => location.hash.startsWith("#open=") && String(history.state).startsWith("ours"));
  await page.getByRole("link", { name: "All deals", exact: true }).click();
  await page.getByRole("button", { name: /^Start from this example \(Priority return/ }).click();
  await page.getByRole("heading", { level: 1, name: /priority return/i }).waitFor();
  await page.getByRole("button", { name: "Add a scenario" }).click();
  await page.getByLabel("Name of the scenario").fill("Offer A");
  await page.keyboard.press("Enter");
  await tab(page, /^Offer A/).and(page.locator("[aria-current=true]")).waitFor();
  await later(page);
  await page.goBack();
  await page.waitForFunction(() => location.hash.includes("page=deals"));
  await page.goBack();
  await page.getByRole("heading", { level: 1, name: /priority return/i }).waitFor();
  await later(page);
  assert.equal(await alert(page).count(), 0);
  await tab(page, /^Offer A/).and(page.locator("[aria-current=true]")).waitFor();
  await finish();
});
