import assert from "node:assert/strict";
import { test } from "node:test";
import { BUILD_COST, PRICE, SALES, START, enter, eventually, openTables, type, verdict } from "./deal.mjs";
import { axe, visit } from "./site.mjs";

const NARROW = { viewport: { width: 390, height: 844 } };
/** High enough for the compact view to show inputs and chart, which a frame of a phone's height leaves out. */
const tall = ({ viewport }) => ({ viewport: { ...viewport, height: 2_100 } });
const NARROWEST = { viewport: { width: 320, height: 640 } };

/** Brings the page into each state that looks different, and calls back in each. */
async function throughStates(page, look) {
  const stateIs = (badge) => eventually(async () => assert.equal((await verdict(page)).badge, badge));
  await look("on first paint");
  await openTables(page);
  await look("with all tables open");
  await enter(page, SALES, "6");
  await page.locator("#changes").waitFor();
  await look("with a change");
  await enter(page, PRICE, "about 90k");
  await enter(page, START, "");
  await stateIs("Not up to date");
  await look("with errors");
  await enter(page, START, "April 2009");
  await enter(page, PRICE, "142,000");
  await stateIs("Tight");
  await look("where the deal is tight");
  await enter(page, PRICE, "130,000");
  await stateIs("Falls short");
  await look("where the deal falls short");
}

/** Calls axe, and names the state in which it finds something. */
const axeIn = (page) => async (state) => {
  try {
    await axe(page);
  } catch (failure) {
    failure.message = `${state}: ${failure.message}`;
    throw failure;
  }
};

for (const [theme, settings] of [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
]) {
  test(`axe finds nothing in the ${theme} theme in any state`, async (t) => {
    const { page, finish } = await visit(t, { context: settings });
    await throughStates(page, axeIn(page));
    await finish();
  });
}

for (const [settings, price, state] of [
  [NARROW, "about 90k", "Not up to date"],
  [NARROWEST, "130,000", "Falls short"],
]) {
  test(`axe finds nothing at ${settings.viewport.width} px, with the menu and all tables open: ${state}`, async (t) => {
    const { page, finish } = await visit(t, { context: settings });
    await page.getByRole("button", { name: "Menu" }).click();
    await openTables(page);
    await enter(page, PRICE, price);
    await eventually(async () => assert.equal((await verdict(page)).badge, state));
    await axe(page);
    await finish();
  });
}

test("axe finds nothing in the message about a broken link", async (t) => {
  const { page, finish } = await visit(t, { at: "#deal=broken" });
  await page.getByRole("alert").filter({ hasText: "could not be opened" }).waitFor();
  await axe(page);
  await finish();
});

/** The structure of the page in every state: collected once, checked by the three journeys below. */
let gathered;
async function makeup(t) {
  gathered ??= (async () => {
    const { page, finish } = await visit(t);
    const states = [];
    await throughStates(page, async (state) => states.push({ state, ...(await page.evaluate(parts)) }));
    await finish();
    return states;
  })();
  return gathered;
}

/** Runs in the page. */
function parts() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility() && !element.closest("[aria-hidden=true]");
  const references = ["aria-labelledby", "aria-describedby", "aria-controls", "for"].flatMap((name) => {
    return all(`[${name}]`).flatMap((element) => element.getAttribute(name).split(" "));
  });
  const faultsOf = (table) => {
    const what = table.caption?.textContent.trim() ?? "";
    const heads = [...table.querySelectorAll("th")];
    return [
      ...(what ? [] : ["a table has no caption"]),
      ...heads.filter((head) => !["col", "row"].includes(head.scope)).map(() => `${what}: a header has no scope`),
      ...[...table.rows].filter((row) => row.cells[0].tagName !== "TH").map(() => `${what}: a row has no header`),
      ...heads.filter((head) => !head.textContent.trim()).map(() => `${what}: a header is empty`),
    ];
  };
  return {
    title: document.title,
    levels: all("h1, h2, h3, h4, h5, h6").filter(shown).map((heading) => Number(heading.tagName[1])),
    ids: all("[id]").map((element) => element.id),
    references,
    charts: all(".chart svg").filter(shown).map((chart) => [chart.getAttribute("role"), chart.getAttribute("aria-label") ?? ""]),
    tableFaults: all("table").flatMap(faultsOf),
  };
}

test("the page has one title, one first heading, and headings that never skip a level", async (t) => {
  for (const { state, title, levels } of await makeup(t)) {
    assert.match(title, /^(Error: )?Norwich 2009: city land and agency cash – Common Ground$/, state);
    assert.equal(title.startsWith("Error: "), state === "with errors", state);
    assert.deepEqual(levels.filter((level) => level === 1), [1], `${state}: one first heading`);
    assert.equal(levels[0], 1, `${state}: the first heading comes first`);
    levels.reduce((before, level) => (assert.ok(level <= before + 1, `${state}: ${levels}`), level));
  }
});

