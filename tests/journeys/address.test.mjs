// What the address has: the deal as it is on the page, and what a link of it may contain.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { started } from "./browser.mjs";
import { CASH, PRICE, addressAfter, box, enter, eventually, lever } from "./deal.mjs";
import { visit } from "./site.mjs";

const tab = (page, name) => page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link", { name });
const alert = (page, hasText) => page.getByRole("alert").filter({ hasText });
const BROKEN = "The link could not be opened.";
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
  assert.equal(await alert(page, /could not be opened/).count(), 0);
  await tab(page, /^Offer A/).and(page.locator("[aria-current=true]")).waitFor();
  await finish();
});

test("a damaged link opens neither its scenario nor its page, and stays in the address until something is changed", async (t) => {
  const { page, finish } = await visit(t);
  await tab(page, /^£8\.0m/).click();
  await enter(page, PRICE, "177,700");
  await later(page);
  for (const beside of ["&open=base", "&open=s9", "&page=compare", "&theme=dark&page=glossary"]) {
    await follow(page, `deal=damaged${beside}`);
    await alert(page, BROKEN).waitFor();
    await later(page);
    assert.ok(page.url().endsWith(`#deal=damaged${beside}`), `${beside}: ${page.url()}`);
    await tab(page, /^£8\.0m/).and(page.locator("[aria-current=true]")).waitFor();
    assert.equal(await box(page, PRICE).inputValue(), "177,700", beside);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), undefined, beside);
    await page.getByRole("button", { name: "Close this message" }).click();
  }
  // A page that is gone to from there has the deal in its address.
  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await page.waitForFunction(() => /^#deal=[\w-]{100,}&page=compare$/.test(location.hash));
  await page.goBack();
  await alert(page, BROKEN).waitFor();
  await later(page);
  assert.match(page.url(), /#deal=damaged&theme/);
  await page.getByRole("link", { name: "Deal", exact: true }).click();
  await enter(page, PRICE, "178,800");
  await page.waitForFunction(() => /^#deal=[\w-]{100,}$/.test(location.hash));
  await finish();
});

test("a value typed over one with a source is the sender’s own in the address, as in a link", async (t) => {
  const { page, finish } = await visit(t);
  const own = JSON.parse(await readFile(new URL("../../cases/norwich-2009/deal.json", import.meta.url), "utf8"));
  own.deal.title = "Mill Lane";
  delete own.deal.scenarios;
  await page.getByRole("link", { name: "All deals", exact: true }).click();
  await page.locator("#open-file").setInputFiles({ name: "own.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(own)) });
  await page.getByRole("heading", { level: 1, name: "Mill Lane" }).waitFor();
  await lever(page, CASH).getByText("Source: N1").waitFor();
  await enter(page, CASH, "4,000,000");
  await later(page);
  const { other, close } = await received(page, page.url());
  assert.equal(await box(other, CASH).inputValue(), "4,000,000");
  await lever(other, CASH).getByText("Yours", { exact: true }).waitFor();
  assert.equal(await lever(other, CASH).getByText("Source: N1").count(), 0);
  await close();
  // The page loaded again has what the value was typed over.
  await page.reload();
  await started(page);
  await lever(page, CASH).getByRole("button", { name: /^Restore/ }).click();
  await lever(page, CASH).getByText("Source: N1").waitFor();
  await finish();
});
