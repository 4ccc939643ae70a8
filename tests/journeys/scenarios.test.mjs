// Undo and redo, scenarios, the form of all inputs, comparing, and saved deals.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { CASH, HOMES, PRICE, SALES, box, downloaded, enter, eventually, figures, lever, open, type, verdict } from "./deal.mjs";
import { started } from "./browser.mjs";
import { axe, visit } from "./site.mjs";

const pot = async (page) => (await figures(page))["Reinvestment pot"].value;
const potIs = (page, value) => eventually(async () => assert.equal(await pot(page), value));
const saved = (page) => page.locator(".keeping__line", { hasText: "Saved in this browser" }).waitFor();
const deals = (page) => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("common-ground/deal/")));

test("typing is undone and redone, by buttons and by keys, and announced", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await enter(page, HOMES, "1,000");
  const undo = page.getByRole("button", { name: /^Undo ?:/ });
  assert.match(await undo.getAttribute("aria-label"), /^Undo: Homes, in all phases: from 1,300 homes to 1,000 homes$/);
  await undo.click();
  await eventually(async () => assert.equal(await box(page, HOMES).inputValue(), "1,300"));
  await potIs(page, "£45.98m");
  // Outside a box the page handles the keys.
  await page.locator("#page-title").focus();
  await page.keyboard.press("Control+z");
  await potIs(page, "£57.03m");
  assert.equal(await box(page, PRICE).inputValue(), "186,000");
  await page.keyboard.press("Control+Shift+z");
  await potIs(page, "£45.98m");
  await eventually(async () => assert.match(await page.locator("#said").innerText(), /£4[56]\.\d\d?m|Redone\. Market sale price, per home: £176,700/));
  await finish();
});

test("an edit becomes a scenario; base case and scenario are compared, renamed, deleted, and the deletion undone", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByRole("button", { name: "Save as a new scenario" }).click();
  const tabs = page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link");
  assert.deepEqual(await tabs.allInnerTexts(), ["Base case\nno change", "£8.0m, as the council later reported\n1 input changed", "Scenario 1\n1 input changed"]);
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByLabel("Name of the scenario").fill("Low prices");
  await page.keyboard.press("Enter");
  await tabs.filter({ hasText: "Low prices" }).waitFor();
  await tabs.first().click();
  await potIs(page, "£57.03m");
  await tabs.last().click();
  await potIs(page, "£45.98m");
  await page.getByRole("link", { name: "Compare all 3" }).click();
  await page.getByRole("heading", { level: 1, name: "Compare three cases" }).waitFor();
  assert.match(await page.title(), /^Compare: /);
  // As they are heard: the figure, then its change.
  const cells = await page.getByRole("row", { name: /^Reinvestment pot / }).first().getByRole("cell").evaluateAll((all) => all.map((cell) => {
    const heard = cell.cloneNode(true);
    heard.querySelectorAll("[aria-hidden]").forEach((one) => one.remove());
    return heard.textContent;
  }));
  assert.deepEqual(cells.map((cell) => cell.replaceAll("\u2060", "").replace(/\s+/g, " ").trim()), ["£57.03m", "£57.04m (£0.01m more than in “Base case”)", "£45.98m (£11.06m less than in “Base case”)"]);
  const offers = page.getByRole("table", { name: "Offers, and what the council could do instead" });
  assert.deepEqual((await offers.getByRole("columnheader").allInnerTexts()).slice(1), ["Base case (for reference)", "£8.0m, as the council later reported", "Sell outright, as in “Base case”", "Build alone, as in “Base case”"]);
  await page.goBack();
  await page.getByRole("button", { name: "Delete scenario" }).click();
  await eventually(async () => assert.equal(await tabs.count(), 2));
  const notice = page.getByRole("status").filter({ hasText: "Scenario “Low prices” deleted." });
  await notice.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "undo-removal");
  await notice.getByRole("button", { name: /^Undo/ }).press("Enter");
  await tabs.filter({ hasText: "Low prices" }).waitFor();
  const inFocus = () => page.evaluate(() => document.activeElement.innerText);
  await eventually(async () => assert.match(await inFocus(), /^Low prices/));
  await eventually(async () => assert.equal(await page.locator("#deletion .notice").count(), 0));
  // The note goes with the next case or page that is opened; Undo stays.
  await tabs.last().click();
  await page.getByRole("button", { name: "Delete scenario" }).click();
  await notice.waitFor();
  await tabs.last().click();
  await eventually(async () => assert.equal(await page.locator("#deletion .notice").count(), 0));
  assert.match(await page.getByRole("banner").getByRole("button", { name: /^Undo ?:/ }).getAttribute("aria-label"), /scenario “Low prices” deleted/);
  await finish();
});

