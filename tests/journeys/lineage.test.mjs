// A deal comes back: the page says that the user has it, what differs, and leads to the user's own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { started } from "./browser.mjs";
import { BUILD_COST, PRICE, box, enter, eventually, keepsFocus } from "./deal.mjs";
import { axe, profile, visit } from "./site.mjs";

const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };
const notice = (page) => page.locator("#lineage");
const priceIs = (page, price) => eventually(async () => assert.equal(await box(page, PRICE).inputValue(), price));
const isSaved = (page) => page.locator(".keeping__line", { hasText: "Saved in this browser" }).waitFor();

/** The saved prices. */
const saved = (page) => page.evaluate(() => Object.entries(localStorage)
  .filter(([name]) => name.startsWith("common-ground/deal/"))
  .map(([, text]) => JSON.parse(JSON.parse(text).whole).deal.home_types[0].price).sort());

async function copied(page) {
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("button", { name: "Link copied" }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

async function opened(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await started(page);
  return page;
}

/** A sends a deal, B changes its price and sends it back: the link of B, in the browser of A. */
async function sentBack(t) {
  const visited = await visit(t, { context: CLIPBOARD });
  const { page, site } = visited;
  await enter(page, PRICE, "190,000");
  await isSaved(page);
  const sent = await copied(page);
  const other = await profile(t, CLIPBOARD, [site.address]);
  const theirs = await opened(other.context, sent);
  assert.equal(await notice(theirs).count(), 0, "B did not have the deal");
  await enter(theirs, PRICE, "200,000");
  return { ...visited, sent, back: await copied(theirs), theirs };
}

test("a deal that comes back at another price names both prices, and the user's own stays as it is", async (t) => {
  const { page, context, back, theirs, sent, finish } = await sentBack(t);
  const again = await opened(context, back);
  await notice(again).waitFor();
  const words = await notice(again).innerText();
  assert.match(words, /You already have this deal\. Yours was saved [\d/]+, [\d:]+\. This is a later version, made from yours\./);
  assert.match(words, /1 input differs, from yours to what came:\s+Market sale price, per home: from £190,000 to £200,000/);
  await priceIs(again, "200,000");
  await eventually(async () => assert.match(await again.locator("#said").innerText(), /later version, made from yours.*from £190,000 to £200,000\./));
  // What came is the user's to change, in a place of its own.
  await enter(again, BUILD_COST, "82,345.67");
  await eventually(async () => assert.deepEqual(await saved(again), [190_000, 200_000]));
  await again.getByRole("button", { name: "Open yours" }).click();
  await priceIs(again, "190,000");
  await notice(again).waitFor({ state: "detached" });
  await keepsFocus(again, "after yours is opened");
  await again.getByRole("button", { name: /^Undo/ }).first().click();
  await priceIs(again, "200,000");
  await notice(again).waitFor();
  await again.getByRole("button", { name: "Close this message" }).click();
  await notice(again).waitFor({ state: "detached" });
  assert.deepEqual(await saved(again), [190_000, 200_000]);
  // B opens what A sent at first once more.
  await theirs.goto("about:blank");
  await theirs.goto(sent);
  await started(theirs);
  await notice(theirs).filter({ hasText: "This is an earlier version of yours." }).waitFor();
  await page.close();
  await finish();
});

test("in a tab with the own deal open, undo is one step, and All deals tells the two apart", async (t) => {
  const { page, back, finish } = await sentBack(t);
  await page.evaluate((back) => void (location.hash = new URL(back).hash), back);
  await notice(page).filter({ hasText: "from £190,000 to £200,000" }).waitFor();
  await page.getByRole("button", { name: /^Undo: .* opened/ }).first().click();
  await priceIs(page, "190,000");
  await notice(page).waitFor({ state: "detached" });
  await page.getByRole("link", { name: "All deals", exact: true }).click();
  const row = (words) => page.locator(".deals__one", { hasText: words });
  await row(/From a link or a file\. A later version of “Norwich 2009.*”, saved .*: 1 input differs\./).waitFor();
  await row(/An earlier version of “Norwich 2009.*”, saved .*: 1 input differs\./).waitFor();
  const names = await page.locator(".deals__one button").evaluateAll((buttons) => buttons.map((button) => button.innerText));
  assert.equal(new Set(names).size, names.length, "no two buttons have one name");
  await finish();
});

test("the notice is read, worked by keyboard and not printed at 390 pixels", async (t) => {
  const { page, context, back, finish } = await sentBack(t);
  const again = await opened(context, back);
  await again.setViewportSize({ width: 390, height: 844 });
  await notice(again).waitFor();
  assert.ok(await again.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the window");
  await axe(again);
  await notice(again).getByRole("button", { name: "Open yours" }).focus();
  await again.keyboard.press("Tab");
  assert.equal(await again.evaluate(() => document.activeElement.textContent), "Close this message");
  await again.emulateMedia({ media: "print" });
  assert.equal(await notice(again).isVisible(), false);
  await again.emulateMedia({ media: "screen" });
  await again.keyboard.press("Shift+Tab");
  await again.keyboard.press("Enter");
  await priceIs(again, "190,000");
  await page.close();
  await finish();
});
