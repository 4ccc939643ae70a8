// The path of a first-time user, with a mouse and with the keyboard alone.

import assert from "node:assert/strict";
import { PRICE, box, eventually, painted } from "./deal.mjs";

/** Hands that use a mouse or a finger. */
export const mouse = () => ({
  press: (target) => target.click(),
  async fill(target, text) {
    await target.click();
    await target.fill(text);
    await target.blur();
  },
  choose: (target, option) => target.selectOption(option),
  tick: (target) => target.check(),
});

/** Hands that only ever press keys: what cannot be reached with Tab cannot be used. */
export const keyboard = (page) => {
  const isThere = (target) => target.evaluateAll((elements) => elements.includes(document.activeElement));
  async function go(target) {
    await target.first().waitFor();
    await painted(page);
    if (await isThere(target)) return;
    // Forward if it comes after the focused element, otherwise back.
    const isLater = await target.first().evaluate((element) => {
      const { activeElement } = document;
      return activeElement === document.body || Boolean(activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    });
    for (let stop = 0; stop < 400; stop += 1) {
      await page.keyboard.press(isLater ? "Tab" : "Shift+Tab");
      if (await isThere(target)) return;
    }
    assert.fail(`the keyboard never reaches ${target}`);
  }
  return {
    async press(target) {
      await go(target);
      await page.keyboard.press("Enter");
    },
    async tick(target) {
      await go(target);
      await page.keyboard.press("Space");
    },
    async fill(target, text) {
      await go(target);
      await page.keyboard.press("ControlOrMeta+A");
      // Cells are pasted in one go.
      if (text.includes("\t")) await page.keyboard.insertText(text);
      else await page.keyboard.type(text);
      await painted(page);
    },
    async choose(target, option) {
      await go(target);
      await page.keyboard.type(option);
      await painted(page);
      assert.equal(await target.evaluate((list) => list.selectedOptions[0].text), option);
    },
  };
};

const PHASES = ["Name of the phase\tLand is drawn down\tBuilding starts\tBuilding lasts\tMarket sale",
  "Phase 1\t1\t3\t12\t20", "East bank\t12\t14\t14\t24", "West bank\t24\t26\t14\t24", "Mill yard\t36\t38\t12\t16"].join("\n");

/** From an empty start to a shared deal of three partners and four phases with two offers compared, and the lines that embed it. */
export async function journey(page, hands) {
  const inputs = page.locator("#inputs");
  const group = (name) => inputs.locator(".inputs__groups > details", { has: page.locator("> summary", { hasText: name }) });
  const row = (within, name) => within.locator("details", { has: page.locator("> summary", { hasText: name }) }).last();
  const fold = async (details) => {
    if (!(await details.evaluate((element) => element.open))) await hands.press(details.locator("> summary"));
  };
  const within = (place, label) => place.locator("input").and(place.getByLabel(label)).first();
  const menu = page.getByRole("button", { name: "Menu", exact: true });
  const turnTo = async (name) => {
    if ((await menu.isVisible()) && (await menu.getAttribute("aria-expanded")) === "false") await hands.press(menu);
    await hands.press(page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name, exact: true }));
  };

  // An empty start.
  await turnTo("All deals");
  await hands.press(page.getByRole("button", { name: "Start with a blank deal" }));
  await page.getByRole("heading", { level: 1, name: "New deal" }).waitFor();
  await hands.press(page.getByRole("button", { name: "Name and describe the deal" }));
  await hands.fill(within(group("The deal"), "Name of the deal"), "Riverside");

  // A third partner with its own cash.
  await fold(group("Partners"));
  await hands.press(group("Partners").getByRole("button", { name: "Add a partner" }));
  const third = group("Partners").locator(".group--row").nth(2);
  await eventually(async () => assert.equal(await third.evaluate((element) => element.open), true));
  await hands.fill(within(third, "Full name"), "Pension fund");
  await hands.fill(within(third, "Short name"), "fund");
  await fold(group("Contributions"));
  await hands.press(group("Contributions").getByRole("button", { name: "Add a contribution" }));
  const added = group("Contributions").locator(".inputs__rows > div > .group--row").last();
  await eventually(async () => assert.equal(await added.evaluate((element) => element.open), true));
  await hands.choose(added.getByLabel("Type of contribution").first(), "Cash, as capital");
  await hands.choose(added.locator("select").and(added.getByLabel("Partner")).first(), "Fund");
  await hands.fill(within(added, "Amount"), "2m");

  // Four phases from a spreadsheet.
  await fold(group("Land and phases"));
  const paste = group("Land and phases").locator("details", { hasText: "Paste rows from a spreadsheet" }).last();
  await fold(paste);
  await hands.fill(paste.getByLabel("Cells, as copied"), PHASES);
  await paste.getByText("Read, not yet added: 3 rows are new and 1 row is changed.").waitFor();
  await hands.press(paste.getByRole("button", { name: "Add and change these rows" }));
  await hands.fill(box(page, PRICE), "290,000");
  await eventually(async () => assert.match(await page.locator("#verdict").innerText(), /^84 homes/));

  await page.getByRole("link", { name: "See the third partner in the partner table." }).waitFor();

  // Two offers: each partner's proposal is a scenario.
  await hands.press(page.getByRole("button", { name: "Set as base case" }));
  for (const [name, share] of [["Offer A", "40"], ["Offer B", "20"]]) {
    await hands.press(page.getByRole("button", { name: "Add a scenario" }));
    await hands.fill(page.getByLabel("Name of the scenario"), name);
    await hands.press(page.locator(".scenarios__name").getByRole("button").first());
    await page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link", { name }).waitFor();
    await hands.fill(page.locator("#sharing-recycled_percent"), share);
  }
  await hands.press(page.getByRole("link", { name: "Compare all 3" }));
  await page.getByRole("heading", { level: 1, name: "Compare three cases" }).waitFor();
  // A table on a wide screen, otherwise cards with a line for each.
  const offers = page.getByRole("region", { name: "Offers for the same scheme", exact: true });
  assert.match(await offers.innerText(), /Offer A\s+(£\S+\s+)?Offer B\s+(£\S+\s+)?Sell outright, as in “Base case”\s+(£\S+\s+)?Build alone, as in “Base case”/i);

  // Shared by link.
  if ((await menu.isVisible()) && (await menu.getAttribute("aria-expanded")) === "false") await hands.press(menu);
  await hands.tick(page.getByLabel("Send all scenarios"));
  const copied = page.evaluate(() => new Promise((copied) => (navigator.clipboard.writeText = async (text) => copied(text))));
  await hands.press(page.getByRole("button", { name: /^(Copy link|Link copied)$/ }));
  const link = await copied;
  assert.match(link, /deal=/);

  // The embed code.
  await turnTo("Embed");
  const lines = await eventually(async () => {
    const lines = await page.getByLabel("With a script").inputValue();
    assert.match(lines, /<common-ground title="Riverside – Offer B, worked out by Common Ground" deal="/);
    return lines;
  });
  return { link, lines };
}

/** Opens what was shared in a page of its own, and finds the deal whole. */
export async function opensWhole(other, link, start) {
  await other.goto(link);
  await start(other);
  await other.getByText("Riverside").first().waitFor();
  await other.evaluate(() => (location.hash = "#page=deal"));
  await eventually(async () => assert.match(await other.locator("#page-title").innerText(), /Riverside/));
  const tabs = other.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link");
  await eventually(async () => assert.equal(await tabs.count(), 3));
  await eventually(async () => assert.equal(await other.locator(".partner-table thead th").count(), 5));
}