test("no two parts of the page share an id, and every reference leads somewhere", async (t) => {
  for (const { state, ids, references } of await makeup(t)) {
    const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
    const nowhere = references.filter((id) => !ids.includes(id));
    assert.deepEqual({ twice, nowhere }, { twice: [], nowhere: [] }, state);
  }
});

test("every chart is a picture with a sentence for a name, and every table has a caption and named headers with a scope", async (t) => {
  for (const { state, charts, tableFaults } of await makeup(t)) {
    assert.equal(charts.length, 4, `${state}: four charts`);
    for (const [role, name] of charts) assert.ok(role === "img" && name.split(" ").length >= 4, `${state}: ${role} “${name}”`);
    assert.deepEqual(tableFaults, [], state);
  }
});

test("every part is in a landmark: one banner, one main part, one foot, and named navigation", async (t) => {
  const { page, finish } = await visit(t, { context: NARROW });
  for (const role of ["banner", "main", "contentinfo"]) assert.equal(await page.getByRole(role).count(), 1, role);
  const navigations = await page.getByRole("navigation").evaluateAll((parts) => {
    return parts.map((part) => part.getAttribute("aria-label") ?? "");
  });
  assert.ok(navigations.every((name) => name.length > 0), `navigation without a name: ${navigations}`);
  assert.equal(new Set(navigations).size, navigations.length);
  // Jump links lead to existing parts, which take the focus.
  for (const link of await page.getByRole("navigation").getByRole("link").all()) {
    const id = (await link.getAttribute("href")).slice(1);
    // The others lead to pages and scenarios.
    if (id.includes("=")) continue;
    await link.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
  }
  await finish();
});

test("the polite regions are there from the start: what is said, and the notice of a deleted scenario", async (t) => {
  const { page, finish } = await visit(t);
  const regions = page.locator("[aria-live=polite], [role=status], [role=log], output");
  assert.deepEqual(await regions.evaluateAll((all) => all.map((one) => one.id || one.parentNode.textContent)), ["deletion", "said"]);
  await finish();
});

