// Another site's page that shows deals: two elements that follow their heights, and a plain frame without storage.

import assert from "node:assert/strict";
import { test } from "node:test";
import { BUILD_COST, PRICE, PRICE_GROWTH, box, enter, eventually, figures, lever, verdict } from "./deal.mjs";
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
  // The address follows typing after a pause; on a slow machine it may contain part of a number for a moment.
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("button", { name: "Link copied" }).waitFor();
  await page.waitForFunction(() => location.hash.includes("deal="));
  return new URL(page.url()).hash;
}

const pot = async (frame) => (await figures(frame))["Reinvestment pot"].value;
const heightOf = (page, place) => page.locator("common-ground").nth(place).locator("iframe").evaluate((frame) => frame.clientHeight);
const heightIn = (frame) => frame.locator("main").evaluate((main) => Math.ceil(main.getBoundingClientRect().height));

/** The colours of the grounds and lines of the small curves, and the system's own two. */
function coloursOfCurves(frame) {
  return frame.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    const system = ["Canvas", "CanvasText"].map((name) => {
      probe.style.setProperty("forced-color-adjust", "none");
      probe.style.color = name;
      return getComputedStyle(probe).color;
    });
    const drawn = (selector, property) => [...document.querySelectorAll(selector)].map((part) => getComputedStyle(part)[property]);
    const colours = [...drawn(".curve__ground", "fill"), ...drawn(".curve :is(.chart__step, .curve__now, .curve__default, .chart__zero)", "stroke")];
    return { system, colours: [...new Set(colours)].sort() };
  });
}

test("in forced colours every ground and line of a small curve is a system colour, whatever the theme", async (t) => {
  for (const colorScheme of ["light", "dark"]) {
    const theme = colorScheme === "light" ? "dark" : "light";
    const body = (address) => `<common-ground deal="example" theme="${theme}"></common-ground>${script(address)}`;
    const { page, frames, finish } = await host(t, body, { context: { forcedColors: "active", colorScheme, viewport: { width: 1000, height: 900 } } });
    await frames[0].locator(".curve__ground").first().waitFor({ state: "attached" });
    await eventually(async () => {
      const { system, colours } = await coloursOfCurves(frames[0]);
      assert.deepEqual(colours, [...system].sort(), `${theme} in forced colours of a ${colorScheme} page`);
    });
    await page.close();
    await finish();
  }
});