test("undo and redo of an added scenario by key leave the focus on the tab of the open case", async (t) => {
  const { page, finish } = await visit(t);
  await page.getByRole("button", { name: "Add a scenario" }).press("Enter");
  await page.getByLabel("Name of the scenario").fill("Test");
  await page.keyboard.press("Enter");
  const tabs = page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link");
  const isOpen = (name) => eventually(async () => {
    const [inFocus, current] = await page.evaluate(() => [document.activeElement.innerText, document.activeElement.getAttribute("aria-current")]);
    assert.match(inFocus, name);
    assert.equal(current, "true");
  });
  await tabs.filter({ hasText: "Test" }).focus();
  await page.keyboard.press("ControlOrMeta+z");
  await eventually(async () => assert.equal(await tabs.count(), 2));
  await isOpen(/^Base case/);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await eventually(async () => assert.equal(await tabs.count(), 3));
  await isOpen(/^Test/);
  await finish();
});

test("each source of a value has a link of its own, named by its title", async (t) => {
  const { page, finish } = await visit(t);
  const links = lever(page, CASH).locator(".mark").getByRole("link");
  await eventually(async () => assert.equal(await links.count(), 2));
  const [first, second] = await links.evaluateAll((all) => all.map((link) => [`${link.textContent}: ${link.title}`, link.href, link.target]));
  assert.match(first[0], /^N1: .+ \(in a new tab\)$/);
  assert.match(second[0], /^N2: .+ \(in a new tab\)$/);
  assert.ok(first[1] !== second[1] && first[2] === "_blank" && second[2] === "_blank", `${first} ${second}`);
  await finish();
});

test("a file of sums of Compare says that they are pounds", async (t) => {
  const { page, finish } = await visit(t, { at: "#page=compare" });
  const heads = async (id) => {
    const button = page.locator(`#${id}`).getByRole("button", { name: "Download CSV" });
    assert.doesNotMatch(await button.textContent(), /£m/);
    return (await readFile(await (await downloaded(page, button)).path(), "utf8")).slice(1).split("\r\n")[0];
  };
  assert.equal(await heads("compare-funding"), 'Year,Base case (£),"£8.0m, as the council later reported (£)"');
  assert.equal(await heads("compare-affordable"), 'Year,Base case,"£8.0m, as the council later reported"');
  await finish();
});

test("the example’s scenario names the source of its cash until another sum is typed", async (t) => {
  const { page, finish } = await visit(t);
  await page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link", { name: /^£8\.0m/ }).click();
  await lever(page, CASH).getByText("Source: N3").waitFor();
  await enter(page, CASH, "8.2m");
  await lever(page, CASH).getByText("Yours", { exact: true }).waitFor();
  await page.getByRole("button", { name: /^Undo: HCA cash/i }).click();
  await lever(page, CASH).getByText("Source: N3").waitFor();
  await finish();
});

test("while a scenario is named no two buttons have one name, and the focus comes back to the one that opened the form", async (t) => {
  const { page, finish } = await visit(t);
  const add = page.getByRole("button", { name: "Add a scenario" });
  await add.click();
  await page.getByLabel("Name of the scenario").waitFor();
  assert.equal(await add.count(), 1);
  await page.getByRole("button", { name: "Cancel" }).click();
  const inFocus = () => page.evaluate(() => document.activeElement.id);
  await eventually(async () => assert.equal(await inFocus(), "add-scenario"));
  await page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link", { name: /^£8\.0m/ }).click();
  const rename = page.getByRole("button", { name: "Rename", exact: true });
  await rename.click();
  await page.getByLabel("Name of the scenario").waitFor();
  assert.equal(await rename.count(), 1);
  await page.keyboard.press("Escape");
  await eventually(async () => assert.equal(await inFocus(), "rename-scenario"));
  await finish();
});

