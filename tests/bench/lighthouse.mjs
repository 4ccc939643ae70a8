// Lighthouse's scores for accessibility and best practices of every page, and the audits that lose points.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { serve } from "../journeys/browser.mjs";

// Installed only for this measurement: its dependencies conflict with the lock file of the journeys.
const LIGHTHOUSE = "lighthouse@12.8.2";
const PAGES = { Deal: "", Compare: "#page=compare", "All deals": "#page=deals", Embed: "#page=snippet", "Compact view": "#embed=yes&deal=example" };
const CATEGORIES = ["accessibility", "best-practices"];

const site = await serve();
const env = { ...process.env, CHROME_PATH: process.env.CHROMIUM ?? "/usr/bin/chromium" };
console.log("accessibility  best practices  page");
for (const [name, at] of Object.entries(PAGES)) {
  const words = ["--yes", LIGHTHOUSE, site.address + at, "--quiet", "--output=json", `--only-categories=${CATEGORIES}`, "--chrome-flags=--headless=new --no-sandbox --disable-gpu"];
  const { stdout } = await promisify(execFile)("npx", words, { env, maxBuffer: 64 * 1024 * 1024 });
  const { audits, categories } = JSON.parse(stdout);
  const [accessibility, practices] = CATEGORIES.map((category) => String(Math.round(100 * categories[category].score)));
  console.log(`${accessibility.padStart(13)}${practices.padStart(16)}  ${name}`);
  const refs = CATEGORIES.flatMap((category) => categories[category].auditRefs);
  const counts = new Set(refs.filter(({ weight }) => weight > 0).map(({ id }) => id));
  for (const { id, title, score } of Object.values(audits)) {
    if (counts.has(id) && score !== null && score < 1) {
      console.log(`  ${id}: ${title}`);
      process.exitCode = 1;
    }
  }
}
await site.close();
