import assert from "node:assert/strict";
import { test } from "node:test";
import {
  BUILD_COST,
  CASH,
  HOMES,
  LOAN_LIMIT,
  PRICE,
  PRICE_GROWTH,
  SALES,
  START,
  answer,
  box,
  enter,
  eventually,
  figures,
  lever,
  openTables,
  painted,
  tables,
  type,
  verdict,
} from "./deal.mjs";
import { visit } from "./site.mjs";

/** What people type, and the plain number that it means. */
const UNDERSTOOD = [
  [PRICE, "176700", ["GBP 176,700", "£176,700 per home", "£0.1767mil", "£176.7k", "176,700", "176.7 thousand"]],
  [BUILD_COST, "84000", ["84k", "£84,000"]],
  [CASH, "8500000", ["£8.5m", "8.5 million", "8,500,000"]],
  [HOMES, "1290", ["1290 homes", "1,290", "1.29k"]],
  [PRICE_GROWTH, "2", ["2% p.a.", "2%", "2.0 per cent"]],
  [START, "July 2009", ["2009-07", "jul 2009", "Jul-09", "07/09", "01/07/2009", "2009-07-01 00:00:00", "01.07.2009"]],
];

/** What cannot be taken, and what is said about it. */
const REFUSED = [
  [PRICE, "", "Enter the sale price, like 250,000"],
  [PRICE, "about 90k", "Enter the sale price as a number, like 250,000"],
  [PRICE, "1e30", "Enter the sale price as a number, like 250,000"],
  [PRICE, "18,60", "Commas go between thousands, and a point before decimals. Enter the sale price, like 250,000"],
  [PRICE, "180.000", "A point before three digits could mean thousands. Enter the sale price with commas between thousands, like 250,000"],
  [PRICE, "5%", "Enter the sale price in pounds, like 250,000"],
  [PRICE, "£3,000-", "A minus goes before the number. Enter the sale price, like 250,000"],
  [PRICE_GROWTH, "£2", "Enter house price growth as a percentage a year, like 2.5"],
  [HOMES, "50%", "Enter the number of homes as a whole number, like 200"],
  [SALES, "50%", "Enter the sales a month as homes a month, like 4"],
  [START, "2027/28", "A financial year is not a month. Enter the start as a month and year, like April 2027"],
  [START, "31 February 2027", "That month has no such day. Enter the start, like April 2027"],
  [PRICE, "-5", /^Enter the sale price as a number from 0 to [\d,]+, like 250,000$/],
  [BUILD_COST, "999999999999999", /^Enter the build cost as a number from 0 to [\d,]+, like 150,000$/],
  [PRICE_GROWTH, "lots", "Enter house price growth as a number, like 2.5"],
  [HOMES, "1,300.5", "Enter the number of homes as a whole number, like 200"],
  [HOMES, "0", /^Enter the number of homes as a number from 8 to [\d,]+, like 200$/],
  [SALES, "−7", /^Enter the sales a month as a number from [\d.]+ to [\d,]+, like 4$/],
  [CASH, "£", "Enter HCA’s cash as a number, like 1,000,000"],
  [LOAN_LIMIT, "9".repeat(400), "Enter the limit of the loan as a smaller number, like 1,000,000"],
  [START, "next April", "Enter the start as a month and year, like April 2027"],
  [START, "13/2009", "Enter the start as a month and year, like April 2027"],
];

test("figures are understood as people type them: pounds, commas, thousands, millions, percent, months", async (t) => {
  const { page, finish } = await visit(t);
  const base = await figures(page);
  for (const [label, plain, others] of UNDERSTOOD) {
    await enter(page, label, plain);
    await eventually(async () => assert.notDeepEqual(await figures(page), base, `${label} ${plain}`));
    const [meant, shown] = [await answer(page), await box(page, label).inputValue()];
    for (const text of others) {
      await lever(page, label).getByRole("button", { name: "Restore" }).click();
      await eventually(async () => assert.deepEqual(await figures(page), base));
      await type(page, label, text);
      assert.equal(await box(page, label).inputValue(), text, "what is typed is never altered while typing");
      await eventually(async () => assert.deepEqual(await figures(page), meant.figures, `${label} ${text}`));
      await box(page, label).blur();
      await eventually(async () => assert.equal(await box(page, label).inputValue(), shown));
      assert.deepEqual(await answer(page), meant, `${label} ${text}`);
    }
    await page.getByRole("button", { name: "Undo all changes" }).click();
    await eventually(async () => assert.deepEqual(await figures(page), base));
  }
  await finish();
});

test("pasted text with spaces, no-break spaces and line ends is understood", async (t) => {
  const { page, context, site, finish } = await visit(t);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(site.address).origin });
  for (const text of [" £176,700 ", "\u00a0176\u00a0700\u00a0", "176\u202f700", "£ 176.7 k", "\t176700\r\n"]) {
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await box(page, PRICE).focus();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("ControlOrMeta+V");
    await eventually(async () => {
      assert.equal((await figures(page))["Reinvestment pot"].value, "£45.98m", JSON.stringify(text));
    });
    await page.keyboard.press("Escape");
    await eventually(async () => assert.equal((await figures(page))["Reinvestment pot"].value, "£57.03m"));
  }
  await finish();
});

