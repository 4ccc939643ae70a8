// A failed start is reported within five seconds, with what to do; so is a stopped program.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PRICE, box, downloaded, enter, eventually, figures } from "./deal.mjs";
import { serve, started } from "./browser.mjs";
import { profile, servePartner, visit } from "./site.mjs";

const WITHIN = { timeout: 5_000 };
const html = (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<!doctype html><title>Home</title>" });
const missing = (route) => route.fulfill({ status: 404, contentType: "text/plain", body: "There is no such file." });
const panel = (page) => page.getByRole("heading", { name: "Common Ground has not started" });

/** Loads the page again, with an answer in the place of the files that a pattern names. */
async function startWith(t, pattern, answer, settings = {}) {
  const { page, context } = await visit(t, { waitForStart: false, context: settings });
  await context.route((url) => pattern.test(url.pathname), answer);
  await page.reload({ waitUntil: "commit" });
  return page;
}

for (const [what, pattern, answer] of [
  ["no boot script, as after a new version", /\/boot.*\.js$/, missing],
  ["an HTML page in the place of the boot script", /\/boot.*\.js$/, html],
  ["an HTML page in the place of the program’s script", /\/app.*\.js$/, html],
  ["no program", /\.wasm$/, missing],
  ["an HTML page in the place of the program", /\.wasm$/, html],
  ["no style sheet", /\/components.*\.css$/, missing],
  ["the request for one style sheet aborted", /\/charts.*\.css$/, (route) => route.abort()],
  ["the requests for all style sheets aborted", /\.css$/, (route) => route.abort()],
  ["an HTML page in the place of every file but the page itself", /\.(css|js|wasm|svg)$/, html],
  ["no file but the page itself", /\.(css|js|wasm|svg)$/, missing],
]) {
  test(`a start with ${what} shows within five seconds that it failed, and what to do`, async (t) => {
    const page = await startWith(t, pattern, answer);
    // Before the styles are there nothing is painted, and everything counts as visible.
    await page.waitForLoadState("load", WITHIN);
    await panel(page).waitFor(WITHIN);
    assert.ok(await page.getByText("load the page again. A new version may have replaced a file").isVisible());
    // It would not start either.
    assert.equal(await page.getByRole("button", { name: "Open the worked example instead" }).isVisible(), false);
    if (!pattern.test("/boot.js")) assert.equal(await page.title(), "Common Ground has not started");
  });
}

test("the panel waits its four seconds even if animations are switched off", async (t) => {
  const page = await startWith(t, /\/boot.*\.js$/, missing, { reducedMotion: "reduce" });
  await page.getByText("Starting takes a moment").waitFor();
  // Once the styles are there.
  await eventually(async () => assert.equal(await panel(page).isVisible(), false), 3_000);
  await panel(page).waitFor(WITHIN);
});

test("a connection that stops half-way is reported within five seconds", async (t) => {
  const page = await startWith(t, /\.wasm$/, () => {});
  await page.getByText("Still loading: the connection is slow or has stopped").waitFor(WITHIN);
});

for (const pattern of [/\.css$/, /\/charts.*\.css$/]) {
  test(`style sheets that never answer (${pattern.source}) are reported within five seconds, and the page starts once they do`, async (t) => {
    const waiting = [];
    const page = await startWith(t, pattern, (route) => waiting.push(route));
    await page.getByText("Still loading: the connection is slow or has stopped").waitFor(WITHIN);
    // It is drawn, too: until then a browser has painted nothing.
    await eventually(async () => assert.ok(await page.evaluate(() => performance.getEntriesByType("paint").length > 0)), 2_000);
    assert.equal(await panel(page).isVisible(), false);
    for (const route of waiting) await route.continue();
    await started(page);
    assert.ok(await page.evaluate(() => [...document.querySelectorAll("link[rel=stylesheet]")].every((link) => !link.media && link.sheet)));
  });
}

test("in a sandbox the page says what the frame needs; with the header of the hosting notes it starts", async (t) => {
  for (const [headers, starts] of [[{}, false], [{ "access-control-allow-origin": "*" }, true]]) {
    const site = await serve({ headers });
    t.after(site.close);
    const address = await servePartner(t, `<iframe title="Common Ground" src="${site.address}#embed=yes&deal=example" sandbox="allow-scripts" width="760" height="900"></iframe>`);
    const { context } = await profile(t, {}, [site.address, address]);
    const page = await context.newPage();
    await page.goto(address, { waitUntil: "commit" });
    const frame = page.locator("iframe").contentFrame();
    if (starts) {
      await eventually(async () => assert.match(await frame.locator("dl.figures").innerText(), /£57\.\d\dm/));
      const handle = page.frames().find((frame) => frame.url().startsWith(site.address));
      await enter(handle, PRICE, "176,700");
      await eventually(async () => assert.match(await frame.locator("dl.figures").innerText(), /£4\d\.\d\dm/));
    } else {
      await frame.getByRole("heading", { name: "This deal cannot be shown in this frame" }).waitFor(WITHIN);
      const words = await frame.locator("#failed").innerText();
      // The way out first, and nothing about the visitor’s browser.
      assert.match(words, /frame\s+Open it in Common Ground[^]*For the people who run this page: the sandbox of the frame needs\s+allow-scripts allow-same-origin allow-popups allow-downloads/);
      assert.doesNotMatch(words, /WebAssembly is switched off|Check the connection/);
      // The browser's message is for whoever looks for the cause: it is there, and is not read out at once.
      assert.match(words, /The browser’s message: /);
      assert.doesNotMatch(await frame.getByRole("alert").innerText(), /browser’s message|module/);
      const link = frame.getByRole("link", { name: "Open it in Common Ground (in a new tab)" });
      assert.equal(await link.getAttribute("href"), `${site.address}#deal=example`);
      // This sandbox opens no new tab: the address can be copied.
      assert.equal(await frame.getByLabel("If the link does not open, copy this address:").inputValue(), `${site.address}#deal=example`);
    }
  }
});

/** Makes the next read of a box throw through the program, as a trap would, and types into it. */
async function trap(page) {
  await box(page, PRICE).focus();
  await page.evaluate(() => {
    const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
    Object.defineProperty(HTMLInputElement.prototype, "value", {
      ...own,
      get() {
        Object.defineProperty(HTMLInputElement.prototype, "value", own);
        throw new WebAssembly.RuntimeError("unreachable");
      },
    });
  });
  // The box is gone already if something else was drawn in between.
  await page.keyboard.press("5");
}

const stopped = (page) => page.getByRole("heading", { name: "Common Ground has stopped" });

test("a trap shows where the work is saved, with the link; reloading restores it", async (t) => {
  const { page } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByText(/^Saved in this browser/).waitFor();
  await page.waitForFunction(() => location.hash.includes("deal="));
  const before = await figures(page);
  await trap(page);
  await stopped(page).waitFor();
  const words = await page.locator("#stopped").innerText();
  assert.match(words, /saved in this browser \(“Norwich 2009: city land and agency cash”, .+\), on the page “.+”, under “.+”\. The last second’s changes may be missing\./);
  assert.match(words, /unreachable/);
  assert.equal(await page.locator("#app").innerText(), "");
  assert.equal(await page.getByLabel(/^The link to the deal/).inputValue(), page.url());
  assert.ok(await stopped(page).evaluate((heading) => heading === document.activeElement));
  await page.getByRole("button", { name: "Load the page again" }).click();
  await started(page);
  await eventually(async () => assert.deepEqual(await figures(page), before));
});

test("a trap under an open dialog leaves a panel that can be used", async (t) => {
  const { page } = await visit(t);
  await page.getByRole("button", { name: /^Peak funding/ }).click();
  await page.getByRole("dialog").waitFor();
  await page.evaluate(() => dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") })));
  await stopped(page).waitFor();
  await page.getByRole("button", { name: "Load the page again" }).click();
  await started(page);
});

test("if nothing could be saved, the panel says so and gives the link", async (t) => {
  const denied = () => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("denied", "SecurityError"); } });
  const { page } = await visit(t, { before: denied });
  await enter(page, PRICE, "176,700");
  await page.getByText("This browser does not let the page save").waitFor();
  await page.waitForFunction(() => location.hash.includes("deal="));
  await trap(page);
  await stopped(page).waitFor();
  assert.match(await page.locator("#stopped").innerText(), /has not saved your work\. The link below contains it/);
  assert.match(await page.getByLabel(/^The link to the deal/).inputValue(), /#deal=[\w-]{100,}/);
});