test("the form that renames a scenario is closed once the scenario or its deal is gone", async (t) => {
  const { page, finish } = await visit(t, { context: { permissions: ["clipboard-read", "clipboard-write"] } });
  const tabs = page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link");
  const name = page.getByLabel("Name of the scenario");
  const rename = page.getByRole("button", { name: "Rename", exact: true });
  const add = async (name) => {
    await page.getByRole("button", { name: "Add a scenario" }).click();
    await page.getByLabel("Name of the scenario").fill(name);
    await page.keyboard.press("Enter");
    await tabs.filter({ hasText: name }).waitFor();
  };
  await add("Offer A");
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("button", { name: "Link copied" }).waitFor();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText())).hash;
  await rename.click();
  await name.fill("Offer Z");
  await page.getByRole("button", { name: "Delete scenario" }).click();
  await name.waitFor({ state: "detached", timeout: 5_000 });
  // A copy has the id of the scenario that was deleted.
  await add("Offer B");
  assert.equal(await name.count(), 0);
  await rename.click();
  await name.fill("Offer Z");
  // To follow the address that is already there is no step.
  await page.waitForFunction((link) => location.hash !== link, link);
  await page.evaluate((link) => void (location.hash = link), link);
  await tabs.filter({ hasText: "Offer A" }).waitFor();
  await name.waitFor({ state: "detached", timeout: 5_000 });
  await rename.click();
  await name.fill("Offer Z");
  await page.getByRole("banner").getByRole("button", { name: /^Undo ?:/ }).click();
  await tabs.filter({ hasText: "Offer B" }).waitFor();
  await name.waitFor({ state: "detached", timeout: 5_000 });
  await finish();
});

test("a scenario is duplicated, names are used once, and a scenario becomes the base case of the others", async (t) => {
  const { page, finish } = await visit(t);
  const tabs = page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link");
  await enter(page, PRICE, "176,700");
  await page.getByRole("button", { name: "Save as a new scenario" }).click();
  await page.getByRole("button", { name: "Duplicate", exact: true }).first().click();
  await tabs.filter({ hasText: /^Copy of Scenario 1\s*1 input changed/ }).waitFor();
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByLabel("Name of the scenario").fill("scenario 1");
  await page.keyboard.press("Enter");
  await page.getByText("There is already a case called “scenario 1”").first().waitFor();
  await page.getByLabel("Name of the scenario").fill("Fewer homes");
  await page.keyboard.press("Enter");
  await enter(page, HOMES, "1,000");
  await tabs.filter({ hasText: /^Scenario 1/ }).click();
  await page.locator("#changes").getByRole("button", { name: "Set as base case" }).click();
  const said = page.getByRole("status").filter({ hasText: "What was changed in the scenarios stays; everything else in them follows the new base case." });
  await said.waitFor();
  await tabs.filter({ hasText: /^Fewer homes\s*1 input changed/ }).waitFor();
  assert.equal(await tabs.count(), 3);
  await said.getByRole("button", { name: /^Undo/ }).click();
  await eventually(async () => assert.equal(await tabs.count(), 4));
  await finish();
});

test("a link and a file contain the scenarios too", async (t) => {
  const { page, site, context, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByRole("button", { name: "Save as a new scenario" }).click();
  await page.getByRole("button", { name: "Copy link" }).click();
  const link = await page.evaluate(() => location.href);
  const file = await (await downloaded(page, page.getByRole("button", { name: "Save file" }))).path();
  const other = await context.newPage();
  await other.goto(link);
  await started(other);
  await potIs(other, "£45.98m");
  const tabs = other.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link");
  assert.deepEqual(await tabs.allInnerTexts(), ["Base case\nno change", "£8.0m, as the council later reported\n1 input changed", "Scenario 1\n1 input changed"]);
  const third = await context.newPage();
  await third.goto(`${site.address}#page=deals`);
  await started(third);
  await third.getByLabel("Deal file (.json)").setInputFiles(file);
  await third.getByRole("heading", { level: 1, name: "Norwich 2009" }).waitFor();
  // As it was seen when it was saved.
  await potIs(third, "£45.98m");
  assert.equal(await third.getByRole("link", { name: /^Scenario 1/ }).getAttribute("aria-current"), "true");
  await finish();
});

test("a file that is not a deal is refused with its line or field, and nothing changes", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByRole("link", { name: "All deals" }).click();
  const bad = join(tmpdir(), `common-ground-${process.pid}.json`);
  for (const [text, told] of [
    ["{\n  \"version\": 1,\n  oh no", /cannot be read from line 3/],
    ['{"version": 99}', /later version of this page/],
    [Buffer.from('{"version": 1, "deal": {"title": "\xA37.5m"}}', "latin1"), /The file could not be opened.*Windows-1252/s],
    ['{"version": 1, "deal": {"title": "x", "monthz": 3}}', /The file could not be opened.*There is no field “deal\.monthz”\. Did you mean “months” \(Model period\)\?/s],
  ]) {
    await writeFile(bad, text);
    await page.getByLabel("Deal file (.json)").setInputFiles(bad);
    await eventually(async () => assert.match(await page.locator("#link-notice").innerText(), told));
  }
  assert.match(await page.locator("#link-notice").innerText(), /Nothing was changed/);
  await page.getByRole("link", { name: "Deal", exact: true }).click();
  await potIs(page, "£45.98m");
  await finish();
});

