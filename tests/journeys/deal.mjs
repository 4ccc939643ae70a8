// What journeys through a deal share: its levers, what the page says, and the figures as numbers.

import assert from "node:assert/strict";

/** The labels of the levers that the journeys move, and what stands in them in the worked example. */
export const PRICE = "Market sale price, per home";
export const PRICE_GROWTH = "House price growth, a year";
export const BUILD_COST = "Build cost, per home";
export const HOMES = "Homes, in all phases";
export const SALES = "Market sales a month";
export const CASH = "HCA cash";
export const LAND = "Land value credited to the council";
export const LOAN_LIMIT = "Senior loan limit";
export const START = "Start of the deal";

export const HOMES_TABLE = "Homes completed, by tenure and year";
export const MONEY_TABLE = "Paid into the pot, and each partner’s money back less money in, at the end of each year, £m";
export const JOBS_TABLE = "Building jobs by year, and from gross to net";
export const FLOW_TABLE = "Where the money goes, to the penny";
export const CHART_TABLES = [HOMES_TABLE, MONEY_TABLE, JOBS_TABLE, FLOW_TABLE];

/** The box of a lever. The buttons beside it are named after it, too. */
export function box(page, label) {
  return page.locator("#levers input").and(page.getByLabel(label));
}

/** All that belongs to one lever: label, error, mark, note. */
export function lever(page, label) {
  return box(page, label).locator("xpath=ancestor::li[1]");
}

/** Opens the fold of further levers where the lever stands in it. */
export async function showLever(page, label) {
  const fold = page.locator("#levers details:not([open])", { has: page.getByLabel(label) });
  if (await fold.count()) await fold.locator("> summary").click();
}

/** Puts the focus in the box of a lever and types over what stands there, key by key; `page` may be a frame. */
export async function type(page, label, text) {
  const { keyboard } = page.page?.() ?? page;
  await showLever(page, label);
  await box(page, label).focus();
  await keyboard.press("ControlOrMeta+A");
  await keyboard.press("Delete");
  await keyboard.type(text);
}

/** The same, and leaves the box. */
export async function enter(page, label, text) {
  await type(page, label, text);
  await box(page, label).blur();
}

/** Waits until a check passes; what it last complained of is the failure. */
export async function eventually(check, patience = 10_000) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (failure) {
      if (Date.now() > end) throw failure;
      await new Promise((later) => setTimeout(later, 25));
    }
  }
}

/** Waits until the browser has drawn what the last event changed. */
export function painted(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** The verdict as it stands: badge, first and second sentence. */
export function verdict(page) {
  return page.locator("section[aria-labelledby=verdict]").evaluate((section) => {
    const words = (selector) => section.querySelector(selector).innerText.trim();
    return { badge: words(".badge"), first: words("#verdict"), second: words(".verdict__second") };
  });
}

/** The headline figures by label: value, the line under it, and the change. */
export function figures(page) {
  return page.locator("dl.figures").evaluate((list) => {
    const words = (group, selector) => group.querySelector(selector)?.innerText.trim() ?? "";
    const groups = [...list.children].map((group) => {
      const [value, context, change] = [...group.querySelectorAll("dd")].map((part) => part.innerText.trim());
      return [words(group, "dt"), { value, context, change }];
    });
    return Object.fromEntries(groups);
  });
}

/** Opens the table behind every chart. */
export async function openTables(page) {
  const summaries = page.locator(".chart-frame__table > summary");
  for (const summary of await summaries.all()) {
    // A click while the page draws its figures anew may miss.
    const isOpen = () => summary.evaluate((element) => element.parentElement.open);
    for (let tries = 0; tries < 5 && !(await isOpen()); tries += 1) await summary.click();
  }
  for (const caption of CHART_TABLES) await page.getByRole("table", { name: caption }).waitFor();
}

/** Every table that is written out, by caption, as rows of texts. */
export function tables(page) {
  return page.evaluate(() => {
    const cells = (row) => [...row.cells].map((cell) => cell.innerText.trim());
    const all = [...document.querySelectorAll("table")];
    return Object.fromEntries(all.map((table) => [table.caption.textContent.trim(), [...table.rows].map(cells)]));
  });
}

/** Everything the page says about the deal; the tables behind the charts must be open. */
export async function answer(page) {
  return { verdict: await verdict(page), figures: await figures(page), tables: await tables(page) };
}

/** The same without the changes from the base case: whoever opens a link has what was sent as the base case. */
export function asReceived(answer) {
  const figures = Object.entries(answer.figures).map(([label, { value, context }]) => [label, { value, context }]);
  return { ...answer, figures: Object.fromEntries(figures) };
}

/** The short code of the deal, at the foot of the page. */
export async function shortCode(page) {
  const [code] = (await page.locator(".foot__version").innerText()).match(/[0-9a-f]{4}-[0-9a-f]{4}/);
  return code;
}

/** The charts' names, as readers hear them. */
export function chartNames(page) {
  return page.locator("main svg[role=img]:not(.curve svg)").evaluateAll((charts) => charts.map((chart) => chart.getAttribute("aria-label")));
}

/** A sum of money in pence: "−£1,234.50", "£57.03m" and "–" for nothing. */
export function pence(text) {
  if (text === "–") return 0;
  const parts = /^(−|-|\+)?\u2060?£?([\d,]+)(?:\.(\d+))?(m)?$/.exec(text);
  assert.ok(parts, `“${text}” is no sum of money`);
  const [, sign, whole, part = "", millions] = parts;
  const digits = whole.replaceAll(",", "") + part.padEnd(millions ? 8 : 2, "0");
  const sum = Number(digits);
  assert.ok(Number.isSafeInteger(sum), `“${text}” is more than can be added exactly`);
  return sign === "−" || sign === "-" ? -sum : sum;
}

/** Waits until the address is another than `before`, and returns it. */
export async function addressAfter(page, before) {
  await page.waitForFunction((before) => location.href !== before, before);
  return page.evaluate(() => location.href);
}

/** What has the focus, in words for a failure: "INPUT#homes". */
export function focused(page) {
  return page.evaluate(() => {
    const { tagName, id, innerText = "" } = document.activeElement;
    return `${tagName}${id && `#${id}`} ${innerText.trim().slice(0, 40)}`.trim();
  });
}

/** Fails where the focus has been lost to the page as a whole. */
export async function keepsFocus(page, when) {
  await painted(page);
  assert.notEqual(await page.evaluate(() => document.activeElement.tagName), "BODY", `${when}: the focus is lost`);
}

/** Opens a group of the form, and rows in it. */
export async function open(page, ...names) {
  let within = page.locator("#inputs");
  for (const name of names) {
    const fold = within.locator("details", { has: page.locator("> summary", { hasText: name }) }).first();
    if (!(await fold.evaluate((element) => element.open))) await fold.locator("> summary").click();
    within = fold;
  }
  return within;
}

/** The file that a button saves. A button that cannot be pressed fails with its own reason, before the wait for the file does. */
export async function downloaded(page, button) {
  const [file] = await Promise.all([page.waitForEvent("download"), button.click({ timeout: 15_000 })]);
  return file;
}