test("two deals on a page of another site: one read-only, one in the host’s colours; heights follow, nothing leaks", async (t) => {
  const link = await linkWithPrice(t, "176,700");
  const body = (address) => `<a href="#x" id="before">Before</a>
    <common-ground deal="${link.replaceAll("&", "&amp;")}" readonly title="The careful case"></common-ground>
    <common-ground deal="example" theme="dark" accent="7cc4d3" radius="12" title="The announced case"></common-ground>
    <a href="#x" id="after">After</a>${script(address)}`;
  const { page, context, finish } = await host(t, body, { context: { viewport: { width: 1000, height: 900 } } });
  const [careful, announced] = await eventually(async () => {
    const frames = page.frames().slice(1);
    assert.equal(frames.length, 2);
    await Promise.all(frames.map(started));
    return frames;
  });
  assert.deepEqual([await pot(careful), await pot(announced)], ["£45.98m", "£57.03m"]);
  assert.deepEqual(await page.locator("common-ground iframe").evaluateAll((frames) => frames.map((frame) => frame.title)), [
    "The careful case",
    "The announced case",
  ]);

  // Which the weak point is, too.
  assert.equal(await announced.locator(".verdict__second").innerText(), "The weak point is price growth.");

  // Read-only: values as text, and no box or button that changes one; figures still open.
  assert.equal(await careful.locator(".field__input, .stepper").count(), 0);
  assert.match(await careful.locator(".lever").first().innerText(), /Market sale price, per home\s+£176,700[^]*Changed/);
  assert.match(await careful.locator("main").innerText(), /As published, changed from “Norwich 2009: city land and agency cash”: Market sale price, per home: from £186,000 to £176,700\./);
  // The source marks are those of a deal that can be changed.
  const marks = (frame) => frame.locator(".lever .mark__text").allInnerTexts();
  assert.deepEqual((await marks(careful)).slice(1), (await marks(announced)).slice(1));
  assert.ok((await marks(careful)).length > 1);
  await careful.getByRole("button", { name: /Reinvestment pot/ }).click();
  await careful.getByRole("dialog").getByRole("heading", { name: "Formula" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await careful.getByRole("dialog").count(), 0);

  // The host's scheme, accent and corners; colours with a meaning do not change.
  const style = (frame, selector, property) => frame.locator(selector).first().evaluate((element, property) => getComputedStyle(element)[property], property);
  assert.equal(await style(announced, ".button--filled", "backgroundColor"), "rgb(124, 196, 211)");
  assert.equal(await style(announced, ".compact", "borderTopLeftRadius"), "12px");
  assert.equal(await style(announced, ".compact", "backgroundColor"), "rgb(26, 32, 35)");

  // Heights follow the content of each, at another width too, and when something opens.
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

  // A change in one frame stays there, and nothing is saved in the browser.
  await page.setViewportSize({ width: 1000, height: 900 });
  await enter(announced, PRICE, "180,000");
  await eventually(async () => assert.notEqual(await pot(announced), "£57.03m"));
  assert.equal(await pot(careful), "£45.98m");
  for (const frame of [careful, announced]) {
    // A browser may deny a frame of another site its storage altogether.
    const kept = (name) => frame.evaluate((name) => { try { return Object.keys(window[name]); } catch { return []; } }, name);
    assert.deepEqual([await kept("localStorage"), await kept("sessionStorage")], [[], []]);
  }
  const full = await eventually(async () => {
    const href = await announced.getByRole("link", { name: /Open the full calculator/ }).getAttribute("href");
    assert.match(href, /#deal=[\w-]{100,}/);
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
  const body = (address) => `<a href="#x" id="before">Before</a><common-ground deal="example"></common-ground><a href="#x" id="after">After</a>${script(address)}`;
  const { page, frames: [frame], finish } = await host(t, body);
  await page.locator("#before").focus();
  const seen = [];
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    // Focus moves from one page to the other with a delay.
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

test("a change of an attribute goes into the frame, and the host’s history has no new entry", async (t) => {
  const link = await linkWithPrice(t, "176,700");
  const { page, frames: [frame], finish } = await host(t, (address) => `<common-ground deal="example"></common-ground>${script(address)}`);
  await enter(frame, BUILD_COST, "83,000");
  await eventually(async () => assert.notEqual(await pot(frame), "£57.03m"));
  const [steps, changed] = [await page.evaluate(() => history.length), await pot(frame)];
  const set = (name, value) => page.locator("common-ground").evaluate((element, [name, value]) => element.setAttribute(name, value), [name, value]);
  await set("theme", "dark");
  await eventually(async () => assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), "dark"));
  assert.equal(await pot(frame), changed, "a change of scheme lost what was typed");
  await set("deal", link);
  await eventually(async () => assert.equal(await pot(frame), "£45.98m"));
  assert.equal(await page.evaluate(() => history.length), steps);
  finish();
});

test("a page cannot learn a height that it did not ask for, nor set one from another window", async (t) => {
  const body = (address) => `<common-ground deal="example"></common-ground>${script(address)}
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
  const body = (address) => `<iframe title="Common Ground" src="${address}#embed=yes&deal=example" width="760" height="860"></iframe>`;
  const denied = () => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException("denied", "SecurityError"); } });
    }
  };
  const { page, frames: [frame], finish } = await host(t, body, { before: denied });
  await enter(frame, PRICE, "176,700");
  await eventually(async () => assert.equal(await pot(frame), "£45.98m"));
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

test("the element works even if the host forbids styles in attributes", async (t) => {
  const { page, frames: [frame], finish } = await host(t, (address) => `<common-ground deal="example"></common-ground>${script(address)}`, {
    head: `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src http://localhost:*; frame-src http://localhost:*; img-src data:">`,
  });
  await eventually(async () => assert.equal(await heightOf(page, 0), await heightIn(frame)));
  finish();
});

test("in a frame higher than the window a figure opens in sight, and no sum is cut off on a narrow screen", async (t) => {
  const { page, frames: [frame], finish } = await host(t, (address) => `<common-ground deal="example"></common-ground><p style="height: 60rem">After</p>${script(address)}`, {
    context: { viewport: { width: 300, height: 700 } },
    head: '<meta name="viewport" content="width=device-width">',
  });
  await eventually(async () => assert.equal(await heightOf(page, 0), await heightIn(frame)));
  assert.ok((await heightOf(page, 0)) > 1_400, "the frame is not higher than the window");
  const figure = frame.getByRole("button", { name: /Reinvestment pot/ });
  await page.evaluate(() => scrollTo(0, 600));
  await figure.evaluate((button) => button.click());
  const close = frame.getByRole("dialog").getByRole("button", { name: "Close" });
  await close.waitFor();
  await eventually(async () => {
    const { y, height } = await close.boundingBox();
    assert.ok(y >= 0 && y + height <= 700, `Close is at ${y}`);
  });
  assert.equal(await frame.evaluate(() => document.activeElement.innerText), "Close");
  const [right, ...amounts] = await frame.getByRole("dialog").evaluate((dialog) => [
    dialog.getBoundingClientRect().left + dialog.clientWidth,
    ...[...dialog.querySelectorAll(".drawer__operands strong:last-child")].map((amount) => {
      const range = document.createRange();
      range.selectNodeContents(amount);
      return range.getBoundingClientRect().right;
    }),
  ]);
  assert.ok(amounts.length > 1 && amounts.every((end) => end <= right), `${amounts} beyond ${right}`);
  assert.match(await frame.locator(".drawer__sum").innerText(), /=\s+Reinvestment pot\s+£57,\d{3},\d{3}\.\d{2}$/);
  // Closed again, the page comes back to what it was opened from, however far down that is.
  await page.keyboard.press("Escape");
  const last = frame.locator("dl.figures button").last();
  await last.focus();
  await page.evaluate(() => scrollTo(0, 640));
  await last.press("Enter");
  await close.waitFor();
  await eventually(async () => assert.ok((await page.evaluate(() => scrollY)) < 300));
  await page.keyboard.press("Escape");
  await eventually(async () => {
    const { y, height } = await last.boundingBox();
    assert.ok(y >= 0 && y + height <= 700, `the figure is at ${y}`);
  });
  assert.ok(await last.evaluate((button) => document.activeElement === button));
  finish();
});

test("the page gives the embed code, which shows what the preview shows", async (t) => {
  const { page, site, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Embed" }).click();
  await page.getByRole("heading", { level: 1, name: "Show this deal on your own page" }).waitFor();
  const preview = page.locator("common-ground").locator("iframe").contentFrame();
  await eventually(async () => assert.match(await preview.locator("dl.figures").innerText(), /£45\.98m/));
  await page.getByLabel("Visitors can").selectOption("Read only");
  await page.getByLabel("Light or dark").selectOption("Light");
  await page.getByLabel("Link and button colour").fill("ffee00");
  await page.getByText("has too little contrast on a light page").waitFor();
  await page.getByLabel("Link and button colour").fill("#7b1e4b");
  await page.getByLabel("Corner radius, in pixels").fill("many");
  await page.getByText("Enter a whole number from 0 to 24, like 8").waitFor();
  await page.getByLabel("Corner radius, in pixels").fill("8");
  await eventually(async () => assert.equal(await preview.locator(".field__input").count(), 0));
  assert.match(await preview.locator("dl.figures").innerText(), /£45\.98m/);
  await axe(page);

  const code = await page.getByLabel("With a script").inputValue();
  assert.match(code, new RegExp(`^<script async src="${site.address}embed.js"></script>\n<common-ground title="Norwich 2009`));
  assert.match(code, / theme="light" accent="7b1e4b" radius="8" readonly>/);
  const plain = await page.getByLabel("Without a script").inputValue();
  // A way out where the frame is blocked, in the code and under the preview.
  assert.match(plain, /<\/iframe>\n<p><a href="[^"]*#deal=[\w-]{100,}">Open “Norwich 2009[^”]*” in Common Ground<\/a><\/p>$/);
  await page.getByRole("link", { name: /^Open “Norwich 2009.*” in Common Ground/ }).waitFor();
  const shown = await page.context().newPage();
  for (const [text, within] of [[code, "common-ground iframe"], [plain, "iframe"]]) {
    await shown.route("**/partner", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>P</title>${text}` }));
    await shown.goto(`${site.address}partner`);
    const frame = shown.locator(within).contentFrame();
    await eventually(async () => assert.match(await frame.locator("dl.figures").innerText(), /£45\.98m/));
    assert.equal(await frame.locator(".compact .button--filled").evaluate((button) => getComputedStyle(button).backgroundColor), "rgb(123, 30, 75)");
    await shown.unroute("**/partner");
  }
  await shown.close();
  await finish();
});

test("the code shows the scenario that is open, as the preview does", async (t) => {
  const { page, site, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await page.getByRole("button", { name: "Save as a new scenario" }).click();
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Embed" }).click();
  const pots = [page.locator("common-ground iframe").contentFrame()];
  const shown = await page.context().newPage();
  const codes = [await page.getByLabel("With a script").inputValue(), await page.getByLabel("Without a script").inputValue()];
  for (const code of codes) assert.match(code, /title="[^"]* – Scenario \d, worked out by Common Ground"[^]*Open “[^”]* – Scenario \d” in Common Ground</);
  // No scenario of an example: nothing to rename.
  await page.getByText("Visitors see the case “Scenario 1”, under this name.", { exact: true }).waitFor();
  await shown.route("**/partner", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>P</title>${codes.join("")}` }));
  await shown.goto(`${site.address}partner`);
  pots.push(shown.locator("common-ground iframe").contentFrame(), shown.locator("body > iframe").contentFrame());
  for (const frame of pots) {
    await frame.locator("main").scrollIntoViewIfNeeded();
    await eventually(async () => assert.match(await frame.locator("dl.figures").innerText(), /£4\d\.\d\dm/));
    assert.equal(await box(frame, PRICE).inputValue(), "176,700");
  }
  await shown.close();
  await finish();
});

/** What a deal in a frame shows: its scenario, price and pot. */
async function shownIn(frame) {
  const pot = frame.locator("dl.figures");
  await pot.scrollIntoViewIfNeeded();
  const price = await box(frame, PRICE).inputValue();
  return [price, /£\d+\.\d\dm/.exec(await pot.innerText())[0]];
}

for (const [what, edit, tab, expected] of [
  ["the worked example", null, null, ["186,000", "£57.03m"]],
  ["a scenario of the worked example", null, /as the council later reported|£8\.0m/i, ["186,000", "£57.04m"]],
  ["a changed deal", "176,700", null, ["176,700", "£45.98m"]],
  ["a scenario of a changed deal", "176,700", /as the council later reported|£8\.0m/i, ["186,000", "£57.04m"]],
]) {
  test(`${what}: page, preview and both codes show the same`, async (t) => {
    const { page, site, faults } = await visit(t);
    if (edit) await enter(page, PRICE, edit);
    if (tab) await page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link", { name: tab }).click();
    await eventually(async () => assert.equal(await box(page, PRICE).inputValue(), expected[0]));
    await eventually(async () => assert.equal((await figures(page))["Reinvestment pot"].value, expected[1]));
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Embed" }).click();
    const preview = page.locator("common-ground iframe").contentFrame();
    const codes = [await page.getByLabel("With a script").inputValue(), await page.getByLabel("Without a script").inputValue()];
    const shown = await page.context().newPage();
    await shown.route("**/partner", (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>P</title>${codes.join("")}` }));
    await shown.goto(`${site.address}partner`);
    for (const frame of [preview, shown.locator("common-ground iframe").contentFrame(), shown.locator("body > iframe").contentFrame()]) {
      await eventually(async () => assert.deepEqual(await shownIn(frame), expected));
    }
    await shown.close();
    assert.deepEqual(faults, []);
  });
}

/** What the frame of a deal that cannot be shown says, and that it says nothing else. */
async function refused(frame) {
  await frame.getByRole("alert").getByRole("heading", { name: "This deal cannot be shown" }).waitFor();
  const text = await frame.locator("body").innerText();
  assert.doesNotMatch(text, /Norwich|£/);
  assert.equal(await frame.locator("dl.figures, .levers, .verdict, svg[role=img]").count(), 0);
  return text;
}

test("a broken deal shows the error only, as an element and as a plain frame", async (t) => {
  const link = (await linkWithPrice(t, "176,700")).slice(1);
  const half = link.slice(0, link.length / 2);
  const site = await serve();
  t.after(site.close);
  const here = site.address;
  const wrongLetter = `${link.slice(0, 60)}${link[60] === "A" ? "B" : "A"}${link.slice(61)}`;
  const cut = "from=norwich-2009";
  const deals = [half, `${here}#${half}`, wrongLetter, cut, here, `${here}#`, "", `deal=%3Cscript%3E`, "nonsense", `${here}#deel=abc`, "https://example.org/other", `open=s9&${link}`];
  const elements = deals.map((deal) => `<common-ground deal="${deal.replaceAll("&", "&amp;")}"></common-ground>`).join("");
  const address = await servePartner(t, `${elements}<common-ground></common-ground><iframe title="Plain" src="${here}#embed=yes&amp;${half.replaceAll("&", "&amp;")}"></iframe><iframe title="Cut" src="${here}#embed=yes&amp;from=norwich-2009"></iframe>${script(here)}`);
  const { context } = await profile(t, {}, [here, address]);
  const page = await context.newPage();
  await page.goto(address);
  for (const [place, deal] of deals.entries()) {
    const element = page.locator("common-ground").nth(place);
    await element.scrollIntoViewIfNeeded();
    const text = await refused(element.locator("iframe").contentFrame());
    const reason = deal.startsWith("open") ? /scenario named in the code is not in the deal/ : /Part of the code that shows it here is missing or was changed\./;
    assert.match(text, reason);
    assert.match(text, /Tell the people who run this page\. If you run this page, open the deal in Common Ground and copy the embed code again\. Open Common Ground/);
    const handle = await element.locator("iframe").elementHandle();
    await axe(await handle.contentFrame());
  }
  const without = page.locator("common-ground").last();
  await without.scrollIntoViewIfNeeded();
  await refused(without.locator("iframe").contentFrame());
  assert.equal(await without.locator("iframe").getAttribute("title"), "This deal cannot be shown");
  await refused(page.locator("body > iframe").first().contentFrame());
  await refused(page.locator("body > iframe").last().contentFrame());
  assert.doesNotMatch(await page.frames().at(-1).title(), /Norwich/);
});

test("a host may change the deal: a broken one or none shows the error only, and a new theme keeps typed values", async (t) => {
  const link = await linkWithPrice(t, "176,700");
  const { page, finish } = await host(t, (address) => `<common-ground deal="${link.replaceAll("&", "&amp;")}"><a href="https://example.org/own">Our own link</a></common-ground>${script(address)}`);
  const warnings = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  const ownLink = page.getByRole("link", { name: "Our own link" });
  const frame = page.locator("common-ground iframe").contentFrame();
  const set = (name, value) => page.locator("common-ground").evaluate((element, [name, value]) => element.setAttribute(name, value), [name, value]);
  const shows = (text) => eventually(async () => assert.match(await frame.locator("dl.figures").innerText(), text));
  await shows(/£4\d\.\d\dm/);
  await box(frame, BUILD_COST).fill("90,000");
  await shows(/£3\d\.\d\dm/);
  await set("theme", "dark");
  await eventually(async () => assert.equal(await frame.locator("html").getAttribute("data-theme"), "dark"));
  await shows(/£3\d\.\d\dm/);
  await box(frame, BUILD_COST).fill("91,000");
  await set("deal", "#deal=broken");
  // What was typed is announced after a second, but not beside a deal that cannot be shown.
  await page.waitForTimeout(1_500);
  await refused(frame);
  // The link in the host's code still leads to the deal, and the console says which attribute to correct.
  await ownLink.waitFor();
  await eventually(async () => assert.match(warnings.join(), /the deal in the attribute "deal" cannot be shown/));
  await set("deal", "#deal=broken-too");
  await ownLink.waitFor();
  await set("deal", link);
  await shows(/£4\d\.\d\dm/);
  await ownLink.waitFor({ state: "hidden" });
  await page.locator("common-ground").evaluate((element) => element.removeAttribute("deal"));
  await refused(frame);
  await set("deal", "example");
  await shows(/£57\.\d\dm/);
  finish();
});

test("an embed loads when it comes near the view", async (t) => {
  const site = await serve();
  t.after(site.close);
  const address = await servePartner(t, `<main style="height: 12000px">Text</main><common-ground deal="example"></common-ground>${script(site.address)}`);
  const { context, faults } = await profile(t, {}, [site.address, address]);
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(address, { waitUntil: "networkidle" });
  await page.waitForTimeout(500);
  assert.deepEqual(asked.filter((url) => url.startsWith(site.address)), [`${site.address}embed.js`]);
  // Changes made before it has loaded apply when it loads.
  await page.locator("common-ground").evaluate((element) => element.setAttribute("theme", "dark"));
  await page.locator("common-ground").scrollIntoViewIfNeeded();
  const frame = page.locator("common-ground iframe").contentFrame();
  await frame.locator("dl.figures").waitFor();
  assert.equal(await frame.locator("html").getAttribute("data-theme"), "dark");
  assert.deepEqual(faults, []);
});

test("no attribute can add another part to the address", async (t) => {
  const link = (await linkWithPrice(t, "176,700")).slice(1).replaceAll("&", "&amp;");
  const attributes = ["theme", "accent", "accent-ink", "ground", "radius", "font"].map((name) => `${name}="a&amp;${link}&amp;readonly=no"`).join(" ");
  const { frames: [frame], finish } = await host(t, (address) => `<common-ground deal="example" ${attributes} readonly></common-ground>${script(address)}`);
  await eventually(async () => assert.match(await pot(frame), /^£57\./));
  assert.equal(await frame.locator(".field__input").count(), 0);
  finish();
});

test("on a phone the frame without a script does not scroll within the page; a higher one shows inputs and chart", async (t) => {
  const frameOf = (height) => (address) => `<meta name="viewport" content="width=device-width"><iframe title="Deal" src="${address}#embed=yes&deal=example" width="100%" height="${height}"></iframe>`;
  for (const width of [390, 320, 300]) {
    const { frames: [frame], finish } = await host(t, frameOf(1140), { context: { viewport: { width, height: 844 } } });
    await eventually(async () => assert.ok(await frame.evaluate(() => document.documentElement.classList.contains("embedded"))));
    const sizes = () => frame.evaluate(() => [document.documentElement.scrollHeight, innerHeight, document.documentElement.scrollWidth, innerWidth]);
    const [high, room, wide, space] = await sizes();
    assert.ok(high <= room && wide <= space, `${await sizes()}`);
    await frame.getByRole("link", { name: /Open the full calculator/ }).waitFor();
    finish();
  }
  const { frames: [frame] } = await host(t, frameOf(2100), { context: { viewport: { width: 390, height: 844 } } });
  await frame.locator(".levers").waitFor();
  assert.ok(await frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight));
});

test("the height of the code without a script fits each column that can be chosen, in the longest states of ordinary cases", async (t) => {
  const { page, site } = await visit(t);
  const cases = page.getByRole("navigation", { name: "Base case and scenarios" }).getByRole("link");
  await enter(page, PRICE, "176,700");
  await page.getByRole("button", { name: "Save as a new scenario" }).click();
  await eventually(async () => assert.equal(await cases.count(), 3));
  await enter(page, BUILD_COST, "83,000");
  const longest = {};
  for (const name of ["Base case", "£8.0m, as the council later reported", "Scenario 1"]) {
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Deal", exact: true }).click();
    await cases.filter({ hasText: name }).click();
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Embed" }).click();
    for (const [column, width] of [["700 to 959 pixels", 700], ["960 pixels or more", 960], ["Under 700 pixels", 300], ["Under 700 pixels", 320]]) {
      await page.getByLabel("Width of your column").selectOption(column);
      const code = (await page.getByLabel("Without a script").inputValue()).replace('width="100%"', `width="${width}"`);
      const shown = await page.context().newPage();
      await shown.route("**/partner", async (route) => route.fulfill({ contentType: "text/html", body: `<!doctype html><title>P</title>${code}` }));
      await shown.goto(`${site.address}partner`);
      const frame = shown.frames().at(-1);
      await started(frame);
      const height = () => frame.evaluate(() => [document.querySelector(".compact__foot").getBoundingClientRect().bottom, innerHeight]);
      const states = [await height()];
      if (width >= 700) {
        const before = await pot(frame);
        await enter(frame, PRICE, "176,000");
        await enter(frame, BUILD_COST, "84,000");
        await enter(frame, PRICE_GROWTH, "2.5");
        await eventually(async () => assert.notEqual(await pot(frame), before));
        states.push(await height());
      }
      for (const [content, room] of states) {
        assert.ok(content <= room, `${content} of ${room} at ${width}, ${name}`);
        longest[column] = Math.max(longest[column] ?? 0, content);
      }
      longest[`${column} room`] = states[0][1];
      await shown.close();
    }
  }
  for (const column of ["700 to 959 pixels", "960 pixels or more", "Under 700 pixels"]) {
    const [content, room] = [longest[column], longest[`${column} room`]];
    assert.ok(content > room - 60, `${column}: the longest is ${content} of ${room}`);
  }
});

test("a host that floods the frame with messages does not block it", async (t) => {
  const { page, frames: [frame], finish } = await host(t, (address) => `<common-ground deal="example"></common-ground>${script(address)}`);
  await eventually(async () => assert.equal(await heightOf(page, 0), await heightIn(frame)));
  await page.evaluate(() => {
    window.heights = 0;
    window.addEventListener("message", ({ data }) => data?.say === "height" && (window.heights += 1));
    const target = document.querySelector("common-ground").shadowRoot.querySelector("iframe").contentWindow;
    for (let count = 0; count < 10_000; count += 1) {
      target.postMessage({ commonGround: 1, say: "hello" }, "*");
      target.postMessage(count % 2 ? "text" : { commonGround: count }, "*");
    }
  });
  const began = Date.now();
  await enter(frame, PRICE, "176,700");
  await eventually(async () => assert.match(await pot(frame), /^£4\d\./));
  const took = Date.now() - began;
  const answers = await page.evaluate(() => window.heights);
  assert.ok(answers <= 2 + took / 50, `${answers} answers in ${took} ms`);
  assert.ok(took < 5_000, `${took} ms`);
  finish();
});

test("a change is measured from the deal as published, which Restore brings back; the frame as loaded again, too", async (t) => {
  const link = await linkWithPrice(t, "160,000");
  const body = (address) => `<iframe title="Deal" src="${address}#embed=yes&amp;${link.slice(1).replaceAll("&", "&amp;")}" width="760" height="1140"></iframe>`;
  const { frames: [frame], finish } = await host(t, body);
  const main = frame.locator("main");
  const published = await pot(frame);
  await frame.locator(".curve svg").first().waitFor();
  assert.doesNotMatch(await main.innerText(), /\bWas\b|No change|Base case|Restore|Yours|Changes are/i);
  assert.match(await lever(frame, PRICE).innerText(), /Changed/);
  assert.equal(await frame.locator("#levers").getByText(/Yours|fitted/i).count(), 0);
  await enter(frame, PRICE, "170,000");
  await eventually(async () => assert.match((await figures(frame))["Reinvestment pot"].change, /^\+.*£\d/));
  assert.match(await lever(frame, PRICE).innerText(), /Was £160,000/);
  assert.match(await main.innerText(), /Changes are from the deal as published\./);
  await frame.waitForFunction(() => String(history.state).startsWith("ours"));
  await frame.evaluate(() => location.reload());
  await eventually(async () => assert.equal(await box(frame, PRICE).inputValue(), "170,000"));
  await lever(frame, PRICE).getByRole("button", { name: /^Restore/ }).click();
  await eventually(async () => assert.equal(await pot(frame), published));
  assert.equal(await box(frame, PRICE).inputValue(), "160,000");
  assert.doesNotMatch(await main.innerText(), /\bWas\b|Base case|Restore/);
  // The host’s frame, read-only.
  await frame.evaluate((link) => location.replace(`#embed=yes&readonly=yes&${link}`), link.slice(1));
  await eventually(async () => assert.equal(await frame.locator(".field__input").count(), 0));
  assert.doesNotMatch(await main.innerText(), /\bWas\b|No change|Base case|Restore|Yours/i);
  finish();
});

test("a frame that was loaded again keeps a visitor’s changes when the host changes only its style", async (t) => {
  const { page, frames: [frame], finish } = await host(t, (address) => `<common-ground deal="example"></common-ground>${script(address)}`);
  const again = async (price) => {
    await frame.waitForFunction(() => String(history.state).startsWith("ours"));
    await frame.evaluate(() => location.reload());
    await frame.waitForFunction(() => document.querySelector("#levers input"));
    await eventually(async () => assert.equal(await box(frame, PRICE).inputValue(), price));
  };
  const theme = async (name) => {
    await page.locator("common-ground").evaluate((element, name) => element.setAttribute("theme", name), name);
    await eventually(async () => assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), name));
  };
  await enter(frame, PRICE, "170,000");
  await again("170,000");
  await theme("dark");
  assert.equal(await box(frame, PRICE).inputValue(), "170,000");
  await again("170,000");
  assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), "dark");
  await theme("light");
  assert.equal(await box(frame, PRICE).inputValue(), "170,000");
  finish();
});

