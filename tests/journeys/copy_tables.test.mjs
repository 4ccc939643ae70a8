// What is copied from the tables of the page is numbers to a spreadsheet.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FLOW_TABLE, HOMES_TABLE, openTables } from "./deal.mjs";
import { visit } from "./site.mjs";

/** What a spreadsheet in English takes for a number. */
const NUMBER = /^-?\d+(\.\d+)?%?$/;

async function allowed(t) {
  const seen = await visit(t);
  const origin = new URL(seen.site.address).origin;
  await seen.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  return seen;
}

/** Copies what is selected, and reads the rows of the clipboard's text and of its HTML. */
async function copied(page) {
  await page.keyboard.press("ControlOrMeta+C");
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const text = await (await item.getType("text/plain")).text();
    const html = await (await item.getType("text/html")).text();
    const rows = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("tr")];
    return {
      tabbed: text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t")),
      html: rows.map((row) => [...row.cells].map((cell) => cell.textContent)),
    };
  });
}

/** Selects from one end of a table to the other, as dragging does. */
function select(table) {
  return table.evaluate((element) => {
    const cells = element.querySelectorAll("th, td");
    const range = document.createRange();
    range.setStart(element.caption, 0);
    const last = cells[cells.length - 1];
    range.setEnd(last, last.childNodes.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.activeElement.blur();
  });
}

const shownRows = (table) =>
  table.evaluate((element) => [...element.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim())));

/** A shown figure in hundredths of its unit, as a person reads it. */
function hundredths(shown) {
  if (["–", ""].includes(shown)) return 0;
  const [, minus, digits, million] = shown.match(/^([−+]?)\u2060?£?([\d,]+(?:\.\d+)?)(m?)$/);
  return Math.round(Number(digits.replaceAll(",", "")) * (million ? 1e6 : 1) * 100) * (minus === "−" ? -1 : 1);
}

const sum = (column, read) => column.reduce((total, cell) => total + read(cell), 0);
const asSpreadsheet = (cell) => (NUMBER.test(cell) ? Math.round(Number(cell.replace("%", "")) * 100) : 0);

test("every table of the worked example adds up when copied to a spreadsheet", async (t) => {
  const { page, finish } = await allowed(t);
  await openTables(page);
  const tables = await page.locator("table:visible").all();
  assert.ok(tables.length >= 6, `${tables.length} tables`);
  for (const table of tables) {
    const name = (await table.locator("caption").textContent()).trim();
    const shown = await shownRows(table);
    await select(table);
    const { tabbed, html } = await copied(page);
    assert.deepEqual(html, tabbed, `${name}: HTML and text`);
    const rows = tabbed.slice(-shown.length);
    for (const [line, row] of rows.entries()) {
      const figures = shown[line].map((cell) => /^[−+]?\u2060?£?[\d,]+(\.\d+)?m?$/.test(cell) || cell === "–");
      assert.equal(row.length, shown[line].length, `${name}, row ${line}: ${row}`);
      figures.forEach((isFigure, column) => {
        const cell = row[column];
        if (isFigure) assert.ok(cell === "" || NUMBER.test(cell), `${name}: ${shown[line][column]} is “${cell}”`);
        assert.doesNotMatch(cell, /^\d+-\d+$/, `${name}: ${cell} turns into a date`);
      });
      const [seen, got] = [shown[line], row].map((cells) => cells.filter((_, column) => figures[column]));
      // Where a figure is shown in millions its exact sum may be copied.
      const rounded = seen.filter((cell) => cell.endsWith("m")).length * 0.5e6;
      assert.ok(Math.abs(sum(got, asSpreadsheet) - sum(seen, hundredths)) <= rounded, `${name}, row ${line}: ${got}`);
    }
  }
  await finish();
});

test("sums of partners are copied to the penny, with or without words beside them", async (t) => {
  const { page, finish } = await allowed(t);
  const table = page.locator("#partner-table");
  const shown = await shownRows(table);
  await select(table);
  const { tabbed } = await copied(page);
  const copiedRow = (name) => tabbed.find((row) => row[0].startsWith(name)).slice(1).filter((cell) => cell !== "");
  for (const name of ["Puts in", "Gets back", "Present value", "Peak exposure", "Notional"]) {
    assert.ok(shown.some((row) => row[0].startsWith(name)), `${name}: ${shown}`);
    for (const cell of copiedRow(name)) assert.match(cell, /^-?\d+\.\d\d$/, `${name}: ${cell}`);
  }
  // A cell with several sums keeps its words: what is put in for it, and a loss.
  const [, ...downside] = shown.find((row) => row[0].startsWith("Combined downside"));
  const partners = downside.filter((cell) => cell.includes(" put in"));
  assert.ok(partners.length > 0, `${downside}`);
  assert.deepEqual(copiedRow("Combined downside").slice(0, partners.length), partners);
  await finish();
});

test("costs copied from where the money goes are in the sum, and the screen keeps its minus", async (t) => {
  const { page, finish } = await allowed(t);
  await openTables(page);
  const table = page.getByRole("table", { name: FLOW_TABLE });
  const shown = await shownRows(table);
  assert.ok(shown.some((row) => row[1].startsWith("−\u2060£")), `${shown}`);
  await select(table);
  const { tabbed } = await copied(page);
  const [, , ...rows] = tabbed;
  const figures = rows.map((row) => row[1]);
  assert.ok(figures.every((figure) => NUMBER.test(figure)), `${figures}`);
  assert.ok(figures.some((figure) => figure.startsWith("-")));
  const column = shown.slice(1).map((row) => row[1]);
  assert.equal(sum(figures, asSpreadsheet), sum(column, hundredths));
  await finish();
});

test("a selection that starts within a row keeps the columns, one figure alone is a number, and other text is the browser's", async (t) => {
  const { page, finish } = await allowed(t);
  await openTables(page);
  const homes = page.getByRole("table", { name: HOMES_TABLE });
  const shown = await shownRows(homes);
  await homes.evaluate((element) => {
    const range = document.createRange();
    range.setStart(element.rows[1].cells[2], 0);
    range.setEnd(element.rows[2].cells[1], element.rows[2].cells[1].childNodes.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  });
  const { tabbed } = await copied(page);
  const plain = (cell) => (cell === "–" ? "" : cell.replaceAll(",", "").replace(/^(\d+)-(\d+)$/, "$1–$2"));
  assert.deepEqual(tabbed[0], ["", "", ...shown[1].slice(2).map(plain)]);
  assert.deepEqual(tabbed[1], shown[2].slice(0, 2).map(plain));

  const flow = page.getByRole("table", { name: FLOW_TABLE });
  await flow.evaluate((element) => {
    const cell = [...element.querySelectorAll("td")].find((cell) => cell.textContent.startsWith("−\u2060£"));
    getSelection().selectAllChildren(cell);
  });
  assert.match((await copied(page)).tabbed[0][0], /^-\d+\.\d\d$/);

  await page.locator("#verdict").evaluate((element) => getSelection().selectAllChildren(element));
  await page.keyboard.press("ControlOrMeta+C");
  const said = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(said.trim(), (await page.locator("#verdict").innerText()).trim());
  await finish();
});
