// Another site's page that shows deals: two elements that follow their heights, and a plain frame without storage.

import assert from "node:assert/strict";
import { test } from "node:test";
import { BUILD_COST, PRICE, box, enter, eventually, figures, lever, verdict } from "./deal.mjs";
import { serve, started } from "./browser.mjs";
import { axe, profile, servePartner, visit } from "./site.mjs";

/** Serves a page of another site and opens it; `body` is given the address of the page's own site. */
async function host(t, body, { context: settings = {}, head = "", before } = {}) {
  const site = await serve({ under: "/tools/joint-venture/" });
  t.after(site.close);
  const address = await servePartner(t, body(site.address), head);
  const { context, faults } = await profile(t, settings, [site.address, address]);
  if (before) await context.addInitScript(before);
  const page = await context.newPage();
  await page.goto(address);
  const frames = await eventually(() => {
    const frames = page.frames().filter((frame) => frame.url().startsWith(site.address));
    assert.ok(frames.length > 0, "no frame yet");
    return frames;
  });
  for (const frame of frames) await started(frame);
  const finish = () => assert.deepEqual(faults, []);
  return { page, frames, site, context, faults, finish };
}

const script = (address) => `<script async src="${address}embed.js"></script>`;

/** A link to the worked example with another price. */
async function linkWithPrice(t, price) {
  const { page } = await visit(t);
  await enter(page, PRICE, price);
  // The address by itself follows typing with a rest, and where the machine is slow it may hold half of a number for a moment.
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("button", { name: "Link copied" }).waitFor();
  await page.waitForFunction(() => location.hash.includes("deal="));
  return new URL(page.url()).hash;
}

const pot = async (frame) => (await figures(frame))["Reinvestment pot"].value;
const heightOf = (page, place) => page.locator("common-ground").nth(place).locator("iframe").evaluate((frame) => frame.clientHeight);
const heightIn = (frame) => frame.locator("main").evaluate((main) => Math.ceil(main.getBoundingClientRect().height));