test("every input can be found and changed in the form, and its group counts the change", async (t) => {
  const { page, finish } = await visit(t);
  await page.getByLabel("Find an input").fill("senior LTC");
  await page.locator("#inputs").getByText("1 input found.").waitFor();
  await page.getByLabel("Find an input").fill("");
  const phase = await open(page, "Land and phases", "Three Score 2");
  const lasts = phase.getByRole("textbox", { name: "Building lasts" });
  await lasts.fill("24");
  await lasts.press("Enter");
  await eventually(async () => assert.notEqual(await pot(page), "£57.03m"));
  assert.match(await page.locator("#changes").innerText(), /Building lasts, Three Score 2: from 18 months to 24 months/);
  assert.match(await page.locator("#inputs summary", { hasText: "Land and phases" }).innerText(), /1 changed/);
  await phase.getByRole("button", { name: "Restore" }).click();
  await potIs(page, "£57.03m");
  await finish();
});

test("rows are added, duplicated, moved and removed; one that is in use stays and says where it is used", async (t) => {
  const { page, finish } = await visit(t);
  const group = await open(page, "Partners");
  await group.getByRole("button", { name: "Add a partner" }).click();
  const third = await open(page, "Partners", "Partner 3");
  await third.getByLabel("Full name").fill("The builder");
  await page.keyboard.press("Enter");
  const council = await open(page, "Partners", "Norwich City Council");
  await council.getByRole("button", { name: /^Remove Norwich City Council/ }).click();
  await eventually(async () => assert.match(await page.locator("#not-edited").innerText(), /It is still used by .*“Owner” of City land/));
  const builder = await open(page, "Partners", "The builder");
  await builder.getByRole("button", { name: /^Move up The builder/ }).click();
  const names = async (...expected) => {
    const found = await group.locator("details > summary > .group__name").allInnerTexts();
    assert.deepEqual(found.map((name) => name.trim()), expected);
  };
  await eventually(() => names("Norwich City Council", "The builder", "Homes and Communities Agency"));
  await (await open(page, "Partners", "The builder")).getByRole("button", { name: /^Remove The builder/ }).click();
  await eventually(() => names("Norwich City Council", "Homes and Communities Agency"));
  await finish();
});

test("a blank deal and an example start from the page of all deals", async (t) => {
  const { page, finish } = await visit(t);
  const said = () => page.locator("#said").innerText();
  await page.getByRole("link", { name: "All deals" }).click();
  await page.getByRole("button", { name: "Start with a blank deal" }).click();
  await page.getByRole("heading", { level: 1, name: "New deal" }).waitFor();
  assert.match((await verdict(page)).first, /^20 homes are built/);
  // It is not compared with the deal that was open before.
  await eventually(async () => assert.match(await said(), /^Surplus £0\. Falls short\. \d+ homes are built, but /));
  // Filling it in is no difference from a base case.
  await enter(page, PRICE, "300,000");
  assert.match(await page.locator("#changes").innerText(), /^1 input entered or changed\./);
  await page.getByRole("link", { name: "All deals" }).click();
  await page.getByRole("button", { name: /^Start from this example \(Priority return/ }).click();
  await page.getByRole("heading", { level: 1, name: /priority return/i }).waitFor();
  await eventually(async () => assert.match(await said(), /^Surplus £7\.69m\. /));
  // Undo goes back to the earlier deal.
  await page.getByRole("button", { name: /^Undo ?:/ }).click();
  await page.getByRole("heading", { level: 1, name: "New deal" }).waitFor();
  await finish();
});

test("a tab closed while typing keeps everything typed until a second before", async (t) => {
  const { page, site, context, finish } = await visit(t);
  await type(page, PRICE, "176,700");
  await enter(page, HOMES, "many");
  await saved(page);
  await page.close();
  const later = await context.newPage();
  await later.goto(site.address);
  await started(later);
  await eventually(async () => assert.equal(await box(later, PRICE).inputValue(), "176,700"));
  assert.equal(await box(later, HOMES).inputValue(), "many");
  assert.equal((await verdict(later)).badge, "Not up to date");
  await enter(later, HOMES, "1,300");
  await potIs(later, "£45.98m");
  await finish();
});

test("two tabs with one deal save a copy each, and say so", async (t) => {
  const { page, site, context, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await saved(page);
  // What was typed is saved whole, not only its beginning.
  await page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes("176700")));
  const other = await context.newPage();
  await other.goto(site.address);
  await started(other);
  await eventually(async () => assert.equal(await box(other, PRICE).inputValue(), "176,700"));
  await enter(other, PRICE, "170,000");
  await eventually(async () => assert.match(await page.locator("#keeping-notice").innerText(), /changed in another tab/));
  await enter(page, PRICE, "180,000");
  await eventually(async () => assert.equal((await deals(page)).length, 2));
  await eventually(async () => {
    const kept = await page.evaluate(() => Object.entries(localStorage).filter(([name]) => name.startsWith("common-ground/deal/")).map(([, text]) => JSON.parse(text).whole));
    assert.ok(kept.some((whole) => whole.includes('"price":170000.0')) && kept.some((whole) => whole.includes('"price":180000.0')), `${kept.length}`);
  });
  await finish();
});

