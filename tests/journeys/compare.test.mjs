// Four partners make offers for one site: what Compare shows of them, the source of each difference, and what can be chosen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PRICE, box, enter, eventually, figures } from "./deal.mjs";
import { axe, visit } from "./site.mjs";

/** Four offers: partner, cash, preferred return, share of the surplus reinvested. */
const OFFERS = [
  ["Offer A", "Lovell", "9,000,000", "6", "80"],
  ["Offer B", "Keepmoat", "8,500,000", "8", "60"],
  ["Offer C", "Hill", "10,000,000", "0", "100"],
  ["Offer D", "Vistry", "7,500,000", "10", "50"],
];

const tabs = (page) => page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link");

async function fill(page, id, text) {
  await page.locator(`#${id}`).fill(text);
  await page.locator(`#${id}`).press("Enter");
}

async function openFold(page, ...names) {
  let within = page.locator("#inputs");
  for (const name of names) {
    const fold = within.locator("details", { has: page.locator("> summary", { hasText: name }) }).first();
    if (!(await fold.evaluate((element) => element.open))) await fold.locator("> summary").click();
    within = fold;
  }
}

/** Makes an offer a scenario that starts from the base case. */
export async function offer(page, [name, partner, cash, preferred, recycled]) {
  await page.getByRole("button", { name: "Add a scenario" }).click();
  await page.getByLabel("Name of the scenario").fill(name);
  const from = page.getByLabel("Starts as a copy of");
  if (await from.count()) await from.selectOption({ label: "Base case" });
  await page.locator(".scenarios__name").getByRole("button").first().click();
  await tabs(page).filter({ hasText: name }).waitFor();
  await openFold(page, "Partners", /HCA|Homes and Communities/);
  await fill(page, "input-partners-hca-name", `${partner} Homes`);
  await fill(page, "input-partners-hca-short_name", partner);
  await fill(page, "contributions-hca-cash-amount", cash);
  const more = page.locator("#levers details:not([open]) > summary");
  if (await more.count()) await more.first().click();
  await fill(page, "sharing-preferred_return_percent", preferred);
  await fill(page, "sharing-recycled_percent", recycled);
}

const rowNames = (page) => page.locator(".compare__table tbody th[scope=row]").allInnerTexts();
const heads = async (page) =>
  (await page.locator(".compare__table thead th").allInnerTexts()).map((head) => head.replace(/\s+/g, " ").trim());

