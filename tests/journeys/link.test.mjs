import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { started } from "./browser.mjs";
import {
  CASH,
  LAND,
  LOAN_LIMIT,
  PRICE,
  PRICE_GROWTH,
  SALES,
  START,
  addressAfter,
  answer,
  asReceived,
  box,
  chartNames,
  enter,
  eventually,
  figures,
  keepsFocus,
  lever,
  open,
  openTables,
  shortCode,
  showLever,
  tables,
  type,
  verdict,
} from "./deal.mjs";
import { profile, visit } from "./site.mjs";

const NORWICH = new URL("../../cases/norwich-2009/deal.json", import.meta.url);

/** The fragment of a document. */
function packed(text) {
  return `#deal=${deflateRawSync(text, { level: 9 }).toString("base64url")}`;
}

/** Opens an address as if it had been sent: in a profile that has never seen the page. */
async function opened(t, site, address) {
  const { context } = await profile(t, {}, [site.address]);
  const page = await context.newPage();
  await page.goto(address);
  await started(page);
  return page;
}

test("changing the sales rate changes the verdict, the figures, the charts and the link, and whoever opens the link sees the same to the penny", async (t) => {
  const { page, site, finish } = await visit(t);
  await openTables(page);
  const [before, names, address] = [await answer(page), await chartNames(page), page.url()];
  await enter(page, SALES, "3.5");
  const link = await addressAfter(page, address);
  const after = await answer(page);

  assert.notEqual(after.verdict.first, before.verdict.first);
  assert.notEqual(after.figures["Reinvestment pot"].value, before.figures["Reinvestment pot"].value);
  assert.notEqual(after.figures["Reinvestment pot"].change, "");
  assert.notDeepEqual(await chartNames(page), names);
  const same = Object.keys(before.tables).filter((caption) => {
    return JSON.stringify(before.tables[caption]) === JSON.stringify(after.tables[caption]);
  });
  // Homes are built as before: only their sale is slower.
  assert.deepEqual(same, ["Homes completed, by tenure and year", "Building jobs by year, and from gross to net"]);

  assert.match(await lever(page, SALES).innerText(), /Was 7 a month, assumed\./);

  // Whoever opens the link has nothing that the deal was made from: it is their unchanged base case. Their own address says so, and
  // opens the same deal again.
  const other = await opened(t, site, link);
  const third = await opened(t, site, await addressAfter(other, link));
  for (const received of [other, third]) {
    await openTables(received);
    assert.deepEqual(asReceived(await answer(received)), asReceived(after));
    assert.equal(await box(received, SALES).inputValue(), "3.5");
    const words = await lever(received, SALES).innerText();
    assert.match(words, /Yours/);
    assert.doesNotMatch(words, /Was /);
    assert.equal(await received.locator("#changes").count(), 0);
    assert.equal(await shortCode(received), await shortCode(page), "both read one code of the deal");
  }
  await finish();
});

test("the link contains every kind of lever: money, homes, percent and month", async (t) => {
  const { page, site, finish } = await visit(t);
  await openTables(page);
  const typed = [
    [PRICE, "£190k", "190,000"],
    [PRICE_GROWTH, "3%", "3"],
    ["Build cost growth, a year", "2", "2"],
    ["Homes, in all phases", "1,250", "1,250"],
    [CASH, "8.5 million", "8,500,000"],
    [LAND, "8m", "8,000,000"],
    ["Preferred return, a year", "4", "4"],
    ["The council’s share of the surplus", "60", "60"],
    ["Surplus reinvested", "80", "80"],
    [LOAN_LIMIT, "30m", "30,000,000"],
    ["Senior loan interest, a year", "7.25", "7.25"],
    [START, "2009-07", "July 2009"],
  ];
  for (const [label, text, shown] of typed) {
    await enter(page, label, text);
    await eventually(async () => assert.equal(await box(page, label).inputValue(), shown));
    await eventually(async () => assert.match(await lever(page, label).innerText(), /Yours/));
  }
  await page.getByRole("button", { name: "Copy link" }).click();
  const after = await answer(page);
  // Read from the page itself: the driver sees a changed address later.
  const other = await opened(t, site, await page.evaluate(() => location.href));
  await openTables(other);
  assert.deepEqual(asReceived(await answer(other)), asReceived(after));
  for (const [label, , shown] of typed) {
    await showLever(other, label);
    assert.equal(await box(other, label).inputValue(), shown);
    assert.match(await lever(other, label).innerText(), /Yours/, label);
  }
  assert.match(await page.locator("#changes").innerText(), /^13 inputs differ from the base case as last set\./);
  assert.equal(await other.locator("#changes").count(), 0, "to the receiver it is the unchanged base case");
  await finish();
});

