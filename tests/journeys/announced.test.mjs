// What is done is announced, has Undo where something is removed, and the focus never gets lost.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { CASH, HOMES, LOAN_LIMIT, PRICE, box, downloaded, enter, eventually, figures, focused, keepsFocus, lever, painted, showLever } from "./deal.mjs";
import { axe, visit } from "./site.mjs";

/** Everything that the live region has said from here on. */
async function hears(page) {
  await page.locator("#said").waitFor({ state: "attached" });
  await page.evaluate(() => {
    window.heard = [];
    const region = document.getElementById("said");
    new MutationObserver(() => window.heard.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
  });
  const heard = () => page.evaluate(() => window.heard);
  return (pattern) => eventually(async () => assert.match((await heard()).join("\n"), pattern));
}

/** The accessible names and descriptions of the page's controls, as the browser computes them. */
async function names(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const controls = nodes.filter(({ ignored, role }) => !ignored && ["button", "textbox", "link", "combobox"].includes(role?.value));
  return controls.map(({ name, description }) => [name?.value ?? "", description?.value ?? ""]);
}

const fold = async (page, group, row) => {
  for (const name of [group, row].filter(Boolean)) {
    const summary = page.locator("#inputs details > summary", { has: page.getByRole("heading", { name, exact: true }) }).first();
    if (!(await summary.evaluate((summary) => summary.parentElement.open))) await summary.click();
  }
};

test("steps and announced values stay in the deal, with Undo, if an invalid text follows", async (t) => {
  const { page, finish } = await visit(t);
  const more = page.getByRole("button", { name: `${PRICE}: more` });
  for (let press = 0; press < 4; press += 1) await more.click();
  await eventually(async () => assert.equal((await figures(page))["Reinvestment pot"].value, "£61.78m"));
  await box(page, PRICE).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("19x");
  await box(page, PRICE).blur();
  await lever(page, PRICE).getByText(/^Enter the sale price/).waitFor();
  assert.equal((await figures(page))["Reinvestment pot"].value, "£61.78m");
  await page.getByRole("button", { name: /^Undo: Market sale price/ }).waitFor();

  // A typed value is complete once its figures are announced.
  await page.reload();
  const said = await hears(page);
  await enter(page, PRICE, "");
  await box(page, PRICE).focus();
  await page.keyboard.type("200000");
  await said(/Reinvestment pot £73\.\d\dm/);
  await page.keyboard.type("x");
  await box(page, PRICE).blur();
  await eventually(async () => assert.match((await figures(page))["Reinvestment pot"].value, /£73\.\d\dm/));
  await page.getByRole("button", { name: /^Undo: Market sale price/ }).click();
  await said(/Undone\. Market sale price, per home: £1\d\d,000\./);
  await finish();
});

test("a case is announced by its name however quickly it is opened, and a box says what its arrow keys do", async (t) => {
  const { page, finish } = await visit(t);
  const tab = (name) => page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link", { name });
  await tab(/^£8\.0m/).click();
  const said = await hears(page);
  await said(/“£8\.0m, as the council later reported” is open\. Reinvestment pot £57\.04m\./);
  // There and back within a second, with a change on the way.
  await tab(/^Base case/).click();
  await page.getByRole("button", { name: `${PRICE}: less` }).click();
  await tab(/^£8\.0m/).click();
  await said(/In “Base case, edited”: Market sale price, per home: £185,000\. “£8\.0m, as the council later reported” is open\. Reinvestment pot £57\.04m\./);
  // The scenario is compared with the base case as it was, and says so.
  await page.getByText("Changes are from the base case as last set.").waitFor();
  await page.locator("#changes").getByText("1 input differs from the base case as last set.").waitFor();
  // Just after Undo.
  await page.getByRole("button", { name: `${PRICE}: less` }).click();
  await said(/Market sale price, per home: £185,000\. Reinvestment pot £[\d.]+m, down/);
  await page.getByRole("button", { name: /^Undo: Market sale price/ }).click();
  await tab(/^Base case/).click();
  await said(/Undone\. Market sale price, per home: £186,000\.[^]*“Base case, edited” is open\. Reinvestment pot £55\.\d+m\./);
  const described = Object.fromEntries(await names(page));
  assert.match(described[`${PRICE} (in pounds)`] ?? "", /Arrow up and down change it\./);
  assert.doesNotMatch(described["Find an input"] ?? "", /Arrow/);
  await finish();
});

test("Undo beside a text that cannot be read says whose change it undoes, and that the error remains", async (t) => {
  const { page, finish } = await visit(t);
  const said = await hears(page);
  await enter(page, HOMES, "1,000");
  await enter(page, PRICE, "abc");
  await lever(page, PRICE).getByText(/^Enter the sale price/).waitFor();
  const undo = page.getByRole("button", { name: /^Undo: Homes, in all phases: .* The error in “Market sale price, per home” remains\.$/ });
  await undo.click();
  await said(/Undone\. Homes, in all phases: 1,300 homes\. The error in “Market sale price, per home” remains\./);
  assert.equal(await box(page, PRICE).inputValue(), "abc");
  await finish();
});

test("the focus stays in the drawer as figures follow each other, and the new title gets it", async (t) => {
  const { page, finish } = await visit(t);
  await page.getByRole("button", { name: /^HCA gets back/ }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("button", { name: /^Capital returned/ }).press("Enter");
  await eventually(async () => assert.match(await focused(page), /^H2#drawer-title/));
  const all = drawer.getByRole("button", { name: /^Show all/ });
  if (await all.count()) {
    await all.first().press("Enter");
    assert.match(await focused(page), /^H3#drawer-(entries|months)/);
  }
  await drawer.getByRole("button", { name: "Back" }).press("Enter");
  await eventually(async () => assert.match(await focused(page), /^H2#drawer-title/));
  await finish();
});

test("at 400% the whole drawer scrolls, and no button covers its title", async (t) => {
  const { page, finish } = await visit(t, { context: { viewport: { width: 320, height: 256 } } });
  await page.getByRole("button", { name: /^Peak funding/ }).click();
  const drawer = page.getByRole("dialog");
  const [title, buttons] = [await drawer.locator("h2").boundingBox(), await drawer.locator(".drawer__buttons").boundingBox()];
  assert.ok(title.y >= buttons.y + buttons.height, `${JSON.stringify([title, buttons])}`);
  const { scrolls, inner } = await drawer.evaluate((drawer) => ({
    scrolls: drawer.scrollHeight > drawer.clientHeight,
    inner: getComputedStyle(drawer.querySelector(".drawer__body")).overflowY,
  }));
  assert.deepEqual([scrolls, inner], [true, "visible"]);
  await drawer.getByRole("button", { name: /^Copy/ }).scrollIntoViewIfNeeded();
  await finish();
});

test("rows that are removed, moved and duplicated are announced; the focus goes to the row beside", async (t) => {
  const { page, finish } = await visit(t);
  const said = await hears(page);
  await fold(page, "Land and phases", "Three Score 2");
  const of = (words) => page.getByRole("button", { name: `${words} Three Score 2`, exact: true });
  await of("Move down").press("Enter");
  await said(/Three Score 2 is now \d of \d/);
  await keepsFocus(page, "after a row was moved");
  await of("Remove").press("Enter");
  const note = page.getByRole("status").filter({ hasText: "Three Score 2 removed." });
  await note.waitFor();
  await eventually(async () => assert.match(await focused(page), /^SUMMARY#row-phases/));
  await note.getByRole("button", { name: /^Undo/ }).press("Enter");
  await said(/Restored: Three Score 2\./);
  await eventually(async () => assert.match(await focused(page), /^SUMMARY#row-phases.* Three Score 2/));
  await fold(page, "Land and phases", "Three Score 2");
  await of("Remove").press("Enter");
  await note.getByRole("button", { name: /^Undo/ }).focus();
  await page.keyboard.press("ControlOrMeta+z");
  await keepsFocus(page, "after Ctrl+Z on a button that disappears");
  await finish();
});

test("a row that is added, or removed before it has a name, is announced by its number in the form", async (t) => {
  const { page, finish } = await visit(t);
  const said = await hears(page);
  await fold(page, "Homes");
  await page.getByRole("button", { name: "Add a home type", exact: true }).press("Enter");
  await said(/^Home type \d+ added\.$/m);
  const row = await eventually(async () => {
    const [name] = /Home type \d+/.exec(await focused(page)) ?? [];
    assert.ok(name);
    return name;
  });
  await page.getByRole("button", { name: `Duplicate ${row}`, exact: true }).press("Enter");
  await said(new RegExp(`${row} duplicated\\.`));
  await page.getByRole("button", { name: `Remove ${row}`, exact: true }).press("Enter");
  const note = page.getByRole("status").filter({ hasText: `${row} removed.` });
  await note.getByRole("button", { name: `Undo: ${row} removed`, exact: true }).press("Enter");
  await said(new RegExp(`Restored: ${row}\\.`));
  await finish();
});

test("scenarios are announced as they are added, renamed and opened; an empty name is an error that is read out", async (t) => {
  const { page, finish } = await visit(t);
  const said = await hears(page);
  await page.getByRole("button", { name: "Add a scenario" }).click();
  const name = page.getByLabel("Name of the scenario");
  const selected = () => name.evaluate((box) => box.value.slice(box.selectionStart, box.selectionEnd));
  await eventually(async () => assert.equal(await selected(), "Scenario 1"));
  await name.fill("");
  await name.press("Enter");
  await said(/Error: Enter a name for the scenario/);
  assert.match(await focused(page), /^INPUT#scenario-name/);
  await name.fill("Dearer");
  await name.press("Enter");
  await said(/Scenario “Dearer” added and open\./);
  await page.getByRole("heading", { level: 1, name: /\(scenario: Dearer\)$/ }).waitFor();
  assert.match(await page.title(), /\(scenario: Dearer\) – Common Ground$/);
  await enter(page, PRICE, "190,000");
  await said(/^Market sale price, per home: £190,000\. Reinvestment pot £61\.78m, up £4\.75m/m);
  await page.getByRole("button", { name: "Rename" }).click();
  await name.fill("Dearest");
  await name.press("Enter");
  await said(/Scenario renamed to “Dearest”\./);
  await eventually(async () => assert.match(await focused(page), /^BUTTON#rename-scenario/));
  await page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link", { name: /^Base case/ }).click();
  await eventually(async () => assert.match(await focused(page), /^H1#page-title/));
  assert.equal(await page.getByRole("heading", { level: 1, name: /scenario:/ }).count(), 0);
  await finish();
});

test("what moves out of the base case is in the description of the name of a scenario, and announced; Undo says which case is open", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByRole("button", { name: "Add a scenario" }).click();
  const moves = /Your change moves into it\. The base case goes back to its value before your change\./;
  await eventually(async () => assert.match((await names(page)).find(([name]) => name === "Name of the scenario")?.[1] ?? "", moves));
  const said = await hears(page);
  await page.getByLabel("Name of the scenario").press("Enter");
  await said(/Scenario “Scenario 1” added and open\. Your change moved into it\. The base case is back to its value before your change\./);
  await page.getByRole("button", { name: /^Undo: scenario “Scenario 1” added/ }).click();
  await said(/Undone: scenario “Scenario 1” added\. The base case is open now\./);
  await finish();
});

test("a deleted saved deal is announced and can be restored; deleting all says first that it is final", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByText(/^Saved in this browser/).waitFor();
  await page.getByRole("link", { name: "All deals" }).click();
  await page.getByRole("button", { name: /^Delete Norwich 2009/ }).click();
  const note = page.getByRole("status").filter({ hasText: "“Norwich 2009: city land and agency cash” deleted." });
  await note.waitFor();
  await eventually(async () => assert.match(await focused(page), /^BUTTON#undo-removal/));
  const said = await hears(page);
  await note.getByRole("button", { name: /^Undo/ }).press("Enter");
  await said(/Restored: “Norwich 2009/);
  await page.getByRole("button", { name: /^Open Norwich 2009/ }).waitFor();
  await keepsFocus(page, "after Undo");
  const all = page.getByRole("button", { name: "Delete all saved deals" });
  const described = await all.evaluate((button) => document.getElementById(button.getAttribute("aria-describedby")).textContent);
  assert.equal(described, "It cannot be undone.");
  await all.press("Enter");
  await page.getByRole("button", { name: "No, keep them" }).press("Enter");
  await keepsFocus(page, "after No");
  await axe(page, ["region"]);
  await finish();
});

test("a second wrong value of one field is announced, and a good value with how many errors are left", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "-5");
  const said = await hears(page);
  await enter(page, PRICE, "-6");
  await said(/^Error: .*sale price/im);
  await showLever(page, CASH);
  await enter(page, CASH, "lots");
  await said(/^Error: Enter HCA’s cash/m);
  await page.evaluate(() => (window.heard.length = 0));
  await enter(page, PRICE, "186000");
  await said(/^Market sale price, per home: £186,000\. One error left\.$/m);
  assert.equal(await page.evaluate(() => window.heard.some((words) => words.includes("HCA’s cash"))), false);
  const pot = page.getByRole("button", { name: /^Reinvestment pot: / }).first();
  assert.match(await pot.getAttribute("aria-label"), /, not up to date, shows its calculation$/);
  await finish();
});

test("while an input has an error, every panel of earlier figures says so once, and so does a file of them", async (t) => {
  const { page, finish } = await visit(t);
  const note = "Not up to date: the figures here are from before the error.";
  const notes = () => Promise.all(["levers", "charts", "checks"].map((id) => page.locator(`#${id}`).getByText(note).count()));
  const last = async () => {
    const file = await downloaded(page, page.locator("#charts").getByRole("button", { name: /^Download CSV/ }).first());
    return (await readFile(await file.path(), "utf8")).trimEnd().split("\r\n").at(-1);
  };
  await enter(page, PRICE, "abc");
  await eventually(async () => assert.deepEqual(await notes(), [1, 1, 1]));
  assert.equal(await last(), note);
  await axe(page);
  await enter(page, PRICE, "186,000");
  await eventually(async () => assert.deepEqual(await notes(), [0, 0, 0]));
  assert.match(await last(), /^Total,/);
  await finish();
});

test("the same error is read out again each time Enter is pressed", async (t) => {
  const { page, finish } = await visit(t);
  const said = await hears(page);
  await box(page, PRICE).fill("about 90k");
  await page.keyboard.press("Enter");
  await said(/Enter the sale price as a number/);
  const times = () => page.evaluate(() => window.heard.filter((words) => /Enter the sale price as a number/.test(words)).length);
  const before = await times();
  await page.keyboard.press("Enter");
  await eventually(async () => assert.ok((await times()) > before, "nothing is read out"));
  // Left by Tab, it is not read out once more.
  const after = await times();
  await page.keyboard.press("Tab");
  await page.waitForTimeout(1_500);
  assert.equal(await times(), after);
  await finish();
});

test("no name of a control has a space before its punctuation, and none is read twice", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await showLever(page, LOAN_LIMIT);
  await fold(page, "Land and phases", "Three Score 2");
  await fold(page, "Price growth (indexation)");
  await painted(page);
  for (const [name, description] of await names(page)) {
    assert.doesNotMatch(name, /\s[:,.;]/, `“${name}”`);
    assert.ok(!description.startsWith(name) || name === "", `“${name}” is read again: “${description}”`);
    assert.doesNotMatch(`${name} ${description}`, /\bin (\w+)\b.*\bin \1\b/i, `the unit is read twice: “${name}”: “${description}”`);
  }
  await finish();
});

test("Escape closes the menu of a phone and gives the focus back", async (t) => {
  const { page, finish } = await visit(t, { context: { viewport: { width: 390, height: 844 } } });
  const menu = page.getByRole("button", { name: "Menu" });
  await menu.click();
  await page.getByRole("link", { name: "Compare", exact: true }).focus();
  await page.keyboard.press("Escape");
  assert.equal(await menu.getAttribute("aria-expanded"), "false");
  assert.match(await focused(page), /^BUTTON#menu/);
  await finish();
});

test("another case is announced by its name, without a change of figures; so is an error that was put right", async (t) => {
  const { page, finish } = await visit(t);
  const said = await hears(page);
  const cases = page.getByRole("navigation", { name: "Base case and scenarios" });
  await cases.getByRole("link", { name: /as the council later reported/ }).click();
  await said(/“£8\.0m, as the council later reported” is open\. Reinvestment pot £57\.04m\. /);
  await cases.getByRole("link", { name: /^Base case/ }).click();
  await said(/“Base case” is open\. Reinvestment pot £57\.03m\. /);
  await enter(page, PRICE, "abc");
  await said(/Error: /);
  const before = await page.evaluate(() => window.heard.length);
  await enter(page, PRICE, "186,000");
  await eventually(async () => {
    const heard = await page.evaluate((from) => window.heard.slice(from), before);
    assert.match(heard.join("\n"), /^Market sale price, per home: £186,000\. Reinvestment pot £57\.03m, no change\. Works/m);
  });
  await finish();
});

test("Back leads from any page to the plain address of the deal", async (t) => {
  const { page, finish } = await visit(t);
  for (const [name, heading] of [["Compare", /^Compare/], ["Glossary", /^Glossary/]]) {
    await page.getByRole("link", { name, exact: true }).first().click();
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: /Norwich 2009/ }).waitFor();
    await eventually(async () => assert.match(await focused(page), /#page-title/));
  }
  await finish();
});
