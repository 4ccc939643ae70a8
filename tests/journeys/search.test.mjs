// Search by trade terms and abbreviations, and the glossary that it leads to.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, visit } from "./site.mjs";
import { eventually, focused } from "./deal.mjs";

test("an abbreviation finds its term, and the link opens the glossary at it", async (t) => {
  const { page, finish } = await visit(t);
  await page.getByLabel("Find an input").fill("irr");
  await page.getByRole("search").getByRole("link", { name: "Rate of return: Internal rate of return (IRR)" }).click();
  await page.getByRole("heading", { level: 1, name: "Glossary" }).waitFor();
  await eventually(async () => assert.equal(await focused(page), "TH#term-irr Rate of return"));
  await axe(page);
  await finish();
});

test("a term of the glossary has an address of its own", async (t) => {
  const { page, finish } = await visit(t, { at: "#page=glossary&term=mrp", context: { viewport: { width: 320, height: 640 } } });
  await eventually(async () => assert.match(await focused(page), /^TH#term-mrp Provision for repaying debt/));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
  await axe(page);
  await finish();
});

test("a part that is not included yet is found by its abbreviation, shows its phase, and can be gone to", async (t) => {
  const { page, finish } = await visit(t);
  await page.getByLabel("Find an input").fill("CIL");
  const result = page.getByRole("search").getByRole("group", { name: "Costs, 18 small sites" });
  await result.getByRole("button", { name: /^Go to Community infrastructure levy/ }).click();
  await eventually(async () => assert.match(await focused(page), /^DIV#input-phases-small-sites-community_infrastructure_levy/));
  await finish();
});

test("places without a box are not counted as inputs, and each button that goes to one has a name of its own", async (t) => {
  const { page, finish } = await visit(t);
  await page.getByLabel("Find an input").fill("S106");
  const found = page.getByRole("search");
  const places = found.getByRole("button", { name: /^Go to / });
  await places.first().waitFor();
  const names = await Promise.all((await places.all()).map((place) => place.innerText()));
  assert.equal(new Set(names).size, names.length, `${names}`);
  assert.ok(names.some((name) => name.includes("Three Score 2")), `${names}`);
  const inputs = await found.locator(".inputs__list .field").count();
  const counted = inputs === 0 ? "" : `${inputs} inputs?, `;
  assert.match(await found.locator(".inputs__found").innerText(), new RegExp(`^${counted}${names.length} places? to add inputs and 1 glossary term found\\.$`));
  await finish();
});

test("a found input has its phase for screen readers", async (t) => {
  const { page, finish } = await visit(t);
  await page.getByLabel("Find an input").fill("building lasts");
  const group = page.getByRole("search").getByRole("group", { name: "Land and phases, Three Score 3" });
  await group.getByRole("textbox", { name: /Building lasts/ }).waitFor();
  await finish();
});