test("two deals on a page of another site: one read-only, one in the host’s colours; heights follow, nothing leaks", async (t) => {
  const link = await linkWithPrice(t, "176,700");
  const body = (address) => `<a href="#x" id="before">Before</a>
    <common-ground deal="${link.replaceAll("&", "&amp;")}" readonly title="The careful case"></common-ground>
    <common-ground theme="dark" accent="7cc4d3" radius="12" title="The announced case"></common-ground>
    <a href="#x" id="after">After</a>${script(address)}`;
  const { page, context, finish } = await host(t, body, { context: { viewport: { width: 1000, height: 900 } } });
  const [careful, announced] = await eventually(async () => {
    const frames = page.frames().slice(1);
    assert.equal(frames.length, 2);
    await Promise.all(frames.map(started));
    return frames;
  });
  assert.deepEqual([await pot(careful), await pot(announced)], ["£46.00m", "£57.03m"]);
  assert.deepEqual(await page.locator("common-ground iframe").evaluateAll((frames) => frames.map((frame) => frame.title)), [
    "The careful case",
    "The announced case",
  ]);

  // Read-only: values as text, and no box or button that changes one; figures open all the same.
  assert.equal(await careful.locator(".field__input, .stepper").count(), 0);
  assert.match(await careful.locator(".lever").first().innerText(), /Market sale price, per home\s+£176,700/);
  await careful.getByRole("button", { name: /Reinvestment pot/ }).click();
  await careful.getByRole("dialog").getByRole("heading", { name: "In words" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await careful.getByRole("dialog").count(), 0);

  // The host's scheme, accent and corners; what means something keeps its colour.
  const style = (frame, selector, property) => frame.locator(selector).first().evaluate((element, property) => getComputedStyle(element)[property], property);
  assert.equal(await style(announced, ".button--filled", "backgroundColor"), "rgb(124, 196, 211)");
  assert.equal(await style(announced, ".compact", "borderTopLeftRadius"), "12px");
  assert.equal(await style(announced, ".compact", "backgroundColor"), "rgb(26, 32, 35)");

  // Heights: as high as what stands in each, at another width too, and when something opens.
  for (const width of [1000, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await eventually(async () => assert.equal(await heightOf(page, 0), await heightIn(careful)));
    await eventually(async () => assert.equal(await heightOf(page, 1), await heightIn(announced)));
    for (const frame of [careful, announced]) {
      assert.ok(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight));
    }
  }
  const before = await heightOf(page, 1);
  await announced.getByText("How it works").click();
  await eventually(async () => assert.ok((await heightOf(page, 1)) > before));

  // A change in one frame stays there, and nothing is kept in the browser.
  await page.setViewportSize({ width: 1000, height: 900 });
  await enter(announced, PRICE, "180,000");
  await eventually(async () => assert.notEqual(await pot(announced), "£57.03m"));
  assert.equal(await pot(careful), "£46.00m");
  for (const frame of [careful, announced]) {
    // A browser may deny a frame of another site its storage altogether.
    const kept = (name) => frame.evaluate((name) => { try { return Object.keys(window[name]); } catch { return []; } }, name);
    assert.deepEqual([await kept("localStorage"), await kept("sessionStorage")], [[], []]);
  }
  const full = await eventually(async () => {
    const href = await announced.getByRole("link", { name: /Open the full calculator/ }).getAttribute("href");
    assert.match(href, /#from=norwich-2009&deal=/);
    return href;
  });
  assert.doesNotMatch(full, /embed/);
  const other = await context.newPage();
  await other.goto(full);
  await started(other);
  assert.equal(await box(other, PRICE).inputValue(), "180,000");
  for (const shown of [page, careful, announced]) await axe(shown);
  finish();
});

test("the keyboard passes into a frame, through it and out again", async (t) => {
  const body = (address) => `<a href="#x" id="before">Before</a><common-ground></common-ground><a href="#x" id="after">After</a>${script(address)}`;
  const { page, frames: [frame], finish } = await host(t, body);
  await page.locator("#before").focus();
  const seen = [];
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    // Focus passes from one page to the other in its own time.
    await page.evaluate(() => new Promise((later) => setTimeout(later, 20)));
    if (await page.evaluate(() => document.activeElement.id === "after")) break;
    seen.push(await frame.evaluate(() => document.activeElement.id || document.activeElement.innerText?.trim() || document.activeElement.tagName));
  }
  assert.equal(await page.evaluate(() => document.activeElement.id), "after", `the keyboard stays in the frame: ${seen}`);
  assert.ok(seen.includes("home_types-market-price"), `the boxes are reached: ${seen}`);
  await page.keyboard.press("Shift+Tab");
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.localName), "common-ground"));
  finish();
});

test("a change of an attribute goes into the frame, and the host’s history has no step more", async (t) => {
  const link = await linkWithPrice(t, "176,700");
  const { page, frames: [frame], finish } = await host(t, (address) => `<common-ground></common-ground>${script(address)}`);
  await enter(frame, BUILD_COST, "83,000");
  await eventually(async () => assert.notEqual(await pot(frame), "£57.03m"));
  const [steps, changed] = [await page.evaluate(() => history.length), await pot(frame)];
  const set = (name, value) => page.locator("common-ground").evaluate((element, [name, value]) => element.setAttribute(name, value), [name, value]);
  await set("theme", "dark");
  await eventually(async () => assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), "dark"));
  assert.equal(await pot(frame), changed, "a change of scheme lost what was typed");
  await set("deal", link);
  await eventually(async () => assert.equal(await pot(frame), "£46.00m"));
  assert.equal(await page.evaluate(() => history.length), steps);
  finish();
});

test("a page cannot learn a height that it did not ask for, nor set one from another window", async (t) => {
  const body = (address) => `<common-ground></common-ground>${script(address)}
    <iframe id="stranger" title="Another" srcdoc="<p>Another</p>"></iframe>`;
  const { page, frames: [frame], finish } = await host(t, body);
  await eventually(async () => assert.equal(await heightOf(page, 0), await heightIn(frame)));
  const before = await heightOf(page, 0);
  // From the right origin but the wrong window, and from the wrong window and origin.
  const message = { commonGround: 1, say: "height", pixels: 5_000 };
  await page.evaluate((message) => window.postMessage(message, "*"), message);
  await page.locator("#stranger").contentFrame().locator("p").evaluate((_, message) => parent.postMessage(message, "*"), message);
  // From the right window, but no height.
  await frame.evaluate(() => parent.postMessage({ commonGround: 1, say: "height", pixels: "5000" }, "*"));
  await frame.evaluate(() => parent.postMessage(null, "*"));
  await page.evaluate(() => new Promise((later) => setTimeout(later, 200)));
  assert.equal(await heightOf(page, 0), before);
  // The frame answers only its host.
  const heard = frame.evaluate(() => new Promise((told) => {
    window.addEventListener("message", ({ data }) => data?.say === "height" && told("answered"));
    window.postMessage({ commonGround: 1, say: "hello" }, "*");
    setTimeout(() => told("silent"), 300);
  }));
  assert.equal(await heard, "silent");
  finish();
});

