// The form of all inputs: errors beside their boxes, boxes that show their whole value, one stop between boxes, pasted cells.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PRICE, enter, eventually, figures, keepsFocus, open, verdict } from "./deal.mjs";
import { axe, visit } from "./site.mjs";

const box = (within, label) => within.locator("input").and(within.getByLabel(label)).first();
const errors = (page) => page.getByRole("group", { name: "There is a problem" }).getByRole("link");
const focused = (page) => page.evaluate(() => document.activeElement.id);

test("an error between two fields is shown at its box, at the top with a link, and announced", async (t) => {
  const { page, finish } = await visit(t);
  const phase = await open(page, "Land and phases", "Three Score 2");
  await box(phase, "Land is drawn down").fill("140");
  await page.keyboard.press("Tab");
  await eventually(async () => assert.equal((await verdict(page)).badge, "Not up to date"));
  // Until the other field is typed, or left as it is, the page says what it waits for.
  const waits = "The figures wait for “Building starts”, which does not fit what you have just entered. Change one of the two.";
  await page.getByText(waits).first().waitFor();
  await eventually(async () => assert.equal(await page.locator("#said").innerText(), waits));
  assert.equal(await errors(page).count(), 0);
  await box(phase, "Building starts").focus();
  await page.keyboard.press("Tab");
  const said = /Land must be drawn down by the time building starts/;
  await eventually(async () => assert.match(await phase.innerText(), said));
  await eventually(async () => assert.match(await page.locator("#said").innerText(), said));
  await eventually(async () => assert.match(await errors(page).first().innerText(), /^Three Score 2: Land must be/));
  // The link leads to the box, also once its group is closed.
  await phase.locator("> summary").click();
  await errors(page).first().click();
  await eventually(async () => assert.match(await focused(page), /^input-phases-.*-drawdown_month$/));
  await axe(page);
  await page.keyboard.press("Escape");
  await finish();
});

test("an error typed in the form leads to the form, though a lever has the same name; one typed at the lever leads there", async (t) => {
  const { page, finish } = await visit(t);
  const deal = await open(page, "The deal");
  await deal.locator("#input-start").fill("soon");
  await page.keyboard.press("Tab");
  await eventually(async () => assert.equal(await errors(page).count(), 1));
  await page.locator("#find-input").focus();
  await errors(page).first().click();
  await eventually(async () => assert.equal(await focused(page), "input-start"));
  await enter(page, "Start of the deal", "later");
  await page.locator("#find-input").focus();
  await errors(page).first().click();
  await eventually(async () => assert.equal(await focused(page), "start"));
  await finish();
});

test("the first press on a box of figures selects all, and the second sets the caret", async (t) => {
  const { page, finish } = await visit(t, { context: { hasTouch: true } });
  const price = page.locator("#home_types-market-price");
  const selected = () => price.evaluate((box) => [box.selectionStart, box.selectionEnd]);
  await price.click({ position: { x: 3, y: 12 } });
  await eventually(async () => assert.deepEqual(await selected(), [0, 7]));
  await page.keyboard.type("175,000");
  assert.equal(await price.inputValue(), "175,000");
  await price.click({ position: { x: 3, y: 12 } });
  assert.equal(...(await selected()));
  await page.keyboard.press("Tab");
  await price.tap({ position: { x: 3, y: 12 } });
  await eventually(async () => assert.deepEqual(await selected(), [0, 7]));
  // The label leads into the box, too.
  await page.locator("#find-input").focus();
  await page.locator("#home_types-market-price-label").click();
  await eventually(async () => assert.deepEqual(await selected(), [0, 7]));
  // After the Tab key has selected all, a press sets the caret.
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  assert.deepEqual(await selected(), [0, 7]);
  await price.click({ position: { x: 3, y: 12 } });
  assert.equal(...(await selected()));
  await finish();
});

test("an error is counted by the tab of its case, open or not, and by the closed groups and rows that hold it", async (t) => {
  const { page, finish } = await visit(t);
  const tabs = page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link");
  const note = async (fold) => (await fold.locator("summary .group__values").first().innerText()).trim();
  const kinds = page.locator("details.group").filter({ has: page.getByRole("heading", { name: "Homes", exact: true }) }).first();
  const values = await note(kinds);
  await enter(page, PRICE, "abc");
  await eventually(async () => assert.match((await tabs.allInnerTexts())[0], /^Base case\s1 error$/));
  assert.equal(await note(kinds), "1 error");
  await kinds.locator("summary").first().click();
  const market = kinds.locator("details.group--row").filter({ has: page.getByRole("heading", { name: "Market sale" }) }).first();
  assert.equal(await note(market), "1 error");
  // The error stays with its case.
  await tabs.nth(1).click();
  await eventually(async () => assert.equal(await tabs.nth(1).getAttribute("aria-current"), "true"));
  assert.match((await tabs.allInnerTexts())[0], /^Base case\s1 error$/);
  await eventually(async () => assert.doesNotMatch(await note(kinds), /error/));
  await tabs.first().click();
  await enter(page, PRICE, "186,000");
  await eventually(async () => assert.match((await tabs.allInnerTexts())[0], /^Base case\sno change$/));
  assert.equal(await note(kinds), values);
  await finish();
});

