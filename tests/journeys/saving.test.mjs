// Work is not lost: whatever happens to the storage, to the tab, and in other tabs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { started } from "./browser.mjs";
import { BUILD_COST, PRICE, box, downloaded, enter, eventually } from "./deal.mjs";
import { visit } from "./site.mjs";

const line = (page) => page.locator(".keeping__line", { hasText: "Saved in this browser" });
const notice = (page, words) => eventually(async () => assert.match(await page.locator("#keeping-notice").innerText(), words));
const priceIs = (page, price) => eventually(async () => assert.equal(await box(page, PRICE).inputValue(), price));

/** The saved deals: slot and price. */
const saved = (page) => page.evaluate(() => Object.entries(localStorage)
  .filter(([name]) => name.startsWith("common-ground/deal/"))
  .map(([name, text]) => ({ name, price: JSON.parse(JSON.parse(text).whole).deal.home_types[0].price })));

const again = async (context, site, fragment = "") => {
  const page = await context.newPage();
  await page.goto(site.address + fragment);
  await started(page);
  return page;
};

test("a renderer that is killed while a key repeats loses less than a second", async (t) => {
  const { page, context, site, finish } = await visit(t);
  await box(page, PRICE).focus();
  let [before, last] = ["", ""];
  for (let press = 0; press < 24; press += 1) {
    await page.keyboard.press("ArrowUp");
    if (press === 12) before = await box(page, PRICE).inputValue();
    await new Promise((later) => setTimeout(later, 150));
  }
  last = await box(page, PRICE).inputValue();
  await page.goto("chrome://crash").catch(() => {});
  const later = await again(context, site);
  const number = (text) => Number(text.replaceAll(",", ""));
  const price = number(await box(later, PRICE).inputValue());
  assert.ok(price > number(before) && price <= number(last), `${before} < ${price} <= ${last}`);
  await page.close();
  await finish();
});

test("a link of the page opened in a new tab has the deal that is open", async (t) => {
  const { page, context, site, finish } = await visit(t);
  await enter(page, PRICE, "177,700");
  await eventually(async () => assert.ok((await saved(page)).some(({ price }) => price === 177_700)));
  const compare = await page.getByRole("link", { name: "Compare", exact: true }).getAttribute("href");
  const later = await again(context, site, compare);
  await later.locator("main").getByText("£177,700").first().waitFor();
  await later.getByRole("link", { name: "Deal", exact: true }).click();
  await priceIs(later, "177,700");
  await later.close();
  await finish();
});

test("while the storage is full the address has the newer deal, which is opened again and saved once there is room", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await eventually(async () => assert.ok((await saved(page)).some(({ price }) => price === 176_700)));
  await new Promise((later) => setTimeout(later, 1_500));
  await page.evaluate(() => {
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      for (let part = 0; ; part += 1) {
        try {
          localStorage.setItem(`filler-${size}-${part}`, "x".repeat(size));
        } catch {
          break;
        }
      }
    }
  });
  await enter(page, BUILD_COST, "82,345.67");
  await enter(page, PRICE, "177,777.55");
  await notice(page, /storage is full/);
  await new Promise((later) => setTimeout(later, 1_500));
  await page.reload();
  await started(page);
  await priceIs(page, "177,777.55");
  await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("filler")).forEach((name) => localStorage.removeItem(name)));
  await eventually(async () => assert.ok((await saved(page)).some(({ price }) => price === 177_777.55)));
  await finish();
});