test("invalid input is refused beside the box and in the summary, stays as typed, and leaves the last complete result", async (t) => {
  const { page, finish } = await visit(t);
  await openTables(page);
  const plainTitle = await page.title();
  const first = await answer(page);
  const summary = page.getByRole("group", { name: "There is a problem" });
  for (const [label, text, sentence] of REFUSED) {
    const what = `${label}, “${text.slice(0, 20)}”`;
    const before = await box(page, label).inputValue();
    // At once: on a slow machine the first of 400 digits would be taken as complete.
    await type(page, label, "");
    await page.keyboard.insertText(text);
    await eventually(async () => assert.equal((await verdict(page)).badge, "Not up to date", what));
    assert.equal(await summary.isVisible(), false, `${what}: no error is shown while typing`);
    assert.equal(await box(page, label).getAttribute("aria-invalid"), null);
    await box(page, label).blur();
    await summary.waitFor();

    const error = await box(page, label).evaluate((box) => {
      const ids = box.getAttribute("aria-describedby").split(" ");
      const described = ids.map((id) => document.getElementById(id));
      const error = described.find((part) => part?.classList.contains("field__error"));
      return { missing: ids.filter((id) => !document.getElementById(id)), words: error?.innerText.replace(/^Error:\s*/, "").trim() };
    });
    assert.deepEqual(error.missing, [], `${what}: described by what is not there`);
    if (sentence instanceof RegExp) assert.match(error.words, sentence, what);
    else assert.equal(error.words, sentence, what);
    assert.deepEqual(await summary.getByRole("link").allInnerTexts(), [error.words], `${what}: the summary says otherwise`);
    assert.equal(await page.title(), `Error: ${plainTitle}`, what);
    assert.equal(await box(page, label).getAttribute("aria-invalid"), "true", what);
    assert.equal(await box(page, label).inputValue(), text, `${what}: what was typed is gone`);
    const stale = await verdict(page);
    assert.equal(stale.badge, "Not up to date", what);
    assert.match(stale.first, /cannot be worked out until the error is fixed/, what);
    assert.deepEqual(await figures(page), first.figures, `${what}: the figures moved`);
    assert.deepEqual(await tables(page), first.tables, `${what}: the tables moved`);

    await summary.getByRole("link").click();
    assert.ok(await box(page, label).evaluate((box) => box === document.activeElement), `${what}: the link leads elsewhere`);
    await type(page, label, before);
    await eventually(async () => assert.deepEqual(await answer(page), first, what));
    assert.equal(await summary.isVisible(), false, `${what}: the summary stays`);
    assert.equal(await page.title(), plainTitle, what);
    assert.equal(await box(page, label).getAttribute("aria-invalid"), null, what);
    assert.equal(await lever(page, label).locator(".field__error").innerText(), "", what);
    await box(page, label).blur();
  }
  await finish();
});

test("several errors are listed in the order of the page, and each is removed once it is fixed", async (t) => {
  const { page, finish } = await visit(t);
  const links = page.getByRole("group", { name: "There is a problem" }).getByRole("link");
  const messages = ["Enter the sale price, like 250,000", "Enter the start as a month and year, like April 2027"];
  await enter(page, START, "soon");
  await enter(page, PRICE, "");
  await eventually(async () => assert.deepEqual(await links.allInnerTexts(), messages));
  assert.match((await verdict(page)).first, /until two errors are fixed/);
  // Another box may be changed meanwhile; its value is used once the errors are fixed.
  await enter(page, SALES, "6");
  assert.equal(await box(page, SALES).inputValue(), "6");
  await enter(page, PRICE, "186000");
  await eventually(async () => assert.deepEqual(await links.allInnerTexts(), messages.slice(1)));
  await enter(page, START, "April 2009");
  await eventually(async () => assert.notEqual((await verdict(page)).badge, "Not up to date"));
  assert.equal(await links.count(), 0);
  assert.match(await page.locator("#changes").innerText(), /^1 input differs from the base case as last set\.\s+Market sales a month: from 7 a month to 6 a month/);
  await finish();
});

test("focus and caret stay while an error appears and disappears in the middle of a number", async (t) => {
  const { page, finish } = await visit(t);
  const field = box(page, PRICE);
  const state = () => field.evaluate((box) => [box.value, box.selectionStart, box.selectionEnd, box === document.activeElement]);
  await field.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("x");
  assert.deepEqual(await state(), ["1x86,000", 2, 2, true]);
  await page.keyboard.press("Enter");
  await page.getByRole("group", { name: "There is a problem" }).waitFor();
  assert.deepEqual(await state(), ["1x86,000", 2, 2, true], "as the error appears");
  await page.keyboard.type("y");
  await painted(page);
  assert.deepEqual(await state(), ["1xy86,000", 3, 3, true], "while the error is shown");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.getByRole("group", { name: "There is a problem" }).waitFor({ state: "hidden" });
  assert.deepEqual(await state(), ["186,000", 1, 1, true], "as the error goes");
  await page.keyboard.type("7");
  await painted(page);
  assert.deepEqual(await state(), ["1786,000", 2, 2, true], "as the figures follow");
  await finish();
});

test("what is pressed while a wrong text is left is still pressed: its error does not move it away first", async (t) => {
  const { page, finish } = await visit(t);
  await type(page, PRICE, "about 90k");
  await box(page, PRICE).focus();
  const link = page.getByRole("link", { name: "Compare both cases" });
  await link.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await link.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  // As long as a person presses.
  await page.waitForTimeout(150);
  await page.mouse.up();
  await page.getByRole("heading", { level: 1, name: /^Compare/ }).waitFor();
  await finish();
});

test("what is shown or copied from before an error says so: the drawer, the link", async (t) => {
  const { page, context, finish } = await visit(t);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await enter(page, PRICE, "abc");
  await page.getByText("The figures are not updated until this error is fixed.").waitFor();
  await page.getByRole("button", { name: /^Council gets back/ }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByText("Not up to date: the figures cannot be worked out until the error is fixed.").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.locator(".bar__stale").getByText("The link contains the last values without errors.").waitFor();
  await eventually(async () => assert.match(await page.title(), /^Error: Norwich/));
  await finish();
});
