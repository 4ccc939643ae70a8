import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "./site.mjs";

test("the page starts at the root of a site, without a fault", async (t) => {
  const { page, finish } = await visit(t);
  assert.equal(await page.locator("#app h1").count(), 1);
  assert.equal(await page.locator("html").getAttribute("lang"), "en-GB");
  await finish();
});

test("the page starts under a sub-path, without a fault", async (t) => {
  const { page, finish } = await visit(t, { under: "/tools/joint-venture/" });
  assert.equal(await page.locator("#app h1").count(), 1);
  await finish();
});

test("a browser without WebAssembly is told so in plain words", async (t) => {
  const { page, context } = await visit(t, { waitForStart: false });
  await context.addInitScript(() => delete window.WebAssembly);
  await page.reload();
  await page.getByRole("alert").getByText("This browser has no WebAssembly").waitFor();
  assert.equal(await page.locator("#app").isVisible(), false);
});

test("a program that cannot be fetched is told of in plain words", async (t) => {
  const { page, context } = await visit(t, { waitForStart: false });
  await context.route("**/*.wasm", (route) => route.abort());
  await page.reload();
  await page.getByRole("alert").getByRole("heading", { name: "Common Ground could not start" }).waitFor();
});

test("without scripts the page says what it does and shows its worked example", async (t) => {
  const { page } = await visit(t, { context: { javaScriptEnabled: false }, waitForStart: false });
  // Searches by text pass over noscript, so it is asked for by name.
  assert.match(await page.locator("noscript").innerText(), /£57\.0m is left to reinvest in Norwich/);
});
