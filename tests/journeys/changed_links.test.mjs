// Links as mail, chat and office programs leave them, opened in the built page: the deal that was sent, or the notice that the link is
// damaged; never another deal, and never nothing.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { started } from "./browser.mjs";
import { CASH, PRICE, addressAfter, box, downloaded, enter, eventually, figures } from "./deal.mjs";
import { servePartner, visit } from "./site.mjs";

const read = (path) => readFile(new URL(`../../${path}`, import.meta.url), "utf8");
// The first base, as a link names it, and what a link of the first format was made of.
const BASE = await read("crates/links/bases/1.json");
const norwich = JSON.parse(await read("cases/norwich-2009/deal.json"));

const deals = { first: structuredClone(norwich) };
deals.first.deal.home_types.find(({ id }) => id === "market").price = 190_000;
for (const part of ["marks", "sources", "scenarios"]) delete deals.first.deal[part];
const FIRST = `from=norwich-2009&deal=${deflateRawSync(JSON.stringify(deals.first), { level: 9 }).toString("base64url")}`;

const asValue = (link) => encodeURIComponent(link);
const lines = (link, end) => link.match(/.{1,60}/g).join(end);
const half = (link) => link.slice(0, link.length / 2);

const READ = {
  "as it was sent": (link) => link,
  "& as &amp;": (link) => link.replaceAll("&", "&amp;"),
  "& as &amp;amp;": (link) => link.replaceAll("&", "&amp;amp;"),
  "& as &#38;": (link) => link.replaceAll("&", "&#38;"),
  "& as %26": (link) => link.replaceAll("&", "%26"),
  "= as %3D": (link) => link.replaceAll("=", "%3D"),
  "& as %26 and = as %3D": (link) => link.replaceAll("&", "%26").replaceAll("=", "%3D"),
  "encoded as a value": asValue,
  "encoded twice": (link) => asValue(asValue(link)),
  "hyphens encoded": (link) => link.replaceAll("-", "%2D"),
  "names in capitals": (link) => link.replace("deal=", "DEAL=").replace("from=", "FROM="),
  "quoted-printable": (link) => lines(link.replaceAll("=", "=3D"), "=\r\n"),
  "soft breaks": (link) => lines(link, "=\r\n"),
  "soft breaks and spaces": (link) => lines(link, "= "),
  "line ends": (link) => lines(link, "\r\n"),
  "line ends encoded": (link) => lines(link, "%0D%0A"),
  "lines of a quoted mail": (link) => lines(link, "\r\n> "),
  spaces: (link) => lines(link, " "),
  "no-break spaces": (link) => lines(link, "\u00a0"),
  "zero-width spaces": (link) => `\u200b${lines(link, "\u200b")}\ufeff`,
  "soft hyphens": (link) => lines(link, "\u00ad"),
  "dashes of a word processor": (link) => link.replaceAll("--", "—").replaceAll("-", "\u2011"),
  "low lines escaped": (link) => link.replaceAll("_", "\\_"),
  "a full stop behind it": (link) => `${link}.`,
  "a bracket and a comma behind it": (link) => `${link}),`,
  "a sign of quoting behind it": (link) => `${link}>`,
  "a semicolon behind it": (link) => `${link};`,
  "quotation marks behind it": (link) => `${link}"”’'`,
  "a zero-width space behind it": (link) => `${link}\u200b`,
  "words behind it": (link) => `${link}, as agreed. Ann`,
  "the tail of a safe link": (link) => `${link}&data=05%7C02%7Cann%40example.org%7C${"0a".repeat(30)}&sdata=Gm%2B3%3D&reserved=0`,
  "a safe link": (link) => `https://eur03.safelinks.protection.outlook.com/?url=${asValue(`https://example.org/#${link}`)}&data=05%7C02&reserved=0`,
  "the tail of another filter": (link) => `${link}__;Iw!!Kb3xYxY$`,
};

const DAMAGED = {
  "cut in half": half,
  "cut by one character": (link) => link.slice(0, -1),
  "cut before the deal": (link) => link.slice(0, link.indexOf("deal=")) || "from=norwich-2009",
  "cut within the name": (link) => link.slice(0, link.indexOf("deal=") + 3),
  "cut behind the name": (link) => link.slice(0, link.indexOf("deal=") + 5),
  "without its name": (link) => link.replace("deal=", ""),
  "in capitals": (link) => link.toUpperCase(),
  "a line lost": (link) => link.slice(0, 40) + link.slice(80),
  "cut in half and encoded": (link) => asValue(half(link)),
};

const NOTICE = { hasText: "The link could not be opened." };
const notice = (page) => page.getByRole("alert").filter(NOTICE);

/** The link to the worked example at £190,000 a home, as the page copies it. */
async function copied(page) {
  await enter(page, PRICE, "190,000");
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("button", { name: "Link copied" }).waitFor();
  return page.evaluate(() => location.hash.slice(1));
}

