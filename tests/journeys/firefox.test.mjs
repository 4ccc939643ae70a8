// The path of a first-time user in Firefox from the system's packages, driven by WebDriver BiDi. Newer drivers of this kind
// ask for commands that this Firefox does not have, so this test uses an older driver than the other journeys.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import bidi from "playwright-core-bidi";
import { serve, started } from "./browser.mjs";
import { journey, keyboard, mouse, opensWhole } from "./first_time.mjs";

const executablePath = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const skip = !existsSync(executablePath) && `there is no Firefox at ${executablePath}`;

for (const [hands, make] of [["mouse", mouse], ["keyboard", keyboard]]) {
  test(`in Firefox, from an empty start to a shared deal and an embedded page: ${hands}`, { skip, timeout: 240_000 }, async (t) => {
    const site = await serve();
    t.after(site.close);
    const browser = await bidi._bidiFirefox.launch({ executablePath });
    t.after(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(20_000);
    const faults = [];
    context.on("weberror", (error) => faults.push(error.error().stack));
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    await page.goto(site.address);
    await started(page);
    const { link } = await journey(page, make(page));
    await opensWhole(await context.newPage(), link, started);
    assert.deepEqual(faults, []);
  });
}