test("four offers by four partners: seats, columns, differences and their sources", async (t) => {
  const { page, finish } = await visit(t, { context: { viewport: { width: 1440, height: 900 } } });
  for (const one of OFFERS) await offer(page, one);
  // The summary is labelled as that of the base case, with what is put in here beside it.
  assert.match(await page.locator(".lede").innerText(), /^Description of the base case: .* In this case the council puts in land worth £7\.50m and Vistry puts in up to £7\.50m in cash\./);
  assert.match(await page.locator("#changes").innerText(), /Vistry still counts as a public body, as under its earlier name/);
  await page.getByRole("link", { name: /^Compare all/ }).click();
  const table = page.getByRole("table", { name: "Outcomes of each scenario" });
  await table.waitFor();

  // Every column names its own partner, and rows name the seat.
  const columns = await heads(page);
  for (const column of ["Base case with HCA", "Offer A with Lovell", "Offer C with Hill"]) assert.ok(columns.includes(column), `${columns}`);
  const names = await rowNames(page);
  assert.ok(names.includes("Cash partner puts in"), `${names}`);
  assert.ok(names.every((name) => !/HCA|Lovell/.test(name)), `${names}`);

  // From four cases only the rows that differ are shown at first.
  assert.ok(!names.includes("Homes completed"), `${names}`);
  assert.ok(names.includes("Cash partner: rate of return (IRR), monthly") && names.includes("Cash partner: money multiple"));
  await page.getByLabel("Only rows that differ").uncheck();
  await eventually(async () => assert.ok((await rowNames(page)).includes("Homes completed")));

  // The headings stay in view when the table is scrolled either way.
  const stuck = await page.locator(".compare__region").evaluate((region) => {
    region.scrollTop = 300;
    region.scrollLeft = 100;
    const [corner, head] = region.querySelectorAll("thead th");
    const at = region.getBoundingClientRect();
    return [corner.getBoundingClientRect().left - at.left, head.getBoundingClientRect().top - at.top].map(Math.round);
  });
  assert.deepEqual(stuck, [0, 0]);

  // A cell contains only its figure; the name of its button has row and column for those who go from button to button.
  const named = await table.getByRole("button").evaluateAll((all) => all.map((button) => button.getAttribute("aria-label")));
  assert.match(named[0], /^.+, Base case: \S+, shows its calculation$/);
  assert.equal(new Set(named).size, named.length, `${named}`);
  // As short as it can be: what a row says in brackets is left out.
  assert.ok(named.some((name) => /^Peak funding, Base case: /.test(name)) && named.every((name) => !name.includes("(")), `${named}`);

  // Compared with the base case, the table of offers has it as a labelled reference, in one unit for each row of sums.
  const offers = page.getByRole("table", { name: "Offers, and what the council could do instead" });
  const reference = (await offers.getByRole("columnheader").allInnerTexts()).slice(1, 4);
  assert.deepEqual(reference, ["Base case (for reference)", "£8.0m, as the council later reported", "Offer A"]);
  const values = await offers.getByRole("row", { name: /^Council’s receipts less cash put in:/ }).getByRole("cell").allInnerTexts();
  assert.equal(new Set(values.map((value) => value.replace(/\d/g, "").replace(/^−\u2060/, ""))).size, 1, `${values}`);
  // Base case is no offer, and leads nowhere.
  const leads = page.getByRole("region", { name: "Which case leads" });
  assert.doesNotMatch(await leads.innerText(), /Base case/);
  assert.match(await leads.innerText(), /(Best against|Nearest to) selling the land for £[\d.]+m in /);

  // What was changed follows “Compare with”, with the source of each value.
  const changed = page.getByRole("region", { name: "What was changed" });
  assert.match(await changed.innerText(), /Compared with “Base case”/);
  assert.match(await changed.innerText(), /Lovell cash\s*: from\s*£[\d,]+\s+to\s+£9,000,000\s*\.\s*Yours/);
  // The figures of the last offer are announced a second after it was typed, and would replace what is announced now.
  await page.waitForTimeout(1_500);
  await page.getByLabel("Compare with").selectOption({ label: "Offer B" });
  await eventually(async () => assert.match(await changed.innerText(), /Compared with “Offer B”/));
  // Each new comparison is announced in few words.
  await eventually(async () => {
    assert.equal(await page.locator("#said").innerText(), `Compared with “Offer B”. ${(await heads(page)).length - 1} cases shown, ${(await rowNames(page)).length} rows.`);
  });
  assert.match(await changed.getByRole("heading", { level: 3 }).allInnerTexts().then((all) => all.join()), /Base case/);
  assert.match(await changed.innerText(), /As in the base case/);
  assert.match((await heads(page))[1], /^Offer B with Keepmoat$/);

  // Columns can be chosen; the base case is not an offer.
  const before = (await heads(page)).length;
  await page.getByRole("group", { name: "Cases to show" }).getByLabel("Offer C").uncheck();
  await eventually(async () => assert.equal((await heads(page)).length, before - 1));
  await eventually(async () => assert.match(await page.locator("#said").innerText(), new RegExp(`^Compared with “Offer B”\\. ${before - 2} cases shown, `)));
  const offered = await offers.getByRole("columnheader").allInnerTexts();
  assert.ok(offered.includes("Base case (for reference)") && !offered.includes("Offer C") && offered.includes("Offer D"), `${offered}`);
  await axe(page, ["landmark-unique"]);

  // Every case says whether it beats a sale; a phone has the verdicts and the partners, too.
  const against = table.getByRole("row", { name: /^Against selling the land for £[\d.]+m in / });
  assert.ok((await against.getByRole("cell").allInnerTexts()).every((cell) => /£\S+ (less|more)|same/.test(cell)));
  await page.setViewportSize({ width: 390, height: 844 });
  const cards = page.locator(".compare__cards").first();
  await eventually(async () => assert.match(await cards.innerText(), /^\s*Verdict[\s\S]*Offer D\s+with Vistry/));
  await finish();
});

