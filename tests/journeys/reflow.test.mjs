import assert from "node:assert/strict";
import { test } from "node:test";
import { CASH, PRICE, START, enter, eventually, openTables, painted, verdict } from "./deal.mjs";
import { visit } from "./site.mjs";

const SIZES = [
  [320, 640],
  [320, 256], // a screen of 1280 by 1024 at 400%
  [390, 844],
  [768, 1024],
  [1024, 768],
  [1440, 900],
  [2560, 1440],
];

/** What scrolls sideways without being a named region that takes focus, what is wider than the page, and labels of charts that stick out. */
function sideways(page) {
  return page.evaluate(() => {
    const faults = [];
    const name = (element) => `${element.tagName}.${element.getAttribute("class")} ${element.textContent.trim().slice(0, 40)}`;
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) faults.push(`the page is ${root.scrollWidth} wide in ${innerWidth}`);
    for (const element of document.querySelectorAll("body *")) {
      if (!element.checkVisibility() || element.closest("svg, .visually-hidden, .sticky-bar")) continue;
      const { overflowX } = getComputedStyle(element);
      const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      if (!wide || overflowX === "visible" || element.tagName === "INPUT") continue;
      const labelled = element.ariaLabel || document.getElementById(element.getAttribute("aria-labelledby"))?.textContent;
      const region = element.getAttribute("role") === "region" && element.tabIndex === 0 && labelled;
      if (overflowX !== "hidden" && !region) faults.push(`scrolls without being a region: ${name(element)}`);
      if (overflowX === "hidden") faults.push(`is cut off: ${name(element)}`);
    }
    for (const words of document.querySelectorAll("svg[role=img] text")) {
      const panel = words.closest(".panel").getBoundingClientRect();
      const { left, right } = words.getBoundingClientRect();
      if (left < panel.left || right > panel.right) faults.push(`sticks out of its panel: ${name(words)}`);
    }
    return faults;
  });
}

test("nothing scrolls sideways at any width except tables in their own regions, and no label leaves its chart", async (t) => {
  const { page, finish } = await visit(t);
  const look = async (state) => {
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await painted(page);
      // A chart is redrawn at its new width; until then it is wider than its container.
      await eventually(async () => assert.deepEqual(await sideways(page), [], `${state}, at ${width} by ${height}`), 2_000);
    }
  };
  await look("at rest");
  await openTables(page);
  await enter(page, CASH, "7,999,999.99");
  await enter(page, PRICE, "130,000");
  await eventually(async () => assert.equal((await verdict(page)).badge, "Falls short"));
  await look("open and falling short");
  await enter(page, PRICE, "not a number");
  await enter(page, START, "");
  await look("with errors");
  await finish();
});

test("every target is at least 24 by 24 pixels, except links within a sentence", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, CASH, "7m");
  await enter(page, PRICE, "x");
  await openTables(page);
  for (const [width, height] of [[320, 640], [768, 1024], [1440, 900]]) {
    await page.setViewportSize({ width, height });
    await painted(page);
    const small = await page.evaluate(() => {
      const targets = [...document.querySelectorAll("a[href], button, input, summary, select")];
      const seen = targets.filter((target) => target.checkVisibility({ visibilityProperty: true }) && !target.matches(".skip-link"));
      const inSentence = (target) => {
        const around = [...target.parentNode.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
        return around.some((node) => node.textContent.trim().length > 0);
      };
      return seen.filter((target) => !inSentence(target)).flatMap((target) => {
        const { width, height } = target.getBoundingClientRect();
        const name = target.ariaLabel ?? target.textContent.trim();
        return width < 23.99 || height < 23.99 ? [`${name.slice(0, 50)}: ${width.toFixed(1)} by ${height.toFixed(1)}`] : [];
      });
    });
    assert.deepEqual(small, [], `at ${width}`);
  }
  await finish();
});

test("on a low screen and at 400% nothing sticks to the top", async (t) => {
  const { page, finish } = await visit(t, { context: { viewport: { width: 320, height: 256 } } });
  await page.locator("#charts").evaluate((part) => part.scrollIntoView());
  await painted(page);
  assert.equal(await page.locator(".sticky-bar").isVisible(), false);
  await finish();
});

test("the bar appears once the verdict is scrolled out of view, and says the same as the page", async (t) => {
  const { page, finish } = await visit(t);
  const bar = page.locator(".sticky-bar");
  assert.equal(await bar.isVisible(), false);
  await enter(page, PRICE, "176,700");
  await page.locator("#partners").evaluate((part) => part.scrollIntoView());
  await bar.waitFor();
  const words = (await bar.innerText()).replaceAll(/\s+/g, " ");
  assert.match(words, /Base case, edited/);
  assert.match(words, /Works, with one weak point/);
  assert.match(words, /£46\.0m left to reinvest/);
  assert.match(words, /Reinvestment pot £45\.98m −\u2060£11\.06m/);
  await page.evaluate(() => scrollTo(0, 0));
  await bar.waitFor({ state: "hidden" });

  // While an input has an error, it says so as the verdict does, and nothing of the figures from before.
  await enter(page, PRICE, "19x");
  await eventually(async () => assert.equal((await verdict(page)).badge, "Not up to date"));
  await page.locator("#partners").evaluate((part) => part.scrollIntoView());
  await bar.waitFor();
  const { first } = await verdict(page);
  assert.match(first, /^The figures cannot be worked out/);
  const stale = (await bar.locator(".sticky-bar__words").innerText()).replaceAll(/\s+/g, " ");
  assert.equal(stale, `Base case, edited Not up to date ${first}`);
  await finish();
});

for (const [what, settings] of [
  ["who wants no motion", { reducedMotion: "reduce" }],
  ["who sets the colours", { forcedColors: "active" }],
]) {
  test(`for a reader ${what} the page starts and follows a change without an error`, async (t) => {
    const { page, finish } = await visit(t, { context: settings });
    await enter(page, PRICE, "130,000");
    await eventually(async () => assert.equal((await verdict(page)).badge, "Falls short"));
    if (settings.reducedMotion) {
      const moving = await page.evaluate(() => document.getAnimations().length);
      assert.equal(moving, 0, "something moves");
    }
    await finish();
  });
}

test("a window too narrow for a chart scrolls, and the page keeps working", async (t) => {
  const { page, finish } = await visit(t, { context: { viewport: { width: 130, height: 640 } } });
  await page.locator("#money").waitFor({ state: "attached" });
  assert.equal(await page.getByRole("heading", { name: "Common Ground has stopped" }).count(), 0);
  await page.setViewportSize({ width: 60, height: 640 });
  await page.setViewportSize({ width: 1024, height: 640 });
  await enter(page, PRICE, "176,700");
  await eventually(async () => assert.match((await verdict(page)).first, /£46\.0m/));
  await finish();
});