/** Opens an address as if it had been sent, in a tab of its own. */
async function opened(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await started(page);
  return page;
}

test("a changed link opens the deal that was sent, or says that it is damaged above the worked example", async (t) => {
  const { page, context, site, finish } = await visit(t);
  const links = { "as copied": await copied(page), "of the first format": FIRST };
  const { value } = (await figures(page))["Reinvestment pot"];
  for (const [what, link] of Object.entries(links)) {
    for (const [way, change] of Object.entries(READ)) {
      const other = await opened(context, `${site.address}#${change(link)}`);
      assert.equal(await box(other, PRICE).inputValue(), "190,000", `a link ${what}, ${way}`);
      assert.equal((await figures(other))["Reinvestment pot"].value, value, `a link ${what}, ${way}`);
      assert.equal(await notice(other).count(), 0, `a link ${what}, ${way}`);
      await other.close();
    }
    for (const [way, change] of Object.entries(DAMAGED)) {
      const other = await opened(context, `${site.address}#${change(link)}`);
      assert.match(await notice(other).innerText(), /Part of it is missing or was changed on the way/, `a link ${what}, ${way}`);
      assert.equal(await box(other, PRICE).inputValue(), "186,000", `a link ${what}, ${way}`);
      await other.close();
    }
  }
  await finish();
});

test("signs of the text around a link change neither its page nor its scenario", async (t) => {
  const { page, context, site, finish } = await visit(t);
  const link = await copied(page);
  const change = (end) => (part) => `${part}${end}`;
  const ways = { "=3D": (part) => part.replace("=", "=3D") };
  for (const end of [">", ")", ",", ";", ".", '"', "”", "\u200b", "%20"]) ways[`${end} behind it`] = change(end);
  for (const [way, changed] of Object.entries(ways)) {
    const compared = await opened(context, `${site.address}#${link}&${changed("page=compare")}`);
    await compared.getByRole("heading", { level: 1, name: /^Compare/ }).waitFor();
    await compared.close();
    const scenario = await opened(context, `${site.address}#deal=example&${changed("open=as-later-reported")}`);
    assert.equal(await scenario.getByRole("link", { name: /^£8\.0m/ }).getAttribute("aria-current"), "true", way);
    assert.equal(await notice(scenario).count(), 0, way);
    await scenario.close();
  }
  await finish();
});

test("a link whose # became a ? opens the deal that was sent, and other queries stay", async (t) => {
  const { page, context, site, finish } = await visit(t);
  const link = await copied(page);
  for (const query of [link, FIRST, `page=deal&${link}`, `embed=yes&${link}`, asValue(`page=deal&${link}`), `${link}#`]) {
    // Without saved work, which would be opened in place of the example.
    const fresh = await context.browser().newContext();
    const other = await opened(fresh, `${site.address}?${query}`);
    assert.equal(await box(other, PRICE).inputValue(), "190,000", query);
    assert.equal(new URL(other.url()).search, "", query);
    await fresh.close();
  }
  const damaged = await opened(context, `${site.address}?${half(link)}`);
  assert.match(await notice(damaged).innerText(), /Part of it is missing or was changed on the way/);
  // What a campaign adds is no deal, and a fragment goes before a query.
  const campaign = await opened(context, `${site.address}?utm_source=mail&ideal=yes`);
  assert.equal(await notice(campaign).count(), 0);
  assert.equal(new URL(campaign.url()).search, "?utm_source=mail&ideal=yes");
  const both = await opened(context, `${site.address}?${half(link)}#deal=example`);
  assert.equal(await box(both, PRICE).inputValue(), "186,000");
  assert.equal(await notice(both).count(), 0);
  await finish();
});

test("in a tab with other work, a changed link opens the deal that was sent, and a damaged one changes nothing", async (t) => {
  const { page, finish } = await visit(t);
  const link = await copied(page);
  const follow = (fragment) => page.evaluate((fragment) => void (location.hash = fragment), fragment);
  for (const [way, change] of Object.entries(DAMAGED)) {
    await enter(page, CASH, "6m");
    await follow(change(link));
    await notice(page).waitFor();
    assert.equal(await box(page, CASH).inputValue(), "6,000,000", way);
    await page.getByRole("button", { name: "Close this message" }).click();
    await enter(page, CASH, "7m");
  }
  for (const way of ["& as %26 and = as %3D", "encoded as a value", "a safe link", "quotation marks behind it"]) {
    const before = page.url();
    await enter(page, CASH, "6m");
    // To follow the address that is already there is no step.
    await addressAfter(page, before);
    await follow(READ[way](link));
    await eventually(async () => assert.equal(await box(page, CASH).inputValue(), "7,500,000", way));
    assert.equal(await box(page, PRICE).inputValue(), "190,000", way);
  }
  await finish();
});

