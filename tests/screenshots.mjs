// Pictures of every page and state at three widths, light and dark, to be looked at beside the design: node screenshots.mjs FOLDER

import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { launch, serve, started } from "./journeys/browser.mjs";
import { HOMES, PRICE, SALES, START, enter, openTables } from "./journeys/deal.mjs";

const folder = process.argv[2] ?? "screenshots";
const WIDTHS = [1440, 820, 390];
const SCHEMES = ["light", "dark"];

const turnTo = async (page, name) => {
  const menu = page.getByRole("button", { name: "Menu", exact: true });
  if (await menu.isVisible()) await menu.click();
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name, exact: true }).click();
};

/** Two scenarios beside the base case: one that sells slowly, and one that offers more homes at a lower price. */
async function scenarios(page) {
  const keep = async (name) => {
    await page.getByRole("button", { name: "Save as a new scenario" }).click();
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByLabel("Name of the scenario").fill(name);
    await page.keyboard.press("Enter");
    await page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link").first().click();
  };
  await enter(page, SALES, "5");
  await keep("Slow sales");
  await enter(page, PRICE, "176,700");
  await enter(page, HOMES, "1,400");
  await keep("HA offer B");
}

/** Opens the example of three partners, with copies of its last one until there are so many. */
async function withPartners(page, many) {
  const { version, deal } = JSON.parse(await readFile(new URL("../cases/three-party/deal.json", import.meta.url), "utf8"));
  const cash = deal.contributions.findLast((row) => row.cash_equity).cash_equity;
  for (let number = deal.partners.length + 1; number <= many; number += 1) {
    const partner = `association-${number}`;
    deal.partners.push({ ...deal.partners.at(-1), id: partner, name: `Housing association ${number}`, short_name: `HA ${number}` });
    deal.contributions.push({ cash_equity: { ...cash, id: `${partner}-cash`, partner } });
  }
  const buffer = Buffer.from(JSON.stringify({ version, deal }));
  await page.locator("#open-file").setInputFiles({ name: "deal.json", mimeType: "application/json", buffer });
  await page.locator("#levers").waitFor();
}

/** Each state: its name, the address it starts from, and what brings it about. */
const STATES = [
  ["deal", "", async () => {}],
  ["deal-changed", "", (page) => enter(page, PRICE, "176,700")],
  ["deal-tables", "", openTables],
  ["deal-error", "", async (page) => {
    await enter(page, PRICE, "about 90k");
    await enter(page, START, "");
  }],
  ["deal-tight", "", (page) => enter(page, PRICE, "142,000")],
  ["deal-falls-short", "", (page) => enter(page, PRICE, "130,000")],
  ["deal-inputs", "", async (page) => {
    await page.locator("#inputs > .inputs__groups > details > summary").evaluateAll((all) => all.forEach((one) => one.click()));
    await page.locator("#inputs .group--row > summary").first().click();
  }],
  ["deal-search", "", (page) => page.getByLabel("Find an input").fill("contingency")],
  ["figure", "", async (page) => {
    await page.getByRole("button", { name: /^Peak funding/ }).click();
    await page.getByRole("dialog").waitFor();
  }],
  ["scenarios", "", scenarios],
  ["compare", "", async (page) => {
    await scenarios(page);
    await turnTo(page, "Compare");
  }],
  ["compare-empty", "#page=compare", async () => {}],
  ["three-partners", "#page=deals", (page) => withPartners(page, 3)],
  ["eight-partners", "#page=deals", (page) => withPartners(page, 8)],
  ["deals", "#page=deals", async () => {}],
  ["embed-page", "#page=snippet", (page) => page.locator("common-ground iframe").contentFrame().locator(".curve svg").first().waitFor()],
  ["embedded", "#embed=yes&deal=example", async () => {}],
  ["embedded-read-only", "#embed=yes&deal=example&readonly=yes&accent=7b1e4b", async () => {}],
  ["link-broken", "#deal=%3C", async () => {}],
];

await mkdir(folder, { recursive: true });
const site = await serve();
const browser = await launch();
for (const scheme of SCHEMES) {
  for (const width of WIDTHS) {
    for (const [name, at, bring] of STATES) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
      const page = await context.newPage();
      await page.goto(site.address + at);
      await started(page);
      await bring(page);
      // Wait for curves and everything else that follows a pause in typing.
      await page.waitForTimeout(700);
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`), fullPage: name !== "figure" });
      await context.close();
    }
  }
}
await browser.close();
await site.close();
console.log(`${STATES.length * WIDTHS.length * SCHEMES.length} pictures in ${folder}`);