test("if nothing can be saved, or the storage is full, the page says so and works", async (t) => {
  for (const [how, told] of [
    [() => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("no", "SecurityError"); } }), /does not let the page save/],
    [() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; }, /storage is full/],
  ]) {
    const { page, finish } = await visit(t, { before: how });
    await enter(page, PRICE, "176,700");
    await potIs(page, "£45.98m");
    await eventually(async () => assert.match(await page.locator("#keeping-notice").innerText(), told));
    await page.getByRole("button", { name: "Copy link" }).click();
    assert.match(await page.evaluate(() => location.href), /deal=/);
    // Another deal is opened: the one that was left is only here, and can be saved as a file.
    await page.getByRole("link", { name: "All deals" }).click();
    await page.getByRole("button", { name: "Start with a blank deal" }).click();
    const left = page.getByRole("alert").filter({ hasText: "which was open before, is not saved" });
    const [file] = await Promise.all([page.waitForEvent("download"), left.getByRole("button", { name: /^Save as a file/ }).click()]);
    assert.match(await readFile(await file.path(), "utf8"), /"price": 176700/);
    const [asked] = await Promise.all([page.waitForEvent("dialog"), page.close({ runBeforeUnload: true })]);
    assert.equal(asked.type(), "beforeunload");
    await asked.accept();
    await finish();
  }
});

test("damaged saved data is left unchanged, can be saved as a file, and the page starts", async (t) => {
  const { page, context, site, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await saved(page);
  const [name] = await deals(page);
  await page.evaluate((name) => localStorage.setItem(name, localStorage.getItem(name).slice(0, 300)), name);
  await page.close();
  const later = await context.newPage();
  await later.goto(site.address);
  await started(later);
  await eventually(async () => assert.match(await later.locator("#keeping-notice").innerText(), /could not be read/));
  await (await downloaded(later, later.getByRole("button", { name: "Save the damaged data as a file" }))).path();
  await enter(later, PRICE, "180,000");
  await saved(later);
  assert.equal((await later.evaluate((name) => localStorage.getItem(name), name)).length, 300);
  await finish();
});

test("all saved deals can be deleted, once that has been confirmed", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await saved(page);
  await page.getByRole("link", { name: "All deals" }).click();
  await page.getByRole("button", { name: "Delete all saved deals" }).click();
  assert.equal((await deals(page)).length, 1);
  await page.getByRole("button", { name: "Yes, delete all" }).click();
  await eventually(async () => assert.equal((await deals(page)).length, 0));
  await finish();
});