test("four cases with one verdict have their verdicts and links on a phone, where only rows that differ are shown", async (t) => {
  const { page, finish } = await visit(t);
  for (const name of ["One", "Two"]) {
    await page.getByRole("button", { name: "Add a scenario" }).click();
    await page.getByLabel("Name of the scenario").fill(name);
    await page.keyboard.press("Enter");
    await tabs(page).filter({ hasText: name }).waitFor();
  }
  await page.getByRole("link", { name: /^Compare/ }).first().click();
  assert.ok(await page.getByLabel("Only rows that differ").isChecked());
  assert.ok(!(await rowNames(page)).includes("Verdict"));
  await page.setViewportSize({ width: 390, height: 844 });
  const card = page.locator("#outcomes .compare__cards section").filter({ has: page.getByRole("heading", { name: "Verdict", exact: true }) });
  await card.waitFor();
  assert.deepEqual(await card.getByRole("link").allInnerTexts(), ["Base case", "£8.0m, as the council later reported", "One", "Two"]);
  await finish();
});

test("a case with an input in error is not compared, and Compare leads back to that input", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByRole("button", { name: "Save as a new scenario" }).click();
  await box(page, PRICE).fill("abc");
  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await page.getByText("Scenario 1: not up to date").waitFor();
  const column = (await heads(page)).indexOf("Scenario 1");
  const cells = await page.locator(".compare__table tbody tr").evaluateAll(
    (rows, column) => rows.map((row) => row.children[column]?.innerText.trim()).filter(Boolean), column);
  assert.match(cells[0], /Not up to date/);
  assert.ok(cells.length > 10 && cells.slice(1).every((cell) => cell === "–"), `${cells}`);
  assert.match(await page.getByRole("region", { name: "Which case leads" }).innerText(), /“Scenario 1” is not up to date, so it cannot lead/);
  await axe(page, ["landmark-unique"]);
  await page.locator(".compare__notices").getByRole("link", { name: /^Enter the sale price as a number/ }).click();
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.value), "abc"));
  await finish();
});

test("a new scenario says what it starts from, and offers the base case", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByRole("button", { name: "Add a scenario" }).click();
  const form = page.locator(".scenarios__name");
  await form.getByText("Your change moves into it. The base case goes back to its value before your change.").waitFor();
  await page.getByLabel("Name of the scenario").fill("Low prices");
  await form.getByRole("button", { name: "Add a scenario" }).click();
  await tabs(page).filter({ hasText: "Low prices" }).waitFor();
  await page.getByRole("button", { name: "Add a scenario" }).click();
  const from = page.getByLabel("Starts as a copy of");
  assert.equal(await from.evaluate((list) => list.selectedOptions[0].innerText.trim()), "Base case");
  await from.selectOption({ label: "Low prices" });
  await form.getByText("It starts with all changes of “Low prices”.").waitFor();
  await from.selectOption({ label: "Base case" });
  await page.getByLabel("Name of the scenario").fill("Fresh");
  await form.getByRole("button", { name: "Add a scenario" }).click();
  await tabs(page).filter({ hasText: /^Fresh\s*no change/ }).waitFor();
  await finish();
});

test("setting the base case clears the list of changes, and typed values stay marked as yours", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByRole("button", { name: "Set as base case" }).click();
  await eventually(async () => assert.equal(await page.locator("#changes").count(), 0));
  const price = page.locator(".lever", { has: page.getByLabel(PRICE) });
  assert.match(await price.locator(".mark").first().innerText(), /Yours/);
  await finish();
});

