import assert from "node:assert/strict";
import { test } from "node:test";
import { PRICE, enter, eventually, figures, openTables, verdict } from "./deal.mjs";
import { visitInFrame } from "./site.mjs";

test("in a frame of a partner’s own page, served under a sub-path, the deal opens, follows a change and writes it to its address", async (t) => {
  const { frame, page, site, finish } = await visitInFrame(t, { under: "/tools/joint-venture/" });
  const address = page.url();
  assert.match((await verdict(frame)).first, /£57\.0m is left to reinvest/);
  await openTables(frame);
  await enter(frame, PRICE, "176,700");
  await eventually(async () => assert.equal((await figures(frame))["Reinvestment pot"].value, "£45.98m"));
  await frame.waitForFunction(() => location.hash.startsWith("#deal="));
  assert.ok(frame.url().startsWith(site.address));
  assert.equal(page.url(), address, "the host’s own address was touched");
  await finish();
});

test("if a frame may not write to the clipboard, the link is in a box to copy by hand", async (t) => {
  const { frame } = await visitInFrame(t);
  await frame.getByRole("button", { name: "Copy link" }).click();
  await frame.getByLabel("Copy this link").waitFor();
});

test("in a narrow frame nothing scrolls sideways", async (t) => {
  const { frame, finish } = await visitInFrame(t, { width: 320, height: 500 });
  assert.ok(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await finish();
});