test("three tabs with one deal keep three deals", async (t) => {
  const { page, context, site, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await line(page).waitFor();
  const [second, third] = [await again(context, site), await again(context, site)];
  await enter(page, PRICE, "171,111");
  await notice(second, /changed in another tab\. Here you see it as it was before/);
  await enter(second, PRICE, "172,222");
  await enter(third, PRICE, "173,333");
  await eventually(async () => assert.deepEqual((await saved(page)).map(({ price }) => price).sort(), [171_111, 172_222, 173_333]));
  await finish();
});

test("a tab that only looks leaves the deal as it is, and shows what another tab has saved when asked", async (t) => {
  const { page, context, site, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await line(page).waitFor();
  // With the time at which it was saved.
  const texts = () => page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.startsWith("common-ground/deal/")));
  await eventually(async () => assert.ok((await saved(page)).some(({ price }) => price === 176_700)));
  await page.waitForTimeout(1_500);
  const before = await texts();
  const other = await again(context, site);
  await other.waitForTimeout(1_500);
  assert.deepEqual(await texts(), before);
  await enter(page, PRICE, "171,111");
  await notice(other, /changed in another tab/);
  await page.close();
  await other.getByRole("button", { name: "Show the latest" }).click();
  await priceIs(other, "171,111");
  await eventually(async () => assert.ok(await other.locator("#page-title").evaluate((title) => title === document.activeElement)));
  await enter(other, PRICE, "172,222");
  await eventually(async () => assert.deepEqual((await saved(other)).map(({ price }) => price), [172_222]));
  await finish();
});

test("a deal that is deleted is no longer shown as saved, and has no versions to restore", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await line(page).waitFor();
  await eventually(async () => assert.ok((await saved(page)).some(({ price }) => price === 176_700)));
  // A version of it, as after five minutes.
  await page.evaluate(() => {
    const [name, text] = Object.entries(localStorage).find(([name]) => name.startsWith("common-ground/deal/"));
    localStorage.setItem(name.replace("/deal/", "/versions/"), JSON.stringify([JSON.parse(text)]));
  });
  await page.getByRole("link", { name: "All deals", exact: true }).click();
  const restore = page.getByRole("button", { name: /^Restore/ });
  await restore.waitFor();
  await page.locator(".deals__one").getByRole("button", { name: /^Delete/ }).click();
  await line(page).waitFor({ state: "detached" });
  await restore.waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^Undo/ }).last().click();
  await line(page).waitFor();
  await restore.waitFor();
  await page.getByRole("button", { name: "Delete all saved deals" }).click();
  await page.getByRole("button", { name: "Yes, delete all" }).click();
  await line(page).waitFor({ state: "detached" });
  await restore.waitFor({ state: "detached" });
  assert.deepEqual(await saved(page), []);
  await finish();
});

test("what is deleted or cleared under a tab is said there, and Undo of the deletion overwrites nothing that was saved since", async (t) => {
  const { page, context, site, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await line(page).waitFor();
  const other = await again(context, site, "#page=deals");
  const listed = other.locator(".deals__one").getByRole("button", { name: /^Open/ });
  await listed.waitFor();
  await other.locator(".deals__one").getByRole("button", { name: /^Delete/ }).click();
  await notice(page, /no longer saved in this browser/);
  await enter(page, PRICE, "199,000");
  await line(page).waitFor();
  // The list follows what the other tab saves.
  await listed.waitFor();
  await other.getByRole("button", { name: /^Undo/ }).last().click();
  await eventually(async () => assert.deepEqual((await saved(page)).map(({ price }) => price).sort(), [176_700, 199_000]));
  await eventually(async () => assert.equal(await other.locator(".deals__one").getByRole("button", { name: /^Open/ }).count(), 2));
  assert.equal(await page.locator("#keeping-notice").count(), 0);
  await other.evaluate(() => localStorage.clear());
  await notice(page, /no longer saved in this browser/);
  await enter(page, PRICE, "201,000");
  await eventually(async () => assert.deepEqual((await saved(page)).map(({ price }) => price), [201_000]));
  await finish();
});

test("a scenario that was deleted is in a version", async (t) => {
  const { page, finish } = await visit(t);
  await page.getByRole("button", { name: "Add a scenario" }).click();
  await page.getByLabel("Name of the scenario").fill("Harbour offer");
  await page.keyboard.press("Enter");
  await enter(page, PRICE, "176,700");
  await line(page).waitFor();
  await eventually(async () => assert.equal((await saved(page)).length, 1));
  await page.getByRole("button", { name: "Delete scenario" }).click();
  await eventually(async () => assert.ok(await page.evaluate(() => Object.keys(localStorage).some((name) => name.includes("/versions/")))));
  await page.reload();
  await started(page);
  await page.getByRole("link", { name: "All deals", exact: true }).click();
  await page.getByRole("button", { name: /^Restore/ }).first().click();
  await page.getByRole("link", { name: /Harbour offer/ }).first().click();
  await priceIs(page, "176,700");
  await finish();
});

test("a page of an earlier version in another tab is not overwritten", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await line(page).waitFor();
  const name = await page.evaluate(() => {
    const [name] = Object.keys(localStorage).filter((name) => name.startsWith("common-ground/deal/"));
    const { title, at, kept, whole } = JSON.parse(localStorage.getItem(name));
    localStorage.setItem(name, JSON.stringify({ title, at, by: "stale", kept, whole: whole.replaceAll("176700", "160000") }));
    return name;
  });
  await enter(page, PRICE, "181,111");
  await eventually(async () => assert.deepEqual((await saved(page)).map(({ price }) => price).sort(), [160_000, 181_111]));
  assert.equal((await saved(page)).find((deal) => deal.name === name).price, 160_000);
  await notice(page, /separate copy/);
  await finish();
});

