// What every journey and measurement needs: the built page served locally, and a browser.

import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import sirv from "sirv";

export const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

// No sandbox, because a build machine often runs everything as root; the rest stops the browser from sending requests of its
// own.
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Serves the built page at a free local port, under a sub-path and with more headers if asked. */
export async function serve({ under = "/", headers = {} } = {}) {
  const setHeaders = (response) => Object.entries(headers).forEach((header) => response.setHeader(...header));
  const files = sirv(DIST, { etag: true, setHeaders });
  const missing = (response) => response.writeHead(404, { "content-type": "text/plain" }).end("There is no such file.");
  const server = createServer((request, response) => {
    if (!request.url.startsWith(under)) return missing(response);
    request.url = request.url.slice(under.length - 1);
    files(request, response, () => missing(response));
  });
  await new Promise((listening) => server.listen(0, "localhost", listening));
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { address: `http://localhost:${server.address().port}${under}`, close };
}

/** Starts the browser with a fresh profile; `flags` are added to its own. */
export function launch(flags = []) {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags], chromiumSandbox: false });
}

/** Resolves when the program has drawn its page over the waiting text, and fails with the page's own words if not. */
export async function started(page) {
  // By the clock, not by frames drawn: a browser draws none for a frame of another site that is out of view.
  await page.waitForFunction(() => !document.getElementById("waiting"), null, { timeout: 30_000, polling: 50 });
  const failed = page.locator("#failed");
  if (await failed.isVisible()) throw new Error(await failed.innerText());
}
