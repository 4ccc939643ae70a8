import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import {
  CHART_TABLES,
  FLOW_TABLE,
  MONEY_TABLE,
  PRICE,
  SALES,
  addressAfter,
  downloaded,
  enter,
  eventually,
  figures,
  openTables,
  painted,
  pence,
  shortCode,
  tables,
  verdict,
} from "./deal.mjs";
import jsQR from "jsqr";
import { PNG } from "pngjs";
import { visit } from "./site.mjs";

/** Rows of comma-separated text, with its quotes taken off. */
function cells(text) {
  const rows = [[""]];
  let quoted = false;
  for (const [place, letter] of [...text].entries()) {
    const row = rows.at(-1);
    if (letter === '"') {
      // A quote within quotes is written twice.
      if (!quoted && text[place - 1] === '"') row[row.length - 1] += '"';
      quoted = !quoted;
    } else if (quoted || !",\r\n".includes(letter)) row[row.length - 1] += letter;
    else if (letter === ",") row.push("");
    else if (letter === "\n") rows.push([""]);
  }
  assert.deepEqual(rows.pop(), [""], "the last line has no end");
  return rows;
}

test("once started, the page sends no requests: not when it is edited, opened, downloaded or printed", async (t) => {
  const { page, context, finish } = await visit(t);
  await page.waitForLoadState("networkidle");
  const asked = [];
  context.on("request", (request) => asked.push(request.url()));
  const address = page.url();
  await enter(page, SALES, "5");
  await addressAfter(page, address);
  await openTables(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await painted(page);
  const downloads = page.getByRole("button", { name: "Download CSV" });
  for (const button of await downloads.all()) {
    await (await downloaded(page, button)).path();
  }
  await page.pdf();
  await page.getByRole("button", { name: "Undo all changes" }).click();
  // The browser may request the icon at any time.
  assert.deepEqual(asked.filter((url) => url.startsWith("http") && !/favicon/.test(url)), []);
  // Saved data is in this browser, under the product's own name.
  const kept = await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]);
  assert.ok(kept[0].length > 0 && [...kept[0], ...kept[1]].every((name) => name.startsWith("common-ground/")), `${kept}`);
  assert.equal(kept[2], "");
  await finish();
});