test("undoing all changes restores the plain address", async (t) => {
  const { page, finish } = await visit(t);
  const address = page.url();
  await enter(page, PRICE, "150,000");
  const changed = await addressAfter(page, address);
  await page.getByRole("button", { name: "Undo all changes" }).click();
  assert.equal(await addressAfter(page, changed), address);
  assert.equal((await figures(page))["Reinvestment pot"].value, "£57.03m");
  await finish();
});

test("loading the page again loses nothing of what was changed", async (t) => {
  const { page, finish } = await visit(t);
  await openTables(page);
  const address = page.url();
  await enter(page, PRICE, "176,700");
  await enter(page, CASH, "6m");
  await addressAfter(page, address);
  await eventually(async () => assert.match(await page.locator("#changes").innerText(), /^2 inputs differ/));
  const before = await answer(page);
  // The second change may have come after the first was written.
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.reload();
  await started(page);
  await openTables(page);
  assert.deepEqual(await answer(page), before);
  assert.equal(await box(page, CASH).inputValue(), "6,000,000");
  await finish();
});

test("a link followed in the same tab opens, and a broken one followed after it changes nothing that was typed", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, SALES, "5");
  const link = await addressAfter(page, page.url().split("#")[0]);
  const shown = asReceived({ figures: await figures(page) });
  await page.getByRole("button", { name: "Undo all changes" }).click();
  await addressAfter(page, link);

  const follow = (fragment) => page.evaluate((fragment) => void (location.hash = fragment), fragment);
  await follow(new URL(link).hash);
  await eventually(async () => assert.deepEqual(asReceived({ figures: await figures(page) }), shown));
  assert.equal(await box(page, SALES).inputValue(), "5");

  await enter(page, PRICE, "180k");
  await enter(page, CASH, "about eight");
  await eventually(async () => assert.equal((await verdict(page)).badge, "Not up to date"));
  const before = { figures: await figures(page), tables: await tables(page) };
  await follow(new URL(link).hash.slice(0, -40));
  const notice = page.getByRole("alert").filter({ hasText: "The link could not be opened." });
  await notice.waitFor();
  assert.deepEqual({ figures: await figures(page), tables: await tables(page) }, before);
  assert.equal(await box(page, SALES).inputValue(), "5");
  assert.equal(await box(page, PRICE).inputValue(), "180,000");
  assert.equal(await box(page, CASH).inputValue(), "about eight");
  await finish();
});

const norwich = await readFile(NORWICH, "utf8");
const whole = packed(norwich);
const shortened = JSON.parse(norwich);
shortened.deal.months = 24;
const unknown = JSON.parse(norwich);
unknown.deal.costs.lunch = 1;
const BROKEN = [
  ["cut short", whole.slice(0, whole.length / 2), /Part of it is missing or was changed on the way/],
  ["of random letters", "#deal=kjh3JHG8gkj2h3gJHGkjhg33kjhgKJHG", /Part of it is missing or was changed on the way/],
  ["that unpacks to fifty megabytes", packed(Buffer.alloc(50_000_000, " ")), /Part of it is missing|too long to be a deal/],
  ["longer than any deal", `#deal=${"A".repeat(300_000)}`, /too long to be a deal/],
  ["that contains a sentence", packed("Meet me at the council offices."), /Part of it is missing or was changed on the way/],
  ["with a deal of a later version", packed('{"version":3,"deal":{}}'), /later version of this page \(document version 3\)/],
  ["with an unknown field", packed(JSON.stringify(unknown)), /costs[./]lunch/],
];

const NOTICE = { hasText: "The link could not be opened." };

