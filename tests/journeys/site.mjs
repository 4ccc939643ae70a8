// A visit to the built page that fails on anything a good page never does.
//
//   test("a journey", async (t) => {
//     const { page, finish } = await visit(t);
//     ...
//     await finish();
//   });

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { after } from "node:test";
import { launch, serve, started } from "./browser.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

// One browser for all journeys of a file; each has a context of its own, which is a fresh profile.
let browser;
after(async () => (await browser)?.close());

/**
 * Opens the page in a fresh context. Everything is closed when the test ends.
 *
 * - `under`: the path the site is served under, "/" or like "/tools/joint-venture/".
 * - `at`: what follows in the address, like "#/compare".
 * - `context`: settings for the browser context, like `{ viewport: { width: 320, height: 640 } }`.
 * - `waitForStart`: false for a journey that looks at a page that cannot start.
 * - `before`: a function that runs in the page before anything of it does.
 * - `clock`: true for a journey that sets the page's clock itself.
 */
export async function visit(t, { under = "/", at = "", context: settings = {}, waitForStart = true, clock = false, before } = {}) {
  const site = await serve({ under });
  t.after(site.close);
  const watched = await profile(t, settings, [site.address]);
  const { context, faults } = watched;
  if (before) await context.addInitScript(before);
  const page = await context.newPage();
  if (clock) await page.clock.install();
  await page.goto(site.address + at);
  if (waitForStart) await started(page);
  return { page, context, site, faults, finish: () => finish(watched) };
}

/**
 * Opens a small page of another site that shows the page in a frame of `width` by `height`. The names of the two sites
 * differ, too, so that the browser keeps them in processes of their own.
 */
export async function visitInFrame(t, { under = "/", width = 700, height = 900 } = {}) {
  const site = await serve({ under });
  t.after(site.close);
  const address = await servePartner(t, `<iframe title="Common Ground" src="${site.address}" width="${width}" height="${height}">`);
  const watched = await profile(t, {}, [site.address, address]);
  const { context, faults } = watched;
  const page = await context.newPage();
  await page.goto(address);
  const frame = page.frames().find((frame) => frame.url().startsWith(site.address));
  await started(frame);
  return { page, frame, context, site, faults, finish: () => finish(watched) };
}

/** Serves a page of another site, whose name differs from that of ours, and gives its address. */
export async function servePartner(t, body, head = "") {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><html lang="en"><title>A partner</title><link rel="icon" href="data:,">${head}
      <h1>A partner’s own page</h1>${body}</html>`);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  t.after(() => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

/** A fresh profile that is watched; `addresses` are those that it may ask for. */
export async function profile(t, settings, addresses) {
  browser ??= launch();
  const context = await (await browser).newContext({ locale: "en-GB", ...settings });
  t.after(() => context.close());
  // Long enough for a busy machine, short enough to report a fault soon.
  context.setDefaultTimeout(30_000);
  return { context, ...(await watch(context, addresses)) };
}

/**
 * Collects errors, policy violations, failed requests and requests to anywhere but the site's own files. `quiet` resolves
 * once nothing has been requested or answered for half a second: the driver's own wait for an idle network does not always
 * end where a frame was added after the page had loaded.
 */
async function watch(context, addresses) {
  const faults = [];
  let latest = Date.now();
  for (const event of ["request", "requestfinished", "requestfailed"]) context.on(event, () => (latest = Date.now()));
  const quiet = async () => {
    while (Date.now() - latest < 500) await new Promise((later) => setTimeout(later, 50));
  };
  context.on("console", (message) => {
    if (message.type() === "error") faults.push(`console error: ${message.text()}`);
  });
  context.on("weberror", (error) => faults.push(`page error: ${error.error().stack}`));
  context.on("request", (request) => {
    const url = request.url();
    // The page makes these two from its own data.
    const local = url.startsWith("data:") || url.startsWith("blob:");
    if (!local && !addresses.some((address) => url.startsWith(address))) faults.push(`request that leaves the site: ${url}`);
  });
  context.on("requestfailed", (request) => {
    // A frame may be taken away before it has loaded, or while its page loads.
    const isAborted = request.failure()?.errorText === "net::ERR_ABORTED";
    if (isAborted && (request.isNavigationRequest() || !isOfMainFrame(request))) return;
    faults.push(`failed request: ${request.url()}: ${request.failure()?.errorText}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) faults.push(`answer ${response.status()}: ${response.url()}`);
  });
  await context.exposeFunction("noteViolation", (violation) => faults.push(`content policy: ${violation}`));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.noteViolation(`${event.effectiveDirective} blocked ${event.blockedURI} in ${event.sourceFile}`);
    });
  });
  return { faults, quiet };
}

/** Whether a request is of the page itself: one of a frame that is not there yet has no frame to ask for. */
function isOfMainFrame(request) {
  try {
    return request.frame() === request.frame().page()?.mainFrame();
  } catch {
    return false;
  }
}

/** Fails if the visit saw any fault, after giving late ones a moment to arrive. */
async function finish({ context, faults, quiet }) {
  await quiet();
  for (const page of context.pages()) {
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))));
  }
  assert.deepEqual(faults, []);
}

/** Fails with a list if axe finds a fault against WCAG 2.2 A or AA, or against other rules of its own that are named. */
export async function axe(page, others = []) {
  // Evaluated by the debugger, not by the page, so that the content policy stays as it is.
  await page.evaluate(await readFile(AXE, "utf8"));
  const violations = await page.evaluate(async ([tags, others]) => {
    const rules = Object.fromEntries(others.map((rule) => [rule, { enabled: true }]));
    const results = await window.axe.run(document, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] });
    return results.violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.target.join(" ")) }));
  }, [WCAG_2_2_AA, others]);
  const listed = violations.map(({ id, help, at }) => `${id}: ${help}\n    ${at.join("\n    ")}`);
  assert.ok(violations.length === 0, `axe found ${violations.length} faults:\n  ${listed.join("\n  ")}`);
}
