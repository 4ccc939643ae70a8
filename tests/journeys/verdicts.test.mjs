import assert from "node:assert/strict";
import { test } from "node:test";
import { CASH, LOAN_LIMIT, PRICE, enter, eventually, figures, openTables, pence, tables, verdict } from "./deal.mjs";
import { visit } from "./site.mjs";

/** Sums in a sentence are given in tenths of a million. */
const tenths = (sum) => `£${(sum / 1e8).toFixed(1)}m`;

test("a deal that loses money falls short, with each partner’s loss in pounds and what would repay it", async (t) => {
  const { page, finish } = await visit(t);
  await openTables(page);
  await enter(page, PRICE, "130,000");
  await eventually(async () => assert.equal((await verdict(page)).badge, "Falls short"));
  const { first, second } = await verdict(page);
  const shown = await figures(page);
  const flow = (await tables(page))["Where the money goes, to the penny"];
  const back = (partner) => -pence(flow.find(([item]) => item === `${partner} gets back`)[1]);
  const [council, agency] = [7_500_000_00 - back("Council"), 7_500_000_00 - back("HCA")];
  assert.ok(council > 0 && agency > 0);
  assert.equal(
    first,
    `1,300 homes are built, but the council loses ${tenths(council)} of the £7.5m it puts in and HCA loses ${tenths(agency)} of the £7.5m it puts in.`,
  );
  assert.match(second, /^Prices \d+\.\d% higher or costs \d+\.\d% lower would give both partners back what they put in\./);
  assert.equal(shown["Reinvestment pot"].value, "£0");
  assert.match(await page.locator(".gauge").innerText(), /Prices must rise\s+by \d+\.\d%/);
  assert.match(await page.locator(".gauge").innerText(), /costs must fall\s+by \d+\.\d%/);
  // The stated rise is enough.
  const rise = Number(/Prices (\d+\.\d)%/.exec(second)[1]);
  await enter(page, PRICE, String(Math.ceil(130_000 * (1 + rise / 100))));
  await eventually(async () => assert.equal((await verdict(page)).badge, "Tight"));
  await finish();
});

test("a deal whose cash and loan run out falls short, with the shortfall in pounds and when", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, LOAN_LIMIT, "1,000,000");
  await enter(page, CASH, "3,000,000");
  const short = /^1,300 homes are built, but cash is short by up to £5\.5m from [A-Z][a-z]+ 20\d\d\.$/;
  await eventually(async () => assert.match((await verdict(page)).first, short));
  const { badge, second } = await verdict(page);
  assert.equal(badge, "Falls short");
  assert.match(second, /The shortfall is deepest, £5\.\d\dm, in [A-Z][a-z]+ 20\d\d, and is covered later\. [A-Z]/);
  // Both partners get all their money back here: only the cash in between is missing.
  assert.doesNotMatch(second, /would give both partners back/);
  assert.doesNotMatch(await page.locator(".gauge").innerText(), /To give/);
  await finish();
});

test("a deal with little room is tight, and says how little", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "142,000");
  await eventually(async () => assert.equal((await verdict(page)).badge, "Tight"));
  const { first, second } = await verdict(page);
  assert.match(first, /^1,300 homes by March 2020\. By [A-Z][a-z]+ 20\d\d both partners have back what they put in, and £\d+\.\dm is left to reinvest in Norwich\.$/);
  const [, price, cost] = /^If prices fall by more than (\d+\.\d)% or costs rise by more than (\d+\.\d)%,/.exec(second);
  assert.ok(Number(price) < 10 || Number(cost) < 10, second);
  // A fall of a tenth of a percent more is too much.
  await enter(page, PRICE, String(Math.floor(142_000 * (1 - (Number(price) + 0.1) / 100))));
  await eventually(async () => assert.equal((await verdict(page)).badge, "Falls short"));
  await finish();
});