test("an embed opens a changed link, and shows no other deal for a damaged one", async (t) => {
  const { page, context, site, finish } = await visit(t);
  const link = await copied(page);
  const ways = ["& as &amp;", "& as %26 and = as %3D", "encoded as a value", "a safe link", "names in capitals", "a full stop behind it"];
  const attribute = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  for (const [what, sent] of Object.entries({ copied: link, first: FIRST })) {
    for (const way of ways) {
      const element = `<common-ground deal="${attribute(READ[way](sent))}"></common-ground>`;
      const address = await servePartner(t, `${element}<script async src="${site.address}embed.js"></script>`);
      const host = await context.browser().newPage();
      await host.goto(address);
      const frame = host.locator("common-ground iframe").contentFrame();
      await eventually(async () => assert.equal(await box(frame, PRICE).inputValue(), "190,000", `${what}, ${way}`));
      await host.close();
    }
  }
  for (const [way, change] of Object.entries(DAMAGED)) {
    const other = await opened(context, `${site.address}#embed=yes&${change(link)}`);
    await other.getByRole("heading", { name: "This deal cannot be shown" }).waitFor();
    assert.equal(await other.locator("dl.figures").count(), 0, way);
    await other.close();
  }
  for (const way of ["as it was sent", "& as %26 and = as %3D", "quotation marks behind it"]) {
    const other = await opened(context, `${site.address}#${READ[way](`embed=yes&${link}`)}`);
    assert.equal(await box(other, PRICE).inputValue(), "190,000", way);
    await other.close();
  }
  await finish();
});

test("another program reads a link of the page and writes one, by the description of the format", async (t) => {
  const { page, context, site, finish } = await visit(t);
  const bytes = Buffer.from((await copied(page)).match(/^deal=([\w-]+)/)[1], "base64url");
  const dictionary = Buffer.from(BASE);
  const checksum = (bytes) => createHash("sha256").update(bytes.subarray(0, 1)).update(bytes.subarray(5)).digest().subarray(0, 4);
  assert.deepEqual([bytes[0], bytes[5]], [0b00001_110, 1]);
  assert.deepEqual(bytes.subarray(1, 5), checksum(bytes));
  const [beside, document] = inflateRawSync(bytes.subarray(6), { dictionary }).toString("utf8").split("\n");
  assert.deepEqual(JSON.parse(beside), { baseline: 1 });
  const { deal } = JSON.parse(document);
  const market = deal.home_types.find(({ id }) => id === "market");
  assert.equal(market.price, 190_000);
  assert.deepEqual(deal.marks, norwich.deal.marks);

  market.price = 195_000;
  const text = `${JSON.stringify({ baseline: 1, of_a_later_version: true })}\n${JSON.stringify({ version: 1, deal })}`;
  const own = Buffer.concat([Buffer.from([0b00001_110, 0, 0, 0, 0, 1]), deflateRawSync(text, { level: 9, dictionary })]);
  const packed = () => (checksum(own).copy(own, 1), own.toString("base64url"));
  const other = await opened(context, `${site.address}#deal=${packed()}`);
  assert.equal(await box(other, PRICE).inputValue(), "195,000");
  // A later format is told from a damaged link.
  own[0] = 0b11110_110;
  const later = await opened(context, `${site.address}#deal=${packed()}`);
  assert.match(await notice(later).innerText(), /made by a later version of this page\. Reload/);
  await finish();
});

test("a deal with too many notes for a link says so where it is copied and embedded, and offers the file", async (t) => {
  const { page, finish } = await visit(t);
  const noisy = structuredClone(norwich);
  const marks = Object.values(noisy.deal.marks);
  // Notes of 330 KB that do not get shorter when they are packed.
  const noise = (seed, characters) => {
    const hash = (nth) => createHash("sha512").update(`${seed} ${nth}`).digest("base64url");
    return Array.from({ length: Math.ceil(characters / 86) }, (_, nth) => hash(nth)).join("");
  };
  marks.forEach((mark, nth) => (mark.review_note = noise(nth, 330_000 / marks.length)));
  await page.getByRole("link", { name: "All deals" }).click();
  await page.locator("#open-file").setInputFiles({ name: "notes.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(noisy)) });
  await page.getByRole("link", { name: "Deal", exact: true }).click();
  await enter(page, PRICE, "191,000");
  await page.getByRole("button", { name: "Copy link" }).click();
  const said = page.getByText("This deal is too long for a link");
  await said.first().waitFor();
  assert.match(await said.first().innerText(), /the link would have [\d,]+ characters, .* 200,000\. Save the deal as a file/);
  const saved = await downloaded(page, page.getByRole("button", { name: "Save file" }));
  const file = JSON.parse(await readFile(await saved.path(), "utf8"));
  const notes = (marks) => Object.entries(marks).map(([path, mark]) => [path, mark.review_note]).sort();
  assert.deepEqual(notes(file.deal.marks).filter(([, note]) => note), notes(noisy.deal.marks));
  await page.getByRole("link", { name: "Embed", exact: true }).click();
  await page.locator("main").getByText("This deal is too long for a link").waitFor();
  assert.equal(await page.locator("#code").count(), 0);
  await finish();
});