/** A page of another site with one element, whose frame is kept from loading. */
async function hostWithoutFrame(t, { head = "", block = async () => {} }) {
  const site = await serve();
  t.after(site.close);
  const element = '<common-ground deal="example" title="Ours"><a href="https://example.org/own">Our own link</a></common-ground><common-ground deal="example"></common-ground>';
  const address = await servePartner(t, `${element}${script(site.address)}`, head);
  const { context } = await profile(t, {}, [site.address, address]);
  await block(context, site);
  const page = await context.newPage();
  const warnings = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await page.goto(address, { waitUntil: "commit" });
  return { page, site, warnings };
}

const instead = (page) => page.locator("common-ground").first().getByText("The deal has not loaded here: this page may block it");

test("a frame that a content policy blocks leaves a sentence and the link, not an empty box", async (t) => {
  const head = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src http://localhost:*; img-src data:">';
  const { page, site, warnings } = await hostWithoutFrame(t, { head });
  await instead(page).waitFor({ timeout: 2_000 });
  const [own, ours] = await page.locator("common-ground").all();
  await own.getByRole("link", { name: "Our own link" }).waitFor();
  assert.equal(await ours.getByRole("link", { name: "Open the deal in Common Ground" }).getAttribute("href"), `${site.address}#deal=example`);
  assert.ok((await own.boundingBox()).height < 120, "the box is still high");
  assert.ok(warnings.some((warning) => warning.includes(`frame-src ${new URL(site.address).origin}`)), `${warnings}`);
});