test("an error of another script on the page stops nothing", async (t) => {
  const { page } = await visit(t);
  await page.evaluate(() => setTimeout(() => { throw new Error("of an extension"); }));
  await enter(page, PRICE, "176,700");
  assert.equal(await stopped(page).isVisible(), false);
});

test("a deal at which the program traps on every start does not lock the page: the worked example opens instead", async (t) => {
  const { page, context } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByText(/^Saved in this browser/).waitFor();
  // The program asks for the time before it opens a saved deal.
  await context.addInitScript(() => {
    if (location.hash.includes("start=example")) return;
    Date.now = () => { throw new WebAssembly.RuntimeError("unreachable"); };
  });
  await page.reload();
  await eventually(async () => assert.equal(await page.title(), "Common Ground has stopped"));
  await page.getByRole("button", { name: "Open the worked example instead" }).click();
  await started(page);
  await eventually(async () => assert.match((await figures(page))["Reinvestment pot"].value, /^£57\./));
});

test("without a connection an example is said not to be loaded, and the open deal stays", async (t) => {
  const { page, context, faults, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByRole("link", { name: "All deals", exact: true }).click();
  await page.getByRole("button", { name: /^Start from this example \(Priority return/ }).waitFor();
  await context.setOffline(true);
  await page.getByRole("button", { name: /^Start from this example \(Priority return/ }).click();
  const notice = page.getByRole("alert").filter({ hasText: "could not be loaded" });
  await eventually(async () => assert.match(await notice.innerText(), /connection[^]*Nothing was changed/));
  assert.doesNotMatch(await notice.innerText(), /link/i);
  await page.getByRole("link", { name: "Deal", exact: true }).click();
  assert.equal(await box(page, PRICE).inputValue(), "176,700");
  await context.setOffline(false);
  // The browser's own words for the request that failed, and nothing else.
  assert.deepEqual(faults.splice(0).filter((fault) => !fault.endsWith("net::ERR_INTERNET_DISCONNECTED")), []);
  await finish();
});

test("on a phone the menu closes once a page is chosen, and saving a file is confirmed", async (t) => {
  const { page, finish } = await visit(t, { context: { viewport: { width: 390, height: 844 } } });
  const menu = page.getByRole("button", { name: "Menu" });
  await menu.click();
  const name = (await downloaded(page, page.getByRole("button", { name: "Save file" }))).suggestedFilename();
  await page.getByRole("button", { name: "File saved" }).waitFor();
  await eventually(async () => assert.equal(await page.locator("#said").innerText(), `Saved as ${name}.`));
  await page.getByRole("link", { name: "All deals", exact: true }).click();
  await eventually(async () => assert.equal(await menu.getAttribute("aria-expanded"), "false"));
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "page-title"));
  // The page that is open already is gone to in the same way.
  await menu.click();
  await page.getByRole("link", { name: "All deals", exact: true }).click();
  await eventually(async () => assert.equal(await menu.getAttribute("aria-expanded"), "false"));
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "page-title"));
  await finish();
});