test("what is open and looked for in the form is still there after another page", async (t) => {
  const { page, finish } = await visit(t);
  const group = await open(page, "Land and phases", "Three Score 2");
  await page.getByRole("textbox", { name: "Find an input" }).fill("IRR");
  const turn = (name) => page.getByRole("link", { name, exact: true }).first().click();
  await turn("Compare");
  await page.getByRole("heading", { level: 1, name: /^Compare/ }).waitFor();
  await turn("Deal");
  await page.getByRole("heading", { level: 1, name: /^Norwich/ }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Find an input" }).inputValue(), "IRR");
  await eventually(async () => assert.ok(await box(group, "Land is drawn down").isVisible()));
  await finish();
});

test("an error about a list is shown above its rows, and its link leads there", async (t) => {
  const { page, finish } = await visit(t);
  const group = await open(page, "Contributions");
  await group.getByRole("button", { name: "Add a contribution" }).click();
  await eventually(async () => assert.notEqual((await verdict(page)).badge, "Not up to date", "a new row is no error"));
  const added = group.locator(".inputs__rows > div > .group--row").last();
  await added.getByLabel("Type of contribution").first().selectOption({ label: "Land, credited as capital" });
  await eventually(async () => assert.match(await errors(page).first().innerText(), /must add up to 100% of it/));
  await errors(page).first().click();
  const land = await open(page, "Land and phases");
  assert.match(await land.locator(".inputs__errors").first().innerText(), /must add up to 100% of it/);
  await finish();
});

test("undoing an added row by key leaves the focus in its list", async (t) => {
  const { page, finish } = await visit(t);
  const group = await open(page, "Contributions");
  await group.getByRole("button", { name: "Add a contribution" }).click();
  const rows = group.locator(".inputs__rows > div > .group--row");
  await eventually(async () => assert.ok(await rows.last().evaluate((row) => row.contains(document.activeElement)), "the new row has the focus"));
  const many = await rows.count();
  await page.keyboard.press("ControlOrMeta+z");
  await eventually(async () => assert.equal(await rows.count(), many - 1));
  await eventually(async () => assert.ok(await group.evaluate((group) => group.contains(document.activeElement)), "the focus is still in the group"));
  await finish();
});

for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
  test(`every box shows its whole value at ${viewport.width} px`, async (t) => {
    const { page, finish } = await visit(t, { context: { viewport } });
    await open(page, "Homes", "Market sale");
    const land = await open(page, "Land and phases", "City land");
    await box(land, "Land value agreed").fill("10,000,000,000");
    for (const group of ["Contributions", "Costs", "Loans and funding", "The deal"]) await open(page, group);
    const cut = () =>
      page.locator("#inputs .field__input").evaluateAll((boxes) =>
        boxes.filter((box) => box.type !== "select-one" && box.scrollWidth > box.clientWidth + 1).map((box) => `${box.id}: ${box.value}`),
      );
    await eventually(async () => assert.deepEqual(await cut(), []));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    await finish();
  });
}

test("an entry of an ordered list keeps the focus as it is moved up to the top", async (t) => {
  const { page, finish } = await visit(t);
  const order = (await open(page, "How cash is shared")).getByRole("group", { name: /^Order of payment/ });
  const third = await order.locator("li").nth(2).innerText();
  await order.locator("li").nth(2).getByRole("button").focus();
  for (const place of [1, 0]) {
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal(await order.locator("li").nth(place).innerText(), place ? third : third.replace(/\s*Move up.*$/s, "")));
    await keepsFocus(page, `moved to place ${place + 1}`);
  }
  assert.equal(await order.locator("li").first().evaluate((line) => line === document.activeElement), true);
  await finish();
});