test("a figure opens to its formula, inputs and ledger entries, which add up; its parts open in turn; the focus comes back", async (t) => {
  const { page, finish } = await visit(t);
  const figure = page.getByRole("button", { name: "HCA gets back: £7.50m, shows its calculation" });
  await figure.press("Enter");
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("heading", { level: 2, name: /^HCA gets back$/ }).waitFor();
  assert.equal(await drawer.locator(".drawer__value").innerText(), "£7,500,000");
  assert.equal(await page.evaluate(() => document.activeElement.innerText), "Close");
  await drawer.getByRole("button", { name: /^Capital returned/ }).click();
  await drawer.getByText("The entries add up to the figure, to the penny.").waitFor();
  const sums = await drawer.getByRole("table").getByRole("row").evaluateAll((rows) => rows.slice(1).map((row) => row.cells[3].innerText));
  const pounds = sums.map((sum) => Number(sum.replace(/[£,]/g, "").replace("−", "-")));
  assert.ok(!(await drawer.getByRole("button", { name: /^Show all/ }).isVisible()), "every entry is shown");
  assert.equal(Math.round(pounds.slice(0, -1).reduce((sum, one) => sum + one, 0) * 100), 750_000_000);
  assert.equal(pounds.at(-1), 7_500_000, "the last row is the total");
  await (await downloaded(page, drawer.getByRole("button", { name: "Download CSV" }))).path();
  await drawer.getByRole("button", { name: "Back" }).click();
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "hidden" });
  assert.ok(await figure.evaluate((button) => document.activeElement === button), "the focus comes back to the figure");
  await figure.click();
  await drawer.waitFor();
  // Also where the drawer is closed before the figure gone back to is drawn.
  await drawer.getByRole("button", { name: /^Capital returned/ }).click();
  await drawer.evaluate((dialog) => {
    Array.from(dialog.querySelectorAll("button")).find((button) => button.innerText === "Back").click();
    dialog.close();
  });
  // What was to be drawn is drawn by then.
  await page.waitForTimeout(500);
  assert.equal(await drawer.isVisible(), false);
  assert.ok(await figure.evaluate((button) => document.activeElement === button), "the focus comes back");
  await finish();
});

test("a value is challenged with a note, which is listed, is in the link, and can be undone", async (t) => {
  const { page, context, finish } = await visit(t);
  const home = await open(page, "Homes", "Market sale");
  await home.getByRole("button", { name: /^Review Price, per home: agree or challenge/ }).click();
  await home.getByLabel("Is this value agreed?").selectOption({ label: "Challenged" });
  await home.getByLabel("Reason, or the value proposed instead").fill("Two valuers say £170,000");
  await home.getByLabel("Reason, or the value proposed instead").blur();
  const list = page.locator("#challenged");
  await eventually(async () => assert.match(await list.innerText(), /Market sale price, per home £186,000\s+Challenged: Two valuers say £170,000/));
  assert.equal(await page.locator("#changes").count(), 0, "what is said of a value does not change it");
  await page.getByRole("button", { name: "Copy link" }).click();
  const other = await context.newPage();
  await other.goto(await page.evaluate(() => location.href));
  await started(other);
  await eventually(async () => assert.match(await other.locator("#challenged").innerText(), /Two valuers say/));
  const undo = page.getByRole("button", { name: /^Undo ?:/ });
  await undo.click();
  await undo.click();
  await eventually(async () => assert.equal(await list.count(), 0));
  await finish();
});

test("figures of the tables open, a ledger entry leads to its input, and so does an operand", async (t) => {
  const { page, finish } = await visit(t);
  const dialog = page.getByRole("dialog");
  await page.getByRole("row", { name: /^Present value \(PV\) of receipts/ }).getByRole("button", { name: "Present value (PV) of receipts, Council: £5.82m at 4.5%, shows its calculation", exact: true }).click();
  await dialog.getByRole("heading", { name: /Council: present value/i }).waitFor();
  await page.keyboard.press("Escape");
  await eventually(async () => assert.match(await page.evaluate(() => document.activeElement.textContent), /£5\.82m/));

  // A mouse opens a year by its cell; the keyboard by the lists: a hundred cells are not tab stops.
  await page.getByRole("row", { name: /^Sales, other income/ }).getByRole("button", { name: "Sales, other income, 2012–13: 25.56 million pounds, shows its calculation", exact: true }).click();
  await dialog.getByRole("heading", { name: /^Receipts in the year: 2012–13/ }).waitFor();
  const line = dialog.getByRole("button", { name: /^Market sales \(.+\), goes to its input$/ }).first();
  await line.click();
  await dialog.waitFor({ state: "hidden" });
  await eventually(async () => assert.match(await page.evaluate(() => document.activeElement.id), /^row-phases-.*-homes-/));
  assert.ok(await page.locator(":focus").isVisible());

  await page.getByLabel("Figure to open").selectOption("Partners’ cash in");
  await page.getByLabel("Year", { exact: true }).selectOption("2011–12");
  await page.getByRole("button", { name: "Open the figure" }).press("Enter");
  await eventually(async () => assert.match(await dialog.locator(".drawer__value").innerText(), /^£4,600,000/));
  assert.equal(await page.locator("#year-table button:not([tabindex='-1'])").count(), 0);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /^Homes: 1,300, shows its calculation$/ }).click();
  await dialog.getByRole("button", { name: /^Go to the input/ }).first().click();
  await eventually(async () => assert.match(await page.evaluate(() => document.activeElement.id), /^input-phases-.*-count$/));
  await finish();
});

