import assert from "node:assert/strict";
import { test } from "node:test";
import {
  BUILD_COST,
  FLOW_TABLE,
  LAND,
  PRICE,
  SALES,
  addressAfter,
  box,
  enter,
  eventually,
  figures,
  focused,
  keepsFocus,
  lever,
  painted,
} from "./deal.mjs";
import { visit } from "./site.mjs";

/** The amount in the reinvestment pot. */
const pot = async (page) => (await figures(page))["Reinvestment pot"].value;

/** Presses Tab, or Shift and Tab, until an element has the focus; fails when the page has been walked round. */
async function tabTo(page, target, key = "Tab") {
  for (let stop = 0; stop < 150; stop += 1) {
    await page.keyboard.press(key);
    if (await target.evaluateAll((elements) => elements.includes(document.activeElement))) return;
  }
  assert.fail(`${key} never reaches ${target}`);
}

/** How what has the focus shows it, and whether anything lies over it. */
function focus(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const onScreen = top > -1 && bottom < innerHeight + 1 && left > -1 && right < innerWidth + 1;
    const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const covered = !above || !(element.contains(above) || above.contains(element));
    const over = ` by ${covered && above?.getAttribute("class")}, at ${Math.round(top)} to ${Math.round(bottom)} of ${innerHeight}`;
    window.stops ??= [];
    const last = window.stops.at(-1);
    const follows = !last || Boolean(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    window.stops.push(element);
    const name = `${element.tagName}#${element.id} ${element.ariaLabel ?? element.innerText ?? ""}`.slice(0, 70);
    return { name, body: element === document.body, shown: element.matches(":focus-visible") && ring, onScreen, covered, over, follows };
  });
}

/** Everything that Tab should stop at, in the order of the page. */
function stops(page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
    return all.filter((element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true })).length;
  });
}

for (const [where, viewport] of [
  ["a wide screen", { width: 1440, height: 900 }],
  ["a telephone", { width: 390, height: 664 }],
]) {
  test(`on ${where} Tab moves through the page in reading order, always visible and never covered, forwards and backwards`, async (t) => {
    const { page, finish } = await visit(t, { context: { viewport } });
    const expected = await stops(page);
    for (const key of ["Tab", "Shift+Tab"]) {
      const places = [];
      for (let stop = 0; stop < expected - (key === "Tab" ? 0 : 1); stop += 1) {
        await page.keyboard.press(key);
        await painted(page);
        const place = await focus(page);
        assert.ok(!place.body, `${key}: the focus is lost after ${places.at(-1)}, of ${expected} stops`);
        assert.ok(place.shown, `${key}: the focus does not show on ${place.name}`);
        assert.ok(place.onScreen && !place.covered, `${key}: ${place.name} is covered${place.over} or off the screen`);
        assert.equal(place.follows, key === "Tab" || places.length < 1 ? key === "Tab" : false, `${key}: ${place.name} is out of order`);
        places.push(place.name);
      }
      if (key === "Tab") assert.match(places[0], /Skip to main content/);
      else assert.match(places.at(-1), /Skip to main content/);
    }
    await finish();
  });
}