test("a broken or hostile link is explained in plain words, above the worked example", async (t) => {
  const { context, site, finish } = await visit(t);
  for (const [what, fragment, reason] of BROKEN) {
    const page = await context.newPage();
    await page.goto(site.address + fragment);
    await started(page);
    const held = page.url();
    const notice = page.getByRole("alert").filter(NOTICE);
    await notice.waitFor();
    const words = await notice.innerText();
    assert.match(words, reason, `a link ${what}`);
    assert.doesNotMatch(words, /line \d|column \d|`/, `a link ${what}: words for a programmer`);
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Norwich 2009: city land and agency cash");
    assert.equal((await figures(page))["Reinvestment pot"].value, "£57.03m", `a link ${what}`);
    assert.equal(page.url(), held, `a link ${what}: the address was rewritten before anything was edited`);
  }
  await finish();
});

test("a link to an unfinished deal opens it with its errors, and its figures come once they are corrected", async (t) => {
  const { page, finish } = await visit(t, { at: packed(JSON.stringify(shortened)) });
  await eventually(async () => assert.match(await page.locator(".verdict-panel").innerText(), /No figures yet/));
  assert.equal(await page.getByRole("alert").filter(NOTICE).count(), 0);
  assert.doesNotMatch(await page.locator("main").innerText(), /57\.03m/, "figures of another deal");
  const months = (await open(page, "The deal")).getByRole("textbox", { name: "Model period" });
  await months.fill("156");
  await eventually(async () => assert.equal((await figures(page))["Reinvestment pot"].value, "£57.03m"));
  await page.locator("#partners").waitFor();
  assert.ok(await months.isVisible(), "the group was closed");
  assert.ok(await months.evaluate((box) => box === document.activeElement), "the box lost the focus");
  await finish();
});

test("where a broken link is the first thing opened, the message says that the worked example is shown", async (t) => {
  const { page, finish } = await visit(t, { at: BROKEN[0][1] });
  const words = await page.getByRole("alert").filter(NOTICE).innerText();
  assert.match(words, /example/);
  assert.doesNotMatch(words, /open before/, "no deal was open before");
  await finish();
});

test("the message about a broken link is closed with the keyboard, and the address stays until something is edited", async (t) => {
  const { page, finish } = await visit(t, { at: BROKEN[0][1] });
  const held = page.url();
  const notice = page.getByRole("alert").filter(NOTICE);
  await notice.getByRole("button", { name: "Close this message" }).press("Enter");
  await notice.waitFor({ state: "hidden" });
  assert.equal(page.url(), held, "closing the message rewrote the address");
  await type(page, SALES, "6");
  assert.match(await addressAfter(page, held), /#deal=[\w-]{100,}/);
  assert.equal(await box(page, SALES).inputValue(), "6");
  await finish();
});

test("closing the message about a broken link keeps the focus in the page", async (t) => {
  const { page, finish } = await visit(t, { at: BROKEN[0][1] });
  await page.getByRole("button", { name: "Close this message" }).press("Enter");
  await page.getByRole("alert").filter(NOTICE).waitFor({ state: "hidden" });
  await keepsFocus(page, "after the message was closed");
  await finish();
});

test("a broken link to any page is explained there and stays in the address, and the tabs name no scenario that does not exist", async (t) => {
  const { page, finish } = await visit(t, { at: `#page=compare&open=s1&${BROKEN[0][1].slice(1)}` });
  const held = page.url();
  const notice = page.getByRole("alert").filter(NOTICE);
  await notice.waitFor();
  await page.waitForTimeout(1_500);
  assert.equal(page.url(), held, "the address was rewritten before anything was edited");
  for (const [name, heading] of [["Embed", /own page/], ["All deals", /./], ["Deal", /^Norwich/]]) {
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    assert.equal(await notice.count(), 1, `the notice is missing on the page ${name}`);
  }
  const tabs = page.getByRole("navigation", { name: "Base case and scenarios" }).locator("a[aria-current=true]");
  assert.match((await tabs.allInnerTexts()).join(), /^Base case/);
  await page.evaluate(() => void (location.hash = "open=s9"));
  await eventually(async () => assert.doesNotMatch(page.url(), /open=s9/));
  assert.equal(await tabs.count(), 1);
  await finish();
});

test("a link to an input moves the focus there while the page of the deal is shown, and an address of the glossary with one opens the glossary", async (t) => {
  const { page, finish } = await visit(t);
  await page.evaluate(() => void (location.hash = "open=base&field=/home_types/market/build_cost"));
  await eventually(async () => assert.match(await page.evaluate(() => document.activeElement.id), /build_cost/));
  await page.evaluate(() => void (location.hash = "page=glossary&field=/months"));
  await page.getByRole("heading", { level: 1, name: "Glossary" }).waitFor();
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "page-title"));
  await finish();
});