test("a loan limited by a share of cost says what limit that needs, and a button sets it", async (t) => {
  const { page, finish } = await visit(t);
  const loan = await open(page, "Loans and funding", "Senior");
  const limit = box(loan, "Loan limit");
  await box(loan, "Loan to cost (LTC)").fill("60");
  await limit.fill("0");
  await page.keyboard.press("Tab");
  const note = loan.getByText(/At £0 nothing can be drawn\. 60% of costs is about £\d+,\d{3},000: land £[\d.]+m, and building and other costs £[\d.]+m,/);
  const sum = /is about £([\d,]+):/.exec(await note.innerText())[1];
  await loan.getByRole("button", { name: "Use it (Loan limit)" }).click();
  await eventually(async () => assert.equal(await limit.inputValue(), sum));
  assert.equal(await note.count(), 0);
  await keepsFocus(page, "the limit is set");
  await finish();
});

test("a build cost per home may be left blank beside one per m², and a change is refused with advice", async (t) => {
  const { page, finish } = await visit(t);
  const home = await open(page, "Homes", "Market sale");
  await box(home, "Build cost per m²").fill("1,750");
  await box(home, "Floor area, per home").fill("84");
  await box(home, "Build cost, per home").fill("");
  await page.keyboard.press("Tab");
  await home.getByText("If blank, only the cost per m², if given.").waitFor();
  assert.equal(await errors(page).count(), 0);
  await box(home, "Price, per home").fill("-10%");
  await page.keyboard.press("Tab");
  await home.getByText("Enter a value for “Price, per home”, like 250,000, not a change to it").waitFor();
  await page.keyboard.press("Escape");
  await box(home, "Price, per home").fill("180,000");
  const growth = await open(page, "Price growth", "Rate of house price growth 1");
  for (const [typed, tidy] of [["+10 %", "10"], ["− 10%", "−10"]]) {
    await box(growth, "House price growth, a year").fill(typed);
    await page.keyboard.press("Tab");
    await eventually(async () => assert.equal(await box(growth, "House price growth, a year").inputValue(), tidy));
  }
  await finish();
});

test("a deal cannot be left without a name, and what was typed stays", async (t) => {
  const { page, finish } = await visit(t);
  const name = box(await open(page, "The deal"), "Name of the deal");
  await name.fill("  ");
  await page.keyboard.press("Tab");
  await eventually(async () => assert.equal(await errors(page).first().innerText(), "Enter a name for the deal, like Mill Lane"));
  assert.match(await page.title(), /^Error: Norwich 2009/);
  await page.getByRole("heading", { level: 1, name: /^Norwich 2009/ }).waitFor();
  assert.equal(await name.inputValue(), "  ");
  await errors(page).first().click();
  await eventually(async () => assert.equal(await focused(page), "input-title"));
  await name.fill("Mill Lane");
  await page.keyboard.press("Tab");
  await page.getByRole("heading", { level: 1, name: "Mill Lane" }).waitFor();
  assert.equal(await errors(page).count(), 0);
  await finish();
});

test("from one number box to the next there is one stop between, and what is typed is tidied on leaving", async (t) => {
  const { page, finish } = await visit(t);
  const home = await open(page, "Homes", "Market sale");
  const price = box(home, "Price, per home");
  await price.fill("186k");
  await price.press("Tab");
  await eventually(async () => assert.equal(await price.inputValue(), "186,000"));
  const cost = box(home, "Build cost, per home");
  await cost.focus();
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /^Review/);
  await page.keyboard.press("Tab");
  assert.match(await focused(page), /build_cost_per_m2$/);
  await finish();
});

test("pasted cells: headings people use, questions about sizes, what is still to fill in, and what is no table", async (t) => {
  const { page, finish } = await visit(t);
  const paste = await open(page, "Homes", "Paste rows from a spreadsheet");
  const cells = paste.getByLabel("Cells, as copied");
  await cells.fill("House type\tTenure\tSale price\nLoft\tmarket sale\t180");
  await paste.getByText("Line 2, Price, per home: £180 – did you mean £180,000?").waitFor();
  await cells.fill("some words about\nthe deal");
  await paste.getByText(/^This is not a table/).waitFor();
  await cells.fill("House type\tTenure\tSale price (£000)\nLoft\tmarket sale\t£250,000");
  await paste.getByText(/would be £250,000,000/).waitFor();
  const phases = await open(page, "Land and phases", "Paste rows from a spreadsheet");
  await phases.getByLabel("Cells, as copied").fill("Phase\tMarket sale\nNorth\t40");
  await phases.getByRole("button", { name: "Add these rows" }).click();
  await phases.getByText(/^The rows are added\..* Check the start values in the new rows: .*Building starts/).waitFor();
  await eventually(async () => assert.equal((await figures(page)).Homes.value, "1,340"));
  await axe(page);
  await finish();
});