test("every chart’s figures download as a file that spreadsheets open, equal to the table on the page to the penny", async (t) => {
  const { page, finish } = await visit(t);
  await openTables(page);
  await enter(page, PRICE, "176,700");
  await eventually(async () => assert.match((await verdict(page)).first, /£46\.0m/));
  const shown = await tables(page);
  const names = [];
  // A file has numbers without thousands commas, and nothing for a dash.
  const bare = (figure) => (figure === "–" ? "" : figure.replaceAll(",", ""));
  for (const caption of CHART_TABLES) {
    const button = page.getByRole("button", { name: "Download CSV" }).filter({ hasText: caption.replace(", £m", "") });
    // The file is in pounds.
    assert.doesNotMatch(await button.textContent(), /£m/);
    const file = await downloaded(page, button);
    names.push(file.suggestedFilename());
    const text = await readFile(await file.path(), "utf8");
    assert.equal(text[0], "\uFEFF", `${caption}: no byte order mark`);
    assert.doesNotMatch(text, /[^\r]\n|\r[^\n]/, `${caption}: lines end otherwise than with CRLF`);
    const [head, ...rows] = cells(text.slice(1));
    const [shownHead, ...shownRows] = shown[caption];
    // A file gives the unit with each name, and money over time what each amount is.
    const named = caption === MONEY_TABLE || caption === FLOW_TABLE;
    for (const [place, shownName] of shownHead.entries()) {
      if (named && place > 0) assert.match(head[place], /^[^:]+(: .+)? \(£\)$/, caption);
      assert.equal(named ? head[place].split(/: | \(/)[0] : head[place], shownName, caption);
    }
    // With a hyphen a spreadsheet reads a year such as 2009-10 as a month.
    const written = ([first]) => first.replace(/^(\d{4})-(\d\d)$/, "$1–$2");
    assert.deepEqual(rows.map(([first]) => first), shownRows.map(written), caption);
    for (const [place, [first, ...row]] of rows.entries()) {
      const on = shownRows[place].slice(1);
      if (caption === FLOW_TABLE) assert.deepEqual(row.map(pence), on.map(pence), `${caption}: ${first}`);
      else if (caption === MONEY_TABLE) {
        // The table gives millions, the file every penny.
        const millions = row.map((sum) => Math.round(Math.abs(pence(sum)) / 1e6));
        assert.deepEqual(millions, on.map((sum) => (sum === "–" ? 0 : Math.round(Number(sum.replace("−", "")) * 100))), first);
      } else assert.deepEqual(row, on.map(bare), `${caption}: ${first}`);
    }
  }
  assert.equal(new Set(names).size, 4, `${names}`);
  assert.ok(names.every((name) => /^[a-z-]+\.csv$/.test(name)), `${names}`);
  await finish();
});

test("on paper the tables of the charts are shown even if nobody has opened them", async (t) => {
  const { page, finish } = await visit(t);
  for (const caption of CHART_TABLES) assert.equal(await page.getByRole("table", { name: caption }).count(), 0, caption);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  for (const caption of CHART_TABLES) await page.getByRole("table", { name: caption }).waitFor();
  await finish();
});

test("on paper the results are printed without controls, on more than one page, with nothing cut off", async (t) => {
  const { page, finish } = await visit(t);
  await openTables(page);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 794, height: 1123 }); // A4
  await painted(page);
  for (const part of ["#levers", "#inputs", "header", ".skip-link", ".scenarios", ".jump-links", ".sticky-bar"]) {
    assert.equal(await page.locator(part).isVisible(), false, `${part} is printed`);
  }
  const pressed = page.locator("button:not(.opens), summary, input");
  assert.deepEqual(await pressed.evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent)), []);
  for (const part of [".verdict", ".figures", "#partners table", "#years table", "#checks", "footer"]) {
    assert.equal(await page.locator(part).isVisible(), true, `${part} is not printed`);
  }
  for (const caption of CHART_TABLES) assert.equal(await page.getByRole("table", { name: caption }).isVisible(), true, caption);
  await eventually(async () => {
    const cut = await page.locator("main *").evaluateAll((all) => {
      const seen = all.filter((one) => one.checkVisibility() && !one.closest(".visually-hidden"));
      const out = seen.filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
      return out.map((one) => `${one.tagName}.${one.getAttribute("class")} ${one.textContent.trim().slice(0, 40)}`);
    });
    assert.deepEqual(cut, []);
  }, 3_000);
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  assert.ok(paper.startsWith("%PDF-"));
  const pages = paper.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(pages >= 2 && pages <= 8, `${pages} pages`);
  await finish();
});

test("on paper a code leads to the deal as it is, with its short code beside it", async (t) => {
  const { page, finish } = await visit(t);
  await enter(page, PRICE, "176,700");
  await eventually(async () => assert.equal((await figures(page))["Reinvestment pot"].value, "£45.98m"));
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  const code = page.getByRole("img", { name: "QR code of the link to this deal" });
  await code.waitFor();
  // Large enough for a phone to read: a module of the code is several pixels of the picture.
  await code.evaluate((svg) => {
    svg.style.width = svg.style.height = `${svg.viewBox.baseVal.width * 8}px`;
  });
  const { data, width, height } = PNG.sync.read(await code.screenshot());
  const read = jsQR(new Uint8ClampedArray(data), width, height);
  assert.ok(read, "the code cannot be read");
  assert.match(read.data, /#deal=[\w-]{100,}/);
  // The link is printed as the code only, beside the short code that the foot has too.
  const short = await shortCode(page);
  assert.match(await page.locator(".printed").innerText(), new RegExp(`Short code of this deal: ${short}\\.`));
  assert.doesNotMatch(await page.locator(".printed").innerText(), /deal=/);
  const other = await page.context().newPage();
  await other.goto(read.data);
  await eventually(async () => assert.equal((await figures(other))["Reinvestment pot"].value, "£45.98m"));
  assert.equal(await shortCode(other), short, "whoever scans it reads the same code");
  await finish();
});
