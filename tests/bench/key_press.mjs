// How long after a key goes down the result it changes is on the screen.

import { launch, serve, started } from "../journeys/browser.mjs";

const FIELD = "#home_types-market-price";
const DIGITS = "186000";
const PRESSES = 40;
const METHOD = `Method: ${PRESSES} digits typed into ${FIELD} in headless Chromium, one at a time. From the time stamp of
the keydown event to the first task after the frame that shows the last change of the page's text.`;

const site = await serve();
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(site.address);
await started(page);
await page.locator(FIELD).focus();
await page.evaluate(watchPaints, FIELD);

const times = [];
for (let press = 0; press < PRESSES; press += 1) {
  const digit = press % DIGITS.length;
  if (digit === 0) await page.locator(FIELD).selectText();
  await page.keyboard.press(DIGITS[digit]);
  times.push(await page.evaluate(() => window.paintedAfter()));
}
await browser.close();
await site.close();

const seen = times.filter((time) => time !== null).sort((a, b) => a - b);
if (seen.length < PRESSES) {
  console.log(`${PRESSES - seen.length} of ${PRESSES} key presses changed nothing on the page.`);
  process.exitCode = 1;
}
const share = (part) => seen[Math.min(seen.length - 1, Math.floor(part * seen.length))]?.toFixed(1);
if (seen.length > 0) console.log(`median ${share(0.5)} ms, 95th of 100 ${share(0.95)} ms, slowest ${seen.at(-1).toFixed(1)} ms`);
console.log(METHOD);

/** Runs in the page: keeps the time from the last keydown to the paint of the last change outside the field. */
function watchPaints(selector) {
  const QUIET = 150;
  let pressed = 0;
  let painted = null;
  document.addEventListener("keydown", (event) => ([pressed, painted] = [event.timeStamp, null]), { capture: true });
  // A message posted in an animation frame is received after that frame has been drawn.
  const afterFrame = (then) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(null);
    });
  new MutationObserver((changes) => {
    if (changes.every(({ target }) => target === document.querySelector(selector))) return;
    afterFrame(() => (painted = performance.now() - pressed));
  }).observe(document.getElementById("app"), { subtree: true, childList: true, characterData: true, attributes: true });
  window.paintedAfter = () => new Promise((tell) => setTimeout(() => tell(painted), QUIET));
}
