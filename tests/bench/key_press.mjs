// The time from a key press until the changed text and figures are on the screen.

import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { launch, serve, started } from "../journeys/browser.mjs";

const DIGITS = "186000";
const PRESSES = 80;
// Figures are drawn long before that; curves start 350 ms after the last key press.
const QUIET = { 1: 150, 4: 320 };
const METHOD = `Method: ${PRESSES} digits typed into the first lever in headless Chromium, one at a time, without a limit to frames a
second, so that the wait for a screen's next refresh is left out. From the time stamp of the keydown event to the first task after
the frame: the first frame after it, which shows the text, and the frame that shows the last change of the page within
${QUIET[1]} ms (${QUIET[4]} at 4 times slower), the figures. The curves follow once typing rests and are left out.`;

const cases = new URL("../../cases/", import.meta.url);
const document = async (name) => JSON.parse(await readFile(new URL(`${name}/deal.json`, cases), "utf8"));

/** The deal with its phases copied until there are so many. */
function withPhases({ version, deal }, many) {
  const own = deal.phases;
  const copy = (place) => ({ ...own[place % own.length], id: `copy-${place}`, name: `Copy ${place}` });
  const phases = [...own, ...Array.from({ length: many - own.length }, (_, more) => copy(own.length + more))];
  return { version, deal: { ...deal, title: `${many} phases`, phases } };
}

const norwich = await document("norwich-2009");
const deals = [
  ["Norwich 2009, the largest preset", norwich],
  ["Norwich in 60 phases", withPhases(norwich, 60)],
];

const site = await serve();
const browser = await launch(["--disable-frame-rate-limit", "--disable-gpu-vsync"]);
const folder = await mkdtemp(join(tmpdir(), "key-press-"));
console.log("                                      slowdown   text: median   p95   figures: median    p95   slowest");
for (const [name, deal] of deals) {
  for (const slowdown of [1, 4]) await measure(name, deal, slowdown);
}
await browser.close();
await site.close();
console.log(METHOD);

async function measure(name, deal, slowdown) {
  const file = join(folder, "deal.json");
  await writeFile(file, JSON.stringify(deal));
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${site.address}#page=deals`);
  await started(page);
  await page.locator("#open-file").setInputFiles(file);
  await page.locator("#levers").waitFor();
  const field = `#${await page.locator("#levers input").first().getAttribute("id")}`;
  const cdp = await context.newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.locator(field).focus();
  await page.evaluate(watchPaints, field);
  for (let press = 0; press < PRESSES; press += 1) {
    const digit = press % DIGITS.length;
    if (digit === 0) await page.locator(field).selectText();
    await page.keyboard.press(DIGITS[digit]);
    // The page is not queried until the last key press: a query would run within the measured frame.
    await setTimeout(QUIET[slowdown]);
  }
  const times = await page.evaluate(() => window.paints);
  await context.close();
  report(name, slowdown, times);
}

function report(name, slowdown, times) {
  const changed = times.filter(({ figures }) => figures !== null);
  if (changed.length < PRESSES) {
    console.log(`${name}: ${PRESSES - changed.length} of ${PRESSES} key presses changed nothing on the page.`);
    process.exitCode = 1;
  }
  const sorted = (of) => changed.map((time) => time[of]).sort((one, other) => one - other);
  const share = (of, part) => {
    const all = sorted(of);
    return (all[Math.min(all.length - 1, Math.floor(part * all.length))] ?? NaN).toFixed(1);
  };
  const columns = [share("text", 0.5), share("text", 0.95), share("figures", 0.5), share("figures", 0.95), share("figures", 1)];
  const [median, p95, figures, figuresP95, slowest] = columns.map((text) => text.padStart(6));
  console.log(`${name.padEnd(38)}${String(slowdown).padStart(8)}${median.padStart(15)}${p95}${figures.padStart(18)}${figuresP95}${slowest.padStart(10)}`);
}

/** Runs in the page: keeps the times from each keydown to the first frame, and to the paint of the last change before the next. */
function watchPaints(selector) {
  const field = document.querySelector(selector);
  window.paints = [];
  let pressed = 0;
  // A message posted in an animation frame is received after that frame has been drawn.
  const afterFrame = (then) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  const begin = (event) => {
    const painted = { text: null, figures: null };
    window.paints.push(painted);
    pressed = event.timeStamp;
    afterFrame(() => (painted.text = performance.now() - event.timeStamp));
  };
  document.addEventListener("keydown", begin, { capture: true });
  new MutationObserver((changes) => {
    const painted = window.paints.at(-1);
    // While one types, the line that says when the work was saved changes once a second: it is no figure.
    const isOther = ({ target }) => target === field || Boolean((target.closest ? target : target.parentElement)?.closest(".keeping"));
    if (!painted || changes.every(isOther)) return;
    afterFrame(() => (painted.figures = performance.now() - pressed));
  }).observe(document.getElementById("app"), { subtree: true, childList: true, characterData: true, attributes: true });
}