test("with a clock that goes back two days, what is typed is saved within a second and earlier versions are kept", async (t) => {
  const { page, finish } = await visit(t);
  for (const price of ["176,700", "176,800"]) {
    await enter(page, PRICE, price);
    await eventually(async () => assert.ok((await saved(page)).some((deal) => deal.price === Number(price.replace(",", "")))));
  }
  await page.evaluate(() => {
    const { now } = Date;
    const back = () => now() - 2 * 24 * 3_600_000;
    Date.now = back;
  });
  await enter(page, PRICE, "177,777");
  await eventually(async () => assert.ok((await saved(page)).some(({ price }) => price === 177_777)));
  // Typing that never rests is saved too.
  const keys = setInterval(() => page.keyboard.press("ArrowUp").catch(() => {}), 200);
  await box(page, PRICE).focus();
  await eventually(async () => assert.ok((await saved(page)).some(({ price }) => price > 178_000)));
  clearInterval(keys);
  await page.getByRole("link", { name: "All deals", exact: true }).click();
  const versions = page.getByRole("region", { name: "Earlier versions of the open deal" });
  await eventually(async () => assert.ok(await versions.getByText(/^Version saved/).count() >= 2));
  await page.reload();
  await started(page);
  assert.equal((await saved(page)).length, 1, "the deal was saved twice");
  await finish();
});

test("undo after opening a saved deal leaves that deal as it is", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await line(page).waitFor();
  await page.getByRole("link", { name: "All deals", exact: true }).click();
  await page.getByRole("button", { name: "Start with a blank deal" }).click();
  await eventually(async () => assert.equal((await saved(page)).length, 2));
  await page.getByRole("link", { name: "All deals", exact: true }).click();
  await page.getByRole("button", { name: /^Open.*Norwich 2009/ }).click();
  await priceIs(page, "176,700");
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await eventually(async () => assert.doesNotMatch(await page.getByRole("heading", { level: 1 }).innerText(), /Norwich/));
  await new Promise((later) => setTimeout(later, 1_500));
  assert.equal((await saved(page)).filter(({ price }) => price === 176_700).length, 1);
  await page.reload();
  await started(page);
  assert.doesNotMatch(await page.getByRole("heading", { level: 1 }).innerText(), /Norwich/);
  await finish();
});

test("saved data that cannot be read is listed, can be saved as a file, and is never overwritten", async (t) => {
  const { page, finish } = await visit(t);
  await page.evaluate(() => {
    localStorage.setItem("common-ground/deal/damaged", "{\"title\":");
    localStorage.setItem("common-ground/deal/later", "{\"form\":99}");
  });
  await page.getByRole("link", { name: "All deals", exact: true }).click();
  const rows = page.locator(".deals__one", { hasText: "Unreadable saved deal" });
  await eventually(async () => assert.equal(await rows.count(), 2));
  await rows.filter({ hasText: "A later version of this page saved it" }).waitFor();
  const button = rows.filter({ hasText: "is damaged" }).getByRole("button", { name: /^Save as a file/ });
  await (await downloaded(page, button)).path();
  await page.getByRole("button", { name: "Start with a blank deal" }).click();
  await line(page).waitFor();
  const texts = await page.evaluate(() => ["damaged", "later"].map((id) => localStorage.getItem(`common-ground/deal/${id}`)));
  assert.deepEqual(texts, ["{\"title\":", "{\"form\":99}"]);
  await finish();
});
