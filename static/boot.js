// Starts the program, and shows a panel of index.html when it cannot start or has stopped.
//
// The build writes the two hashed addresses into preload links in the page's head; a link's `href` reads as a whole address, so
// this works under any path and inside a frame.
(() => {
  const byId = (id) => document.getElementById(id);
  const SLOW_AFTER = 4_000;

  async function start() {
    if (typeof WebAssembly !== "object") {
      throw new Error("This browser has no WebAssembly, or it is switched off.");
    }
    // A deferred script runs once every style sheet has been loaded or has failed.
    const missing = missingStyles();
    if (missing.length > 0) throw new Error(`These files could not be loaded: ${missing.join(", ")}`);
    const glue = await import(byId("glue").href);
    await glue.default({ module_or_path: byId("program").href });
  }

  /** The names of the style sheets that could not be loaded: the page cannot be read without them. */
  function missingStyles() {
    const isMissing = ({ sheet }) => {
      try {
        return !sheet || sheet.cssRules.length === 0;
      } catch {
        // The rules of another origin's sheet, as in a sandbox, cannot be counted, but it was loaded.
        return false;
      }
    };
    return [...document.querySelectorAll("link[rel=stylesheet]")].filter(isMissing).map(({ href }) => href);
  }

  function messageOf(reason) {
    return document.documentElement.dataset.panic ?? reason?.message ?? String(reason);
  }

  function showNotStarted(reason) {
    byId("app").replaceChildren();
    const where = self.origin === "null" ? "This page is in a frame with a sandbox. " : "";
    byId("failed-reason").textContent = `${where}The browser’s message: ${messageOf(reason)}`;
    offerExample();
    byId("failed").className = "failed--known";
    byId("failed").hidden = false;
    console.error(reason);
  }

  /** A deal on which the program traps must not be opened at every start; it stays saved. An embed shows its own deal or none. */
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

  /** A program that has trapped must not be used again: its memory may be half written. */
  function showStopped(reason) {
    if (!byId("stopped").hidden || !byId("failed").hidden) return;
    // With the page goes a dialog that would keep everything else from being pressed.
    byId("app").replaceChildren();
    byId("stopped-reason").textContent = messageOf(reason);
    byId("stopped-link").value = location.href;
    byId("stopped-reload").addEventListener("click", () => location.reload());
    byId("stopped-copy").addEventListener("click", copyLink);
    offerExample();
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
    return error?.name === "RuntimeError" || /wasm-function|\.wasm\b|\[wasm code\]/.test(error?.stack ?? "");
  }

  function onError(error) {
    if (isOfProgram(error)) (byId("waiting") ? showNotStarted : showStopped)(error);
  }

  byId("failed").hidden = true;
  addEventListener("error", ({ error }) => onError(error));
  addEventListener("unhandledrejection", ({ reason }) => onError(reason));
  const slow = setTimeout(() => {
    const words = byId("slow");
    if (words) words.textContent = "Still loading: the connection is slow or has stopped. If nothing changes, load the page again.";
  }, SLOW_AFTER);
  start().catch(showNotStarted).finally(() => clearTimeout(slow));
})();