test("a frame that does not answer is replaced within six seconds, and shown once it does", async (t) => {
  const waiting = [];
  const block = (context, site) => context.route(site.address, (route) => waiting.push(route));
  const { page } = await hostWithoutFrame(t, { block });
  await instead(page).waitFor({ timeout: 8_000 });
  for (const route of waiting) await route.continue();
  const frame = page.locator("common-ground").first().locator("iframe").contentFrame();
  await frame.locator("dl.figures").waitFor();
  assert.equal(await instead(page).isVisible(), false);
  assert.ok(await page.locator("common-ground iframe").first().isVisible());
});

test("a frame that says itself why it cannot start is not replaced", async (t) => {
  const block = (context) => context.route((url) => url.pathname.endsWith(".wasm"), (route) => route.fulfill({ status: 404, body: "" }));
  const { page } = await hostWithoutFrame(t, { block });
  const frame = page.locator("common-ground").first().locator("iframe").contentFrame();
  await frame.getByRole("heading", { name: "This deal cannot be shown in this frame" }).waitFor();
  await page.waitForTimeout(5_500);
  assert.equal(await instead(page).isVisible(), false);
});

test("a wrong value of an attribute is named in the console with what is accepted", async (t) => {
  const { page, finish } = await host(t, (address) => `${script(address)}<common-ground deal="example"></common-ground>`);
  const warnings = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  const wrong = { theme: "black", accent: "red", ground: "#12", radius: "8px", font: "url(x)", readonly: "false" };
  const right = { theme: "dark", accent: "#7b1e4b", ground: "fff", radius: "24", font: "Georgia, serif", readonly: "" };
  for (const values of [right, wrong]) {
    await page.evaluate((values) => {
      const element = document.createElement("common-ground");
      element.setAttribute("deal", "example");
      for (const value of Object.entries(values)) element.setAttribute(...value);
      document.body.append(element);
    }, values);
    if (values === right) assert.deepEqual(warnings, []);
  }
  await eventually(async () => assert.equal(warnings.length, 6));
  for (const name of Object.keys(wrong)) assert.ok(warnings.some((warning) => warning.includes(`${name}="${wrong[name]}"`)), `${name}: ${warnings}`);
  finish();
});