test("as a plain frame with storage denied: it starts, changes, opens figures, and says nothing of storage", async (t) => {
  const body = (address) => `<iframe title="Common Ground" src="${address}#embed=yes" width="760" height="860"></iframe>`;
  const denied = () => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException("denied", "SecurityError"); } });
    }
  };
  const { page, frames: [frame], finish } = await host(t, body, { before: denied });
  await enter(frame, PRICE, "176,700");
  await eventually(async () => assert.equal(await pot(frame), "£46.00m"));
  assert.match((await verdict(frame)).first, /£46\.0m/);
  await frame.getByRole("button", { name: /^Homes/ }).click();
  await frame.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await frame.locator(".keeping").count(), 0);
  await enter(frame, PRICE, "a lot");
  await eventually(async () => assert.match(await lever(frame, PRICE).innerText(), /Enter the sale price as a number, like/));
  assert.equal((await verdict(frame)).badge, "Not up to date");
  await axe(frame);
  finish();
});

test("where the host forbids styles in attributes, the element stands all the same", async (t) => {
  const { page, frames: [frame], finish } = await host(t, (address) => `<common-ground></common-ground>${script(address)}`, {
    head: `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src http://localhost:*; frame-src http://localhost:*; img-src data:">`,
  });
  await eventually(async () => assert.equal(await heightOf(page, 0), await heightIn(frame)));
  finish();
});

test("the app writes the lines, and what they show is what the preview shows", async (t) => {
  const { page, site, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Embed" }).click();
  await page.getByRole("heading", { level: 1, name: "Show this deal on your own page" }).waitFor();
  const preview = page.locator("common-ground").locator("iframe").contentFrame();
  await eventually(async () => assert.match(await preview.locator("dl.figures").innerText(), /£46\.00m/));
  await page.getByLabel("Visitors may").selectOption("Only read");
  await page.getByLabel("Light or dark").selectOption("Light");
  await page.getByLabel("Your colour for links and the button").fill("ffee00");
  await page.getByText("cannot be read well enough where the page is light").waitFor();
  await page.getByLabel("Your colour for links and the button").fill("#7b1e4b");
  await page.getByLabel("Rounding of corners, in pixels").fill("many");
  await page.getByText("Enter a whole number from 0 to 24, like 8").waitFor();
  await page.getByLabel("Rounding of corners, in pixels").fill("8");
  await eventually(async () => assert.equal(await preview.locator(".field__input").count(), 0));
  assert.match(await preview.locator("dl.figures").innerText(), /£46\.00m/);
  await axe(page);

  const lines = await page.getByLabel("With a script").inputValue();
  assert.match(lines, new RegExp(`^<script async src="${site.address}embed.js"></script>\n<common-ground title="Norwich 2009`));
  assert.match(lines, / theme="light" accent="7b1e4b" radius="8" readonly>/);
  const plain = await page.getByLabel("Without a script").inputValue();
  const shown = await page.context().newPage();
  for (const [text, within] of [[lines, "common-ground iframe"], [plain, "iframe"]]) {
    await shown.route("**/partner", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>P</title>${text}` }));
    await shown.goto(`${site.address}partner`);
    const frame = shown.locator(within).contentFrame();
    await eventually(async () => assert.match(await frame.locator("dl.figures").innerText(), /£46\.00m/));
    assert.equal(await frame.locator(".button--filled").evaluate((button) => getComputedStyle(button).backgroundColor), "rgb(123, 30, 75)");
    await shown.unroute("**/partner");
  }
  await shown.close();
  await finish();
});
