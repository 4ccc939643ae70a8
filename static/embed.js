// Common Ground on another page: one script, no dependency.
//
//   <script async src="https://example.org/common-ground/embed.js"></script>
//   <common-ground deal="https://example.org/common-ground/#deal=..." theme="dark" readonly></common-ground>
//
// The element contains a frame that resizes to fit its content. The two pages send each other nothing but "loading", "ready",
// "hello", "refused" and a height; each accepts messages only from the window and the origin that it knows.
(() => {
  const here = new URL("./", document.currentScript.src);
  // The version of the messages between the two pages; src/browser/frame.rs and boot.js have the same.
  const VERSION = 1;
  // The attributes of the style, with what each accepts.
  const COLOUR = { accepts: /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i, like: "a colour of six digits or letters from a to f, like 7b1e4b" };
  const STYLE = {
    theme: { accepts: /^(light|dark)$/, like: "light or dark" },
    accent: COLOUR,
    "accent-ink": COLOUR,
    ground: COLOUR,
    radius: { accepts: /^0*(\d|1\d|2[0-4])$/, like: "a whole number from 0 to 24, without a unit" },
    font: { accepts: /^(?=.{1,200}$) *[a-z][a-z0-9 -]*(, *[a-z][a-z0-9 -]*)*$/i, like: "names of typefaces that begin with a letter, with commas between them and without quotation marks, like Georgia, serif" },
  };
  const TITLE = "A joint venture of land and cash, worked out by Common Ground";
  const NOT_SHOWN = "This deal cannot be shown";
  const NOT_LOADED = "The deal has not loaded here: this page may block it, or the connection may have stopped.";
  const OPEN = "Open the deal in Common Ground";
  const NARROW = 700;
  // The height of the frame until it reports its own; the minimum and maximum that it may ask for.
  const HEIGHT = { wide: 860, narrow: 1700, min: 48, max: 20_000 };
  // The milliseconds within which a frame in view must say that it is loading.
  const PATIENCE = 5_000;
  // The parts of an address that say which deal to show.
  const OF_DEAL = /^(from|deal|open)=/i;
  const NO_DEAL = ["deal="];
  // How often a link may have been encoded.
  const MOST_LEVELS = 4;

  /** A text without one level of percent-encoding; unchanged if a percent sign encodes nothing. */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  class CommonGround extends HTMLElement {
    static observedAttributes = ["deal", "readonly", "title", ...Object.keys(STYLE)];

    #frame = null;
    #instead = null;
    #onMessage = (event) => this.#answer(event);
    #onViolation = (event) => {
      if (event.disposition === "enforce" && event.effectiveDirective === "frame-src" && event.blockedURI.startsWith(here.origin)) this.#showInstead();
    };
    // A frame out of view gets its width late or never, and must be asked for its height.
    #resized = new ResizeObserver(() => this.#greet());
    // A frame loads only when it comes near the view.
    #seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.#awaitFrame();
    });
    #timer = 0;
    #isThere = false;
    #isReady = false;

    connectedCallback() {
      if (!this.#frame) this.#addFrame();
      window.addEventListener("message", this.#onMessage);
      document.addEventListener("securitypolicyviolation", this.#onViolation);
      this.#resized.observe(this);
      this.#seen.observe(this);
      for (const name of [...Object.keys(STYLE), "readonly"]) this.#warnOf(name);
      this.#frame.src = this.#address();
    }

    disconnectedCallback() {
      window.removeEventListener("message", this.#onMessage);
      document.removeEventListener("securitypolicyviolation", this.#onViolation);
      this.#resized.disconnect();
      this.#seen.disconnect();
      clearTimeout(this.#timer);
      this.#timer = 0;
      this.#isThere = false;
      this.#isReady = false;
    }

    attributeChangedCallback(name, before, now) {
      if (!this.#frame || !this.isConnected || before === now) return;
      this.#describe();
      if (name === "title") return;
      this.#warnOf(name);
      // Another fragment of the same page: the frame stays, and the host's history gets no new entry.
      if (this.#isReady) this.#frame.contentWindow.location.replace(this.#address());
      else this.#frame.src = this.#address();
      if (name === "deal" && this.#isThere) this.#show(true);
    }

    #addFrame() {
      const frame = document.createElement("iframe");
      frame.allow = "clipboard-write";
      frame.referrerPolicy = "no-referrer";
      // Set before the address: the frame then loads when it comes near the view.
      frame.loading = "lazy";
      // Set one by one: a content policy allows this, but may forbid a style attribute.
      Object.assign(frame.style, { display: "block", width: "100%", border: "0" });
      this.style.display = "block";
      this.#frame = frame;
      this.#setHeight(this.clientWidth >= NARROW ? HEIGHT.wide : HEIGHT.narrow);
      this.#instead = this.#fallback();
      this.#describe();
      this.attachShadow({ mode: "open" }).replaceChildren(frame, this.#instead);
    }

    /** The title of the frame and its scheme: a browser draws a frame of another scheme than its page's on an opaque ground. */
    #describe() {
      const isMissing = this.#dealParts() === NO_DEAL;
      this.#frame.title = isMissing ? NOT_SHOWN : this.getAttribute("title") || TITLE;
      const theme = this.getAttribute("theme")?.trim() ?? "";
      this.#frame.style.colorScheme = STYLE.theme.accepts.test(theme) ? theme : "light dark";
    }

    /** A sentence and the link in the host's code, or one of our own, in place of a frame that does not load. */
    #fallback() {
      const link = document.createElement("a");
      link.textContent = OPEN;
      const slot = document.createElement("slot");
      slot.append(link);
      const words = document.createElement("p");
      words.textContent = NOT_LOADED;
      words.style.margin = "0 0 0.5em";
      const instead = document.createElement("div");
      instead.append(words, slot);
      instead.hidden = true;
      return instead;
    }

    /** Shows the frame, or what is in its place: the frame then goes on loading out of sight. A frame without its deal has the link
        of the host's code under it. */
    #show(isFrame, hasLink = !isFrame) {
      this.#instead.hidden = !hasLink;
      this.#instead.querySelector("p").hidden = isFrame;
      this.#instead.querySelector("a").href = `${here.href}#${this.#dealParts().join("&")}`;
      Object.assign(this.#frame.style, isFrame ? { position: "", visibility: "", maxHeight: "" } : { position: "absolute", visibility: "hidden", maxHeight: "0" });
    }

    #awaitFrame() {
      if (!this.#isThere && !this.#timer) this.#timer = setTimeout(() => this.#showInstead(), PATIENCE);
    }

    #showInstead() {
      if (this.#isThere || !this.#instead.hidden) return;
      clearTimeout(this.#timer);
      this.#show(false);
      console.warn(`Common Ground: the frame of ${here.href} has not loaded. If this page has a content policy, it needs frame-src ${here.origin}`);
    }

    #address() {
      const style = Object.keys(STYLE).map((name) => [name, this.getAttribute(name)?.trim().replace(/^#/, "")]);
      const parts = style.filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      if (this.hasAttribute("readonly")) parts.push("readonly=yes");
      return `${here.href}#${["embed=yes", ...parts, ...this.#dealParts()].join("&")}`;
    }

    /** Says in the console what is wrong with a value: the frame leaves it out. */
    #warnOf(name) {
      const value = this.getAttribute(name)?.trim();
      if (!value) return;
      if (name in STYLE && !STYLE[name].accepts.test(value)) {
        console.warn(`Common Ground: ${name}="${value}" is left out. It accepts ${STYLE[name].like}.`);
      } else if (name === "readonly" && /^(no|false|0)$/i.test(value)) {
        console.warn(`Common Ground: readonly="${value}" makes the deal read-only. Remove the attribute to let visitors change inputs.`);
      }
    }

    /** Which deal and scenario to show, from a whole link, what is behind its "#", or "example". Anything else must not show the
        worked example: an empty "deal" makes the frame say that a part of the code is missing. */
    #dealParts() {
      let text = (this.getAttribute("deal") ?? "").replace(/\s/g, "");
      if (text === "example") return ["deal=example"];
      // A link that was copied out of a mail may be encoded as a whole, in the link of a mail filter.
      for (let level = 0; level < MOST_LEVELS; level += 1) {
        const parts = text.slice(text.lastIndexOf("#") + 1).split(/&(?:amp;)*/).filter((part) => OF_DEAL.test(part));
        if (parts.some((part) => /^deal=/i.test(part))) return parts;
        text = decoded(text);
      }
      return NO_DEAL;
    }

    #answer({ source, origin, data }) {
      if (source !== this.#frame.contentWindow || data?.commonGround !== VERSION) return;
      if (data.say === "loading" || data.say === "ready") {
        this.#isThere = true;
        clearTimeout(this.#timer);
        this.#show(true);
      }
      if (data.say === "refused") {
        this.#show(true, this.querySelector("a") !== null);
        console.warn('Common Ground: the deal in the attribute "deal" cannot be shown: a part is missing or was changed. Copy the embed code again.');
      }
      // The frame of a page in a sandbox has no origin, and gets no answer.
      if (origin !== here.origin) return;
      if (data.say === "ready") {
        this.#isReady = true;
        this.#greet();
      }
      if (data.say === "height" && Number.isFinite(data.pixels)) this.#setHeight(data.pixels);
    }

    #greet() {
      if (this.#isReady) this.#frame.contentWindow.postMessage({ commonGround: VERSION, say: "hello" }, here.origin);
    }

    #setHeight(pixels) {
      this.#frame.style.height = `${Math.min(Math.max(pixels, HEIGHT.min), HEIGHT.max)}px`;
    }
  }

  if (!customElements.get("common-ground")) customElements.define("common-ground", CommonGround);
})();