test("the polite region announces one sentence after a pause, and nothing if nothing changes", async (t) => {
  const { page, finish } = await visit(t, { clock: true });
  await page.evaluate(() => {
    window.said = [];
    const region = document.getElementById("said");
    new MutationObserver(() => window.said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
  });
  const said = () => page.evaluate(() => window.said.splice(0));
  // From here on, time passes only when the journey advances it.
  await page.clock.pauseAt(Date.now() + 3_600_000);
  assert.deepEqual(await said(), [], "nothing is said before anything is done");

  await type(page, PRICE, "17");
  await page.clock.runFor(900);
  await page.keyboard.type("6700");
  await page.clock.runFor(900);
  assert.deepEqual(await said(), [], "something was said while the typing went on");
  await page.clock.runFor(300);
  assert.deepEqual(await said(), ["Market sale price, per home: £176,700. Reinvestment pot £45.98m, down £11.06m. Works, with one weak point. Issues to resolve: 3, was 4."]);

  await page.keyboard.type(".00");
  await page.clock.runFor(3_000);
  assert.deepEqual(await said(), [], "the same result was said again");

  await page.keyboard.press("Escape");
  await page.clock.runFor(3_000);
  assert.deepEqual(await said(), ["Market sale price, per home: £186,000. Reinvestment pot £57.03m, up £11.06m. Works, with one weak point. Issues to resolve: 4, was 3."]);

  await type(page, PRICE, "180000");
  await type(page, PRICE, "186000");
  await page.clock.runFor(3_000);
  assert.deepEqual(await said(), [], "a change that was taken back was said");

  await enter(page, PRICE, "about 90k");
  await page.clock.runFor(3_000);
  const [first] = await said();
  assert.match(first, /^Error: Enter the sale price as a number, like 250,000\. The figures cannot be worked out/);

  // A second error is announced in its own words, and so is an error that replaces another.
  await enter(page, BUILD_COST, "lots");
  await page.clock.runFor(3_000);
  const [second] = await said();
  assert.match(second, /^Error: Enter .*build cost/i);
  assert.doesNotMatch(second, /the sale price/i, "the first error was said again");
  await page.clock.resume();
  await finish();
});

for (const [name, settings] of [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["narrow", { ...NARROW, colorScheme: "light" }],
]) {
  test(`axe finds nothing in the form of all inputs, in an opened figure, nor on any page: ${name}`, async (t) => {
    const { page, finish } = await visit(t, { context: settings });
    const look = axeIn(page);
    await page.locator("#inputs > .inputs__groups > details > summary").evaluateAll((all) => all.forEach((one) => one.click()));
    await eventually(async () => assert.ok((await page.locator("#inputs .group--row").count()) > 20));
    await page.locator("#inputs .group--row > summary").evaluateAll((all) => all.slice(0, 12).forEach((one) => one.click()));
    await page.getByLabel("Find an input").fill("price");
    await page.locator(".inputs__one").first().waitFor();
    await look("the form of all inputs");
    await page.getByRole("button", { name: /^Peak funding/ }).click();
    await page.getByRole("dialog").waitFor();
    await look("an opened figure");
    await page.keyboard.press("Escape");
    await enter(page, PRICE, "176,700");
    await page.getByRole("button", { name: "Save as a new scenario" }).click();
    await page.locator("#case:not([aria-current])").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByLabel("Name of the scenario").fill("");
    await page.keyboard.press("Enter");
    await look("a scenario without a name");
    const menu = page.getByRole("button", { name: "Menu" });
    if (await menu.isVisible()) await menu.click();
    await page.getByRole("link", { name: "Compare", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Compare three cases" }).waitFor();
    await look("the page that compares");
    // Choosing a page closes the menu of a phone.
    if (await menu.isVisible()) await menu.click();
    await page.getByRole("link", { name: "All deals" }).click();
    await page.getByRole("heading", { level: 1, name: "Open or start a deal" }).waitFor();
    await page.getByRole("button", { name: "Delete all saved deals" }).click();
    await look("the page of all deals");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, "the page of all deals scrolls sideways");
    if (await menu.isVisible()) await menu.click();
    await page.getByRole("link", { name: "Embed", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Show this deal on your own page" }).waitFor();
    await page.getByLabel("Link and button colour").fill("ffee");
    await look("the page that writes the lines");
    await finish();
  });
}

for (const [name, settings, at] of [
  ["light", { colorScheme: "light" }, "#embed=yes&deal=example"],
  ["dark, read-only", { colorScheme: "light" }, "#embed=yes&deal=example&theme=dark&readonly=yes"],
  ["narrow", { ...tall(NARROW), colorScheme: "light" }, "#embed=yes&deal=example&accent=7b1e4b"],
  ["narrowest, dark", { ...tall(NARROWEST), colorScheme: "dark" }, "#embed=yes&deal=example"],
]) {
  test(`axe finds nothing in the compact view: ${name}`, async (t) => {
    const { page, finish } = await visit(t, { at, context: settings });
    const look = axeIn(page);
    await page.locator(".curve svg").first().waitFor();
    await page.getByText("How it works").click();
    await look("on first paint");
    if (!at.includes("readonly")) {
      await enter(page, PRICE, "about 90k");
      await look("with an error");
      await enter(page, PRICE, "176,700");
    }
    await page.getByRole("button", { name: /^Peak funding/ }).click();
    await page.getByRole("dialog").waitFor();
    await look("an opened figure");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    await finish();
  });
}

for (const [name, at, prepare] of [
  ["Compare with two scenarios", "", async (page) => {
    await enter(page, PRICE, "176,700");
    await page.getByRole("button", { name: "Save as a new scenario" }).click();
    await page.getByRole("link", { name: "Compare", exact: true }).click();
    await page.locator("#compare-pot .chart__plot").first().waitFor();
    await page.locator("#compare-pot summary").click();
  }],
  ["All deals", "#page=deals", async () => {}],
  ["Embed", "#page=snippet", async () => {}],
  ["the compact view", "#embed=yes&deal=example", (page) => page.locator(".curve svg").first().waitFor()],
]) {
  test(`headings, ids, references, tables, landmarks and the one polite region are in order: ${name}`, async (t) => {
    const { page, finish } = await visit(t, { at });
    await prepare(page);
    const { levels, ids, references, tableFaults } = await page.evaluate(parts);
    assert.deepEqual(levels.filter((level) => level === 1), [1], "one first heading");
    assert.equal(levels[0], 1, "the first heading comes first");
    levels.reduce((before, level) => (assert.ok(level <= before + 1, `${levels}`), level));
    const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
    const nowhere = references.filter((id) => !ids.includes(id));
    // The table of outcomes has heads over groups of rows, which belong neither to a column nor to a row.
    const faults = tableFaults.filter((fault) => !/^Outcomes of each scenario/.test(fault));
    assert.deepEqual({ twice, nowhere, faults }, { twice: [], nowhere: [], faults: [] });
    assert.equal(await page.getByRole("main").count(), 1);
    if (!at.includes("embed")) {
      for (const role of ["banner", "contentinfo"]) assert.equal(await page.getByRole(role).count(), 1, role);
    }
    assert.equal(await page.locator("#said[aria-live=polite]").count(), 1);
    await finish();
  });
}