test("an issue leads to the input that it asks for, and disappears once that is filled", async (t) => {
  const { page, finish } = await visit(t);
  const point = page.locator("#checks li").filter({ hasText: "No unrestricted value is given" });
  await point.getByRole("button", { name: /^Go to the input/ }).click();
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "input-sites-city-land-unrestricted_value"));
  await page.keyboard.type("12,000,000");
  await page.keyboard.press("Enter");
  const above = page.locator("#checks li").filter({ hasText: "Undervalue above the General Disposal Consent" });
  await above.waitFor();
  assert.equal(await point.count(), 0);
  assert.match(await above.innerText(), /Unrestricted value £12\.00m; present value in [A-Z][a-z]+ \d{4} of non-contingent receipts £5\.82m/);
  assert.doesNotMatch(await page.locator("#checks").innerText(), /\b(un)?lawful\b/i);
  await finish();
});

test("a block of cells from a spreadsheet becomes phases with their homes; cells that cannot be read are reported and change nothing", async (t) => {
  const { page, finish } = await visit(t);
  const paste = await open(page, "Land and phases", "Paste rows from a spreadsheet");
  const cells = paste.getByLabel("Cells, as copied");
  await cells.fill("Name of the phase\tBuilding lasts\nNorth\tsoon");
  await paste.getByText(/^Line 2, Building lasts, “soon”: /).waitFor();
  await paste.getByText(/^There is a problem: correct .*Nothing is added until then\.$/).waitFor();
  assert.equal(await cells.getAttribute("aria-invalid"), "true");
  assert.equal(await paste.getByRole("button", { name: "Add these rows" }).count(), 0);
  assert.equal(await pot(page), "£57.03m");
  await cells.fill("Name of the phase\tLand is drawn down\tBuilding starts\tBuilding lasts\tMarket sale\tNotes\nNorth\tApril 2012\tMay 2012\t18\t40\tx\nSouth\t40\t41\t18\t60\t");
  await paste.getByText(/^Read, not yet added: 2 rows are new\. Column “Notes” is left out/).waitFor();
  await axe(page);
  await paste.getByRole("button", { name: "Add these rows" }).click();
  await paste.getByText("The rows are added. Undo removes them.").waitFor();
  await eventually(async () => assert.equal((await figures(page)).Homes.value, "1,400"));
  const undo = page.getByRole("button", { name: /^Undo ?:/ });
  assert.match(await undo.getAttribute("aria-label"), /^Undo: rows pasted into /);
  await undo.click();
  await eventually(async () => assert.equal((await figures(page)).Homes.value, "1,300"));
  await finish();
});

