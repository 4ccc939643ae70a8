// The bytes of every file the first load fetches, as they are and with the strongest brotli a host can keep ready.

import { readFile } from "node:fs/promises";
import { brotliCompressSync, constants } from "node:zlib";
import { DIST, launch, serve, started } from "../journeys/browser.mjs";

const site = await serve();
const browser = await launch();
const page = await browser.newPage();
const fetched = new Set();
page.on("request", (request) => {
  // Addresses of other kinds, like data:, are parts of files already counted.
  const [, name] = request.url().split(site.address);
  if (name !== undefined) fetched.add(name || "index.html");
});
await page.goto(site.address, { waitUntil: "networkidle" });
await started(page);
await browser.close();
await site.close();

const row = (name, raw, brotli) =>
  console.log(`${raw.toLocaleString("en-GB").padStart(12)}${brotli.toLocaleString("en-GB").padStart(12)}  ${name}`);
console.log("       bytes      brotli  file");
const total = { raw: 0, brotli: 0 };
for (const name of [...fetched].sort()) {
  const content = await readFile(DIST + name);
  const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  row(name, content.length, brotli);
  total.raw += content.length;
  total.brotli += brotli;
}
row("in all", total.raw, total.brotli);
