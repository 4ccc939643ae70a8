// Starts the program, and shows a panel of index.html when it cannot start or has stopped.
//
// The build writes the two hashed addresses into preload links in the page's head; a link's `href` reads as a whole address, so
// this works under any path and inside a frame.
(() => {
  const byId = (id) => document.getElementById(id);
  const SLOW_AFTER = 4_000;
  const IS_IN_A_FRAME = window.parent !== window;
  // static/embed.js has the same version of the messages.
  const LOADING = { commonGround: 1, say: "loading" };

  /** Reads what a program that passed a link on has put behind a "?" in place of the "#". */
  function restoreFragment() {
    const { hash, pathname, search } = location;
    if (hash !== "" || !/(?:[?&;]|%26)deal(?:=|%3D)/i.test(search)) return;
    try {
      history.replaceState(null, "", `${pathname}#${search.slice(1)}`);
    } catch {
      // A sandbox allows no other address. The page does not start there.
    }
  }

  /** Why the page does not start, in its own words. */
  class NotStarted extends Error {}

  async function start() {
    if (typeof WebAssembly !== "object") {
      throw new NotStarted("This browser has no WebAssembly, or it is switched off.");
    }
    const missing = await missingStyles();
    if (missing.length > 0) throw new NotStarted("Files of the page could not be loaded.", { cause: missing });
    const glue = await import(byId("glue").href);
    await glue.default({ module_or_path: byId("program").href });
  }

  /** The addresses of the style sheets that could not be loaded, once each has answered: the page cannot be read without them. */
  async function missingStyles() {
    const links = [...document.querySelectorAll("link[rel=stylesheet]")];
    const answers = links.map((link) => new Promise((answered) => {
      if (isApplied(link)) answered();
      link.addEventListener("load", () => answered(link.removeAttribute("media")));
      link.addEventListener("error", answered);
    }));
    // An answer may have come before this script.
    const loaded = new Promise((answered) => addEventListener("load", answered));
    if (document.readyState !== "complete") await Promise.race([Promise.all(answers), loaded]);
    return links.filter((link) => !isApplied(link)).map(({ href }) => href);
  }

  /** Whether a style sheet is applied. Each sets a property of its own name: the rules of another origin's sheet, as in a sandbox,
      cannot be read, nor can those of a sheet whose request failed. */
  function isApplied({ href }) {
    const [, name] = /([a-z]+)[^/]*$/.exec(href);
    return getComputedStyle(document.documentElement).getPropertyValue(`--cg-sheet-${name}`) !== "";
  }

  /** Says that the start takes long. A browser draws nothing until every style sheet has answered, unless it is for paper. */
  function showSlow() {
    const words = byId("slow");
    if (words) words.textContent = "Still loading: the connection is slow or has stopped. If nothing changes, load the page again.";
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
      if (!isApplied(link)) link.media = "print";
    }
  }

  function messageOf(reason) {
    return document.documentElement.dataset.panic ?? reason?.message ?? String(reason);
  }

  function showNotStarted(reason) {
    byId("app").replaceChildren();
    if (IS_IN_A_FRAME) showFramed();
    // Only the page's own words are read out at once.
    if (reason instanceof NotStarted) byId("failed-why").textContent = reason.message;
    else byId("failed-reason").textContent = `The browser’s message: ${messageOf(reason)}`;
    const files = reason?.cause ?? [];
    byId("failed-files").hidden = files.length === 0;
    byId("failed-files").querySelector("p").textContent = files.join(", ");
    // Where a file is missing, the example would not start either, and the link of the deal would be lost.
    if (hasRun(reason)) offerExample();
    document.title = byId("failed-title").textContent;
    byId("failed").className = "failed--known";
    byId("failed").hidden = false;
    console.error(reason);
  }

  /** In a frame of another page: a way out first, and what is for the people who run that page after it. */
  function showFramed() {
    const isSandbox = self.origin === "null";
    byId("failed-title").textContent = "This deal cannot be shown in this frame";
    byId("failed-link").href = linkToWholePage();
    byId("failed-address").value = byId("failed-link").href;
    byId("failed-copied").hidden = false;
    byId("failed-framed").hidden = false;
    byId("failed-sandbox").hidden = !isSandbox;
    byId("failed-tries").hidden = isSandbox;
  }

  /** The address without the parts that make it an embed. */
  function linkToWholePage() {
    const [page, fragment = ""] = location.href.split(/#(.*)/s);
    const parts = fragment.split(/&(?:amp;)*/).filter((part) => /^(from|deal|open)=/i.test(part));
    return parts.length > 0 ? `${page}#${parts.join("&")}` : page;
  }

  /** The address with what the page leaves out of it, which it keeps in the entry of the history: here it may be the only copy. */
  function wholeAddress() {
    const [, whole] = typeof history.state === "string" ? history.state.split("\n") : [];
    return whole ? `${location.href.split("#")[0]}#${whole}` : location.href;
  }

  /** A deal on which the program crashes must not be opened at every start; it stays saved. An embed shows its own deal or none. */
  function offerExample() {
    if (location.hash.includes("embed=yes")) return;
    for (const button of document.querySelectorAll(".open-example")) {
      button.hidden = false;
      button.addEventListener("click", () => {
        location.hash = "start=example";
        location.reload();
      });
    }
  }

  /** A program that has crashed must not be used again: its memory may be half written. */
  function showStopped(reason) {
    if (!byId("stopped").hidden || !byId("failed").hidden) return;
    // This also removes any open modal dialog, which would block the panel.
    byId("app").replaceChildren();
    byId("stopped-reason").textContent = messageOf(reason);
    byId("stopped-link").value = wholeAddress();
    byId("stopped-reload").addEventListener("click", () => location.reload());
    byId("stopped-copy").addEventListener("click", copyLink);
    offerExample();
    document.title = byId("stopped-title").textContent;
    byId("stopped").hidden = false;
    byId("stopped-title").focus();
  }

  async function copyLink() {
    byId("stopped-link").select();
    try {
      await navigator.clipboard.writeText(location.href);
      byId("stopped-copy").textContent = "Link copied";
    } catch {
      byId("stopped-copy").textContent = "Copy the selected link by hand";
    }
  }

  /** Whether an error came out of the program: a trap, or anything thrown through it. */
  function isOfProgram(error) {
    return hasRun(error) || /\.wasm\b|\[wasm code\]/.test(error?.stack ?? "");
  }

  /** Whether an error came out of code of the program that ran, and not out of a request for its file. */
  function hasRun(error) {
    return error?.name === "RuntimeError" || /wasm-function/.test(error?.stack ?? "");
  }

  function onError(error) {
    if (isOfProgram(error)) (byId("waiting") ? showNotStarted : showStopped)(error);
  }

  function begin() {
    byId("failed").hidden = true;
    byId("failed-reload").hidden = false;
    byId("failed-reload").addEventListener("click", () => location.reload());
    addEventListener("error", ({ error }) => onError(error));
    addEventListener("unhandledrejection", ({ reason }) => onError(reason));
    const slow = setTimeout(showSlow, SLOW_AFTER);
    start().catch(showNotStarted).finally(() => clearTimeout(slow));
  }

  restoreFragment();
  // This says only that the page is there, so any page may receive it.
  if (IS_IN_A_FRAME) window.parent.postMessage(LOADING, "*");
  // Not deferred: a deferred script would wait for style sheets and could not report a slow one.
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
})();
