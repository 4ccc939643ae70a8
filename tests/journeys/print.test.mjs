// What is on paper: the open scenario, partners told apart in one ink, and no empty rows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PRICE, enter, eventually } from "./deal.mjs";
import { visit } from "./site.mjs";

async function toPaper(page) {
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
}

test("paper names the open scenario, and the screen does not repeat it", async (t) => {
  const { page, finish } = await visit(t);
  const name = page.locator(".printed-name");
  assert.equal(await name.isVisible(), false);
  await enter(page, PRICE, "176,700");
  await page.getByRole("button", { name: "Save as a new scenario" }).click();
  await toPaper(page);
  await eventually(async () => assert.equal(await name.innerText(), "Scenario: Scenario 2"));
  await finish();
});

test("on paper the swatches and the lines of the partners differ without colour", async (t) => {
  const { page, finish } = await visit(t);
  await toPaper(page);
  const heads = page.locator("#partners thead .swatch");
  const looks = await heads.evaluateAll((all) => all.map((swatch) => {
    const [fill, hatch] = [".paint-fill", ".swatch__hatch"].map((part) => getComputedStyle(swatch.querySelector(part)));
    return `${fill.fill} ${hatch.display}`;
  }));
  assert.equal(looks.length, 3);
  assert.equal(new Set(looks).size, 3, `${looks}`);
  const dashes = await page.locator("#money .chart__partners .chart__step").evaluateAll((all) => all.map((line) => getComputedStyle(line).strokeDasharray));
  assert.equal(new Set(dashes).size, 2, `${dashes}`);
  await finish();
});

test("on paper the tables of the charts leave out empty rows", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByRole("button", { name: "Save as a new scenario" }).click();
  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await page.locator("#compare-pot .chart__plot").first().waitFor();
  await toPaper(page);
  const table = page.locator("#compare-pot table");
  await table.waitFor();
  const rows = await table.locator("tbody tr").evaluateAll((all) => all.filter((row) => row.checkVisibility()).map((row) => row.innerText));
  assert.ok(rows.length > 3, `${rows}`);
  assert.deepEqual(rows.filter((row) => !/[1-9]/.test(row.replace(/^\S+/, ""))), []);
  await finish();
});