test("side by side: charts on one scale, which case leads, and which looks better than it is", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, SALES, "3.5");
  const deal = await open(page, "The deal");
  await deal.locator("#input-months").fill("190");
  await deal.locator("#input-months").blur();
  await page.getByRole("button", { name: "Save as a new scenario" }).click();
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByLabel("Name of the scenario").fill("Slow sales");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await page.getByRole("heading", { name: "“Slow sales”: the surplus is £2.53m higher in cash than in “Base case”, but the scheme is worth £2.78m less in real terms" }).waitFor();
  await page.getByText("the value of the scheme goes from £39.97m to £37.18m").waitFor();
  // The figure of each case opens its own calculation, and the focus comes back to it.
  const drawer = page.getByRole("dialog");
  const figure = page.getByRole("row", { name: /^Reinvestment pot/ }).getByRole("button", { name: "£59.56m, shows its calculation" });
  await figure.click();
  await drawer.getByText("Slow sales · How this figure is worked out").waitFor();
  assert.match(await drawer.locator(".drawer__value").innerText(), /^£59,5[56]\d,\d{3}/);
  await axe(page);
  await page.keyboard.press("Escape");
  await eventually(async () => assert.ok(await figure.evaluate((button) => document.activeElement === button)));
  const leads = page.getByRole("region", { name: "Which case leads" });
  assert.match(await leads.innerText(), /Lowest peak loan\s+£8\.0m, as the council later reported, £1\.49m/);
  const pot = page.locator("#compare-pot");
  await eventually(async () => assert.equal(await pot.locator("svg[role=img]").count(), 3));
  const scales = await pot.locator("svg[role=img]").evaluateAll((all) => all.map((svg) => [...svg.querySelectorAll(".chart__grid text")].map((text) => text.textContent).join()));
  assert.deepEqual(scales, scales.map(() => scales[0]));
  assert.match(await pot.getByRole("heading").innerText(), /^The pot is highest in “Slow sales”, £59\.56m, and lowest in “Base case”, £57\.03m$/);
  await pot.locator("summary").click();
  assert.match(await pot.locator("table").innerText(), /End of 2020–21\s+57\.03/);
  // The slider gives every case a sum with its unit, ends with the drawing, and marks its year in each picture.
  const read = page.locator("#compare-funding").getByRole("slider", { name: "Read the chart: partners’ cash not yet repaid, plus loans, at the end of each year, £m" });
  await read.press("Home");
  await eventually(async () => assert.match(await read.getAttribute("aria-valuetext"), /^End of 2009–10: Base case £\d.*, £8\.0m, as the council later reported £\d.*, Slow sales £\d/));
  assert.equal(await page.locator("#compare-funding .chart__read").count(), 3);
  await pot.getByRole("slider").press("Home");
  await eventually(async () => assert.match(await pot.getByRole("slider").getAttribute("aria-valuetext"), /Base case £0, .*Slow sales £0$/));
  const homes = page.locator("#compare-market").getByRole("slider");
  await homes.press("Home");
  await eventually(async () => assert.match(await homes.getAttribute("aria-valuetext"), /^2009–10: Base case no homes, /));
  await homes.press("End");
  await eventually(async () => assert.match(await homes.getAttribute("aria-valuetext"), /\d homes?$/));
  const pictured = await page.locator("#compare-funding svg[role=img]").first().getAttribute("aria-label");
  assert.match(pictured, /^Base case: partners’ cash not yet repaid, plus loans; at the peak £\d+\.\d\dm\.$/);
  // A row that is scrolled half-way under the headings would be measured by the half in view.
  await page.locator(".compare__region").evaluate((region) => region.scrollTo(0, 0));
  await axe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator(".compare__cards").getByRole("heading", { name: "Scheme value before land, in real terms, April 2009 prices" }).waitFor();
  // Offers are cards there too, without empty lines.
  const offers = page.getByRole("region", { name: "Offers for the same scheme", exact: true });
  assert.match(await offers.innerText(), /Council’s peak exposure, including its loans\s+Base case \(for reference\)\s+£\d\.\d\dm, \w{3} 20\d\d(?: \(start\))?\s+£8\.0m, as the council later reported\s+£2\.20m, Jul 2012 \(start\)\s+Build alone, as in “Base case”\s+£\d+\.\d\dm/);
  // Slow sales changes only the pace: a test of the base case, and no offer.
  assert.match(await offers.innerText(), /“Slow sales” is a test of the base case, not an offer/);
  assert.equal(await page.locator("#offers").isVisible(), false);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  await axe(page);
  await finish();
});

test("a tab that crashes, and a page reloaded while typing, lose at most a second", async (t) => {
  const { page, context, site, finish } = await visit(t);
  await type(page, PRICE, "180,000");
  await saved(page);
  await type(page, HOMES, "1,2");
  // A second later the renderer crashes.
  await new Promise((later) => setTimeout(later, 1_000));
  await page.goto("chrome://crash").catch(() => {});
  const again = await context.newPage();
  await again.goto(site.address);
  await started(again);
  assert.equal(await box(again, PRICE).inputValue(), "180,000");
  assert.equal(await box(again, HOMES).inputValue(), "1,2");
  // Reloaded while a key press is still being handled: drawn text is saved as the page is left.
  await type(again, HOMES, "1,200");
  await again.reload();
  await started(again);
  assert.equal(await box(again, HOMES).inputValue(), "1,200");
  await again.close();
  await page.close();
  await finish();
});

test("with nothing to compare the page says what to do, and shows the one case without choices that have no effect", async (t) => {
  const { page, finish } = await visit(t);
  await page.getByRole("link", { name: /^£8\.0m, as the council later reported/ }).click();
  await page.getByRole("button", { name: "Delete scenario" }).click();
  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await page.getByText("There is only the base case so far.").waitFor();
  assert.equal(await page.getByLabel("Compare with").count(), 0);
  assert.equal(await page.getByRole("heading", { name: "What was changed" }).count(), 0);
  await page.getByRole("row", { name: /^Reinvestment pot/ }).getByRole("button", { name: "£57.03m, shows its calculation" }).waitFor();
  await axe(page);
  await finish();
});
