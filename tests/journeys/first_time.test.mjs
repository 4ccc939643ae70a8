// A first-time user, from an empty start to a shared deal of three partners and four phases, two compared offers and the
// embed code: by mouse and by keyboard alone, on a wide screen and on a phone.

import { test } from "node:test";
import { started } from "./browser.mjs";
import { journey, keyboard, mouse, opensWhole } from "./first_time.mjs";
import { visit } from "./site.mjs";

for (const [hands, make] of [["mouse", mouse], ["keyboard", keyboard]]) {
  for (const [where, viewport] of [["1440 px", { width: 1440, height: 900 }], ["390 px", { width: 390, height: 844 }]]) {
    test(`from an empty start to a shared deal of three partners, two offers and an embedded page: ${hands}, ${where}`, { timeout: 180_000 }, async (t) => {
      const { page, context, finish } = await visit(t, { context: { viewport } });
      const { link } = await journey(page, make(page));
      await opensWhole(await context.newPage(), link, started);
      await finish();
    });
  }
}