test("the whole journey by keyboard alone: skip, type, step, escape, restore, open a table, copy the link, undo all changes", async (t) => {
  const { page, context, site, finish } = await visit(t);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(site.address).origin });
  const address = page.url();
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
    await painted(page);
  };

  await press("Tab");
  assert.match(await focused(page), /^A Skip to main content/);
  await press("Enter");
  assert.match(await focused(page), /^MAIN#main/);
  assert.equal(page.url(), address, "the skip link must leave the address to the deal");

  await tabTo(page, box(page, PRICE));
  await press("ControlOrMeta+A");
  await page.keyboard.type("176,700");
  await eventually(async () => assert.equal(await pot(page), "£45.98m"));
  await press("ArrowUp");
  assert.equal(await box(page, PRICE).inputValue(), "177,000");
  await press("ArrowDown", "ArrowDown");
  assert.equal(await box(page, PRICE).inputValue(), "175,000");
  await eventually(async () => assert.notEqual(await pot(page), "£45.98m"));
  await press("Escape");
  assert.equal(await box(page, PRICE).inputValue(), "186,000");
  await eventually(async () => assert.equal(await pot(page), "£57.03m"));
  assert.match(await focused(page), /^INPUT/, "Escape took the focus out of the box");

  // The arrow keys in a box do what its buttons do, which are no tab stops.
  assert.equal(await page.getByRole("button", { name: `${SALES}: less` }).getAttribute("tabindex"), "-1");
  await tabTo(page, box(page, SALES));
  await press("ArrowDown", "ArrowDown");
  assert.equal(await box(page, SALES).inputValue(), "5");
  await tabTo(page, lever(page, SALES).getByRole("button", { name: "Restore" }));
  await press("Enter");
  assert.equal(await box(page, SALES).inputValue(), "7");
  await eventually(async () => assert.equal(await pot(page), "£57.03m"));

  await tabTo(page, box(page, LAND));
  await press("ControlOrMeta+A");
  await page.keyboard.type("6m");
  await press("Enter");
  await eventually(async () => assert.match(await lever(page, LAND).innerText(), /Yours/));

  const summary = page.locator("summary", { hasText: FLOW_TABLE });
  await tabTo(page, summary);
  await press("Enter");
  await page.getByRole("table", { name: FLOW_TABLE }).waitFor();
  await press("Tab");
  assert.match(await focused(page), /^DIV/, "the table's region takes focus, so that it can be scrolled");

  const copy = page.getByRole("button", { name: "Copy link" });
  await tabTo(page, copy, "Shift+Tab");
  await press("Enter");
  await page.getByRole("button", { name: "Link copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, page.url());
  assert.match(copied, /#deal=[\w-]{100,}/);

  await tabTo(page, page.getByRole("button", { name: "Undo all changes" }));
  await press("Enter");
  assert.equal(await addressAfter(page, copied), address);
  assert.equal(await pot(page), "£57.03m");
  assert.equal(await page.locator("#changes").count(), 0);
  await finish();
});

test("restoring one value leaves the focus where the journey can continue", async (t) => {
  const { page, finish } = await visit(t);
  await box(page, BUILD_COST).fill("90k");
  await lever(page, BUILD_COST).getByRole("button", { name: "Restore" }).press("Enter");
  await eventually(async () => assert.equal(await box(page, BUILD_COST).inputValue(), "82,000"));
  await keepsFocus(page, "after “Restore”");
  await finish();
});

test("undoing all changes leaves the focus where the journey can continue", async (t) => {
  const { page, finish } = await visit(t);
  await box(page, BUILD_COST).fill("90k");
  await page.getByRole("button", { name: "Undo all changes" }).press("Enter");
  await eventually(async () => assert.equal(await box(page, BUILD_COST).inputValue(), "82,000"));
  await keepsFocus(page, "after “Undo all changes”");
  await finish();
});

test("on a phone the menu opens by keyboard and contains Copy link and Print", async (t) => {
  const { page, finish } = await visit(t, { context: { viewport: { width: 390, height: 664 } } });
  const menu = page.getByRole("button", { name: "Menu" });
  const copy = page.getByRole("button", { name: "Copy link" });
  assert.equal(await menu.getAttribute("aria-expanded"), "false");
  assert.equal(await copy.isVisible(), false);
  await tabTo(page, menu);
  await page.keyboard.press("Enter");
  await copy.waitFor();
  assert.equal(await menu.getAttribute("aria-expanded"), "true");
  const after = [/^A Deal/, /^A Compare/, /^A All deals/, /^A Embed/, /^BUTTON Undo/, /^BUTTON Redo/, /^BUTTON Save file/, /^BUTTON Print/, /^BUTTON Copy link/];
  for (const next of after) {
    await page.keyboard.press("Tab");
    assert.match(await focused(page), next);
  }
  await tabTo(page, menu, "Shift+Tab");
  await page.keyboard.press("Space");
  await copy.waitFor({ state: "hidden" });
  await keepsFocus(page, "after the menu was closed");
  await finish();
});

test("where “Restore” goes away with the focus on it, the box gets the focus", async (t) => {
  const { page, finish } = await visit(t);
  const restore = lever(page, PRICE).getByRole("button", { name: "Restore" });
  const boxHasFocus = () => box(page, PRICE).evaluate((box) => document.activeElement === box);
  await enter(page, PRICE, "170,000");
  await restore.focus();
  // The old value comes back by Undo, and by typing whose figures follow after the box was left.
  await page.keyboard.press("ControlOrMeta+z");
  await restore.waitFor({ state: "detached" });
  await eventually(async () => assert.ok(await boxHasFocus(), "after Undo"));
  await enter(page, PRICE, "170,000");
  await restore.waitFor();
  await box(page, PRICE).focus();
  await box(page, PRICE).evaluate((box) => {
    box.value = "186000";
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
    box.closest(".field").querySelector("button.linklike").focus();
  });
  await restore.waitFor({ state: "detached" });
  await eventually(async () => assert.ok(await boxHasFocus(), "after Tab"));
  await finish();
});