test("the embed page says what the code shows, and which choices are left out of it", async (t) => {
  const { page, site, faults } = await visit(t);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Embed" }).click();
  const code = page.locator(".embed__code");
  await code.getByText("Visitors see the case “Base case”.").waitFor();
  await code.getByText("names the worked example").waitFor();
  assert.match(await page.getByLabel("With a script").inputValue(), / deal="example">/);
  assert.match(await page.getByLabel("Without a script").inputValue(), /#embed=yes&amp;deal=example"/);
  // The height of the frame of fixed height fits the column.
  const plain = page.getByLabel("Without a script");
  assert.match(await plain.inputValue(), / width="100%" height="1360" /);
  await page.getByLabel("Width of your column").selectOption("960 pixels or more");
  await eventually(async () => assert.match(await plain.inputValue(), / width="100%" height="1120" /));
  await code.getByText("The height is fixed, at 1120 pixels: choose “Width of your column” to fit it. In a column under 700 pixels wide, as on a phone, it shows").waitFor();
  await page.getByLabel("Corner radius, in pixels").fill("8px");
  await page.getByLabel("Typeface (font)").fill("“Georgia”");
  const leftOut = (words) => eventually(async () => assert.equal(await code.getByText(words).count(), 2));
  await leftOut("“Corner radius, in pixels” and “Typeface (font)” have errors and are left out of the code.");
  await page.getByLabel("Corner radius, in pixels").fill("8");
  await leftOut("“Typeface (font)” has an error and is left out of the code.");
  // Which is announced, too.
  const announced = (words) => eventually(async () => assert.equal(await page.locator("#said").innerText(), words));
  await announced("Error: “Typeface (font)”. Enter names of typefaces that begin with a letter, with commas between them and without quotation marks, like Georgia, serif. “Typeface (font)” has an error and is left out of the code.");
  await page.getByLabel("Link and button colour").fill("red");
  await announced("Error: “Link and button colour”. Enter the colour as a hex code: six digits or letters from a to f. “Link and button colour” has an error and is left out of the code.");
  // So is a choice that was corrected.
  await page.getByLabel("Typeface (font)").fill("Georgia");
  await announced("“Typeface (font)” is right now. One error left.");
  await page.getByLabel("Typeface (font)").fill("“Georgia”");
  await announced("Error: “Typeface (font)”. Enter names of typefaces that begin with a letter, with commas between them and without quotation marks, like Georgia, serif. “Typeface (font)” has an error and is left out of the code.");
  // Another wrong colour has the same error, and is announced again: the sentence is drawn anew.
  const before = await page.locator("#said span").elementHandle();
  await page.getByLabel("Link and button colour").fill("blue");
  await eventually(async () => assert.equal(await before.evaluate((span) => span.isConnected), false));
  await announced("Error: “Link and button colour”. Enter the colour as a hex code: six digits or letters from a to f. “Link and button colour” has an error and is left out of the code.");
  await page.getByText("If your site restricts frames or scripts").click();
  const { origin } = new URL(site.address);
  assert.deepEqual((await page.locator(".embed__needs code").allInnerTexts()).slice(1), [`script-src ${origin}; frame-src ${origin}`, `frame-src ${origin}`]);
  assert.deepEqual(faults, []);
});

test("the page around shows behind the card’s corners, the card fills a frame of fixed height, and an error is as high as its frame", async (t) => {
  const body = (address) => `<common-ground deal="example" theme="dark" radius="24"></common-ground><common-ground></common-ground>
    <iframe title="Deal" src="${address}#embed=yes&amp;deal=example" width="375" height="1700"></iframe>${script(address)}`;
  const { page, finish } = await host(t, body, { context: { colorScheme: "light" } });
  const dark = page.locator("common-ground").first().locator("iframe");
  await dark.contentFrame().locator("dl.figures").waitFor();
  assert.equal(await dark.evaluate((frame) => getComputedStyle(frame).colorScheme), "dark");
  const ground = (place) => dark.contentFrame().locator(place).evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.deepEqual([await ground("html"), await ground("body")], ["rgba(0, 0, 0, 0)", "rgba(0, 0, 0, 0)"]);
  const plain = page.locator("body > iframe");
  await plain.scrollIntoViewIfNeeded();
  await plain.contentFrame().locator("dl.figures").waitFor();
  assert.ok((await plain.contentFrame().locator("main").evaluate((main) => main.getBoundingClientRect().height)) >= 1700);
  const broken = page.locator("common-ground").last();
  await broken.scrollIntoViewIfNeeded();
  await refused(broken.locator("iframe").contentFrame());
  const frame = page.frames().find((frame) => frame.url().endsWith("#embed=yes&deal="));
  await eventually(async () => assert.equal(await heightOf(page, 1), await heightIn(frame)));
  finish();
});