test("jump links lead to every part of Compare by keyboard, and to the groups of its table", async (t) => {
  const { page, finish } = await visit(t, { context: { viewport: { width: 1440, height: 900 } } });
  await page.getByRole("link", { name: /^Compare/ }).first().click();
  const links = page.getByRole("navigation", { name: "On this page" }).getByRole("link");
  await links.first().waitFor();
  const targets = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href").slice(1)));
  const inOrder = await page.evaluate((ids) => {
    const parts = ids.map((id) => document.getElementById(id));
    const follows = (part, place) => parts[place].compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING;
    return parts.slice(1).every(follows);
  }, targets);
  assert.deepEqual([targets.length, inOrder], [5, true], `${targets}`);
  // Before the first table, so before its figures in the order of Tab.
  assert.ok(await page.evaluate(() => {
    const [links, table] = [".jump-links", ".compare__table"].map((part) => document.querySelector(part));
    return links.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING;
  }));
  const before = page.url();
  for (const id of targets) {
    await links.and(page.locator(`[href="#${id}"]`)).press("Enter");
    await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), id));
  }
  assert.equal(page.url(), before);
  // The heading of a group comes into view below the headings of the columns.
  const group = page.locator(".compare__scrolls").getByRole("link", { name: "Public money" });
  await group.press("Enter");
  await eventually(async () => {
    const [head, row] = await page.evaluate(() => {
      const head = document.querySelector(".compare__table thead th").getBoundingClientRect().bottom;
      return [head, document.activeElement.getBoundingClientRect()].map((of) => of.top ?? of);
    });
    assert.match(await page.evaluate(() => document.activeElement.innerText), /^Public money/);
    assert.ok(row >= head - 1 && row < 900, `${row} under ${head}`);
  });
  await page.setViewportSize({ width: 320, height: 700 });
  await eventually(async () => assert.ok(await links.first().isVisible()));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320));
  await axe(page, ["landmark-unique"]);
  await finish();
});

test("land that is sold for cash leaves the council no capital to be repaid, and Compare has the differences of the tiles", async (t) => {
  const { page, finish } = await visit(t);
  await page.getByRole("link", { name: "All deals" }).first().click();
  await page.getByRole("button", { name: "Start with a blank deal" }).click();
  await page.getByRole("button", { name: "Add a scenario" }).click();
  await page.getByLabel("Name of the scenario").fill("Later");
  await page.locator(".scenarios__name").getByRole("button").first().click();
  await tabs(page).filter({ hasText: "Later" }).waitFor();
  await enter(page, PRICE, "400,000");
  await fill(page, "contributions-cash-amount", "4,000,000");
  await openFold(page, "Contributions", /Site 1/);
  await page.locator("#inputs select:visible", { has: page.locator("option", { hasText: "Land, paid for later in cash" }) }).selectOption({ label: "Land, paid for later in cash" });
  await eventually(async () => {
    const council = (await figures(page))["Council gets back"];
    assert.match(council.context, /^for £1\.00m land, by the start of April 2027$/);
    assert.equal(council.change.replace("\u2060", ""), "+£0.03m from £0.97m");
  });
  const tile = (await figures(page))["Association gets back"].change;
  const [, more, putIn] = /^\+\u2060(£[\d.]+m) from .*?, (£[\d.]+m) more put in/.exec(tile) ?? assert.fail(tile);
  await page.getByRole("link", { name: /^Compare/ }).first().click();
  const differences = async (row) => (await page.locator(".compare__table").locator("tr", { has: page.getByRole("rowheader", { name: row, exact: true }) }).locator(".compare__change").innerText()).replace("\u2060", "");
  assert.equal(await differences("Association gets back"), `+${more}`);
  assert.equal((await differences("Association puts in")).split("; ")[0], `+${putIn}`);
  await finish();
});
