// Common Ground on another page: one script, no dependency.
//
//   <script async src="https://example.org/common-ground/embed.js"></script>
//   <common-ground deal="https://example.org/common-ground/#deal=..." theme="dark" readonly></common-ground>
//
// The element contains a frame that resizes to fit its content. The two pages send each other nothing but "ready", "hello" and a
// height; each accepts messages only from the window and the origin that it knows.
(() => {
  const here = new URL("./", document.currentScript.src);
  // The version of the messages between the two pages; src/browser/frame.rs has the same.
  const VERSION = 1;
  const STYLE = ["theme", "accent", "accent-ink", "ground", "radius", "font"];
  const TITLE = "A joint venture of land and cash, worked out by Common Ground";
  const NARROW = 700;
  // The height of the frame until it reports its own; the minimum and maximum that it may ask for.
  const HEIGHT = { wide: 860, narrow: 1700, min: 160, max: 20_000 };
  // The parts of an address that say which deal to show, and those that a link to the worked example may have.
  const OF_DEAL = /^(from|deal|open)=/;
  const OF_LINK = /^((from|deal|open|page|embed|readonly|theme|accent|accent-ink|ground|radius|font)=|$)/;

  const hasDeal = (parts) => parts.some((part) => part.startsWith("deal="));

  class CommonGround extends HTMLElement {
    static observedAttributes = ["deal", "readonly", "title", ...STYLE];

    #frame = null;
    #onMessage = (event) => this.#answer(event);
    // A frame out of view gets its width late or never, and must be asked for its height.
    #resized = new ResizeObserver(() => this.#greet());
    #isReady = false;

    connectedCallback() {
      if (!this.#frame) this.#addFrame();
      window.addEventListener("message", this.#onMessage);
      this.#resized.observe(this);
      this.#frame.src = this.#address();
    }

    disconnectedCallback() {
      window.removeEventListener("message", this.#onMessage);
      this.#resized.disconnect();
      this.#isReady = false;
    }

    attributeChangedCallback(name) {
      if (!this.#frame || !this.isConnected) return;
      if (name === "title") this.#frame.title = this.getAttribute("title") || TITLE;
      else if (name === "deal" && !hasDeal(this.#dealParts())) this.#restart();
      // Another fragment of the same page: the frame stays, and the host's history gets no new entry.
      else if (this.#isReady) this.#frame.contentWindow.location.replace(this.#address());
      else this.#frame.src = this.#address();
    }

    #addFrame() {
      const frame = document.createElement("iframe");
      frame.title = this.getAttribute("title") || TITLE;
      frame.allow = "clipboard-write";
      frame.referrerPolicy = "no-referrer";
      // Set before the address: the frame then loads when it comes near the view.
      frame.loading = "lazy";
      // Set one by one: a content policy allows this, but may forbid a style attribute.
      Object.assign(frame.style, { display: "block", width: "100%", border: "0" });
      this.style.display = "block";
      this.#frame = frame;
      this.#setHeight(this.clientWidth >= NARROW ? HEIGHT.wide : HEIGHT.narrow);
      (this.shadowRoot ?? this.attachShadow({ mode: "open" })).replaceChildren(frame);
    }

    /** An address without a deal leaves the frame on its last one; only a new frame opens the worked example. */
    #restart() {
      this.#isReady = false;
      this.#addFrame();
      this.#frame.src = this.#address();
    }

    #address() {
      const style = STYLE.map((name) => [name, this.getAttribute(name)?.trim().replace(/^#/, "")]);
      const parts = style.filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      if (this.hasAttribute("readonly")) parts.push("readonly=yes");
      return `${here.href}#${["embed=yes", ...parts, ...this.#dealParts()].join("&")}`;
    }

    /** The parts of the address that name the deal and scenario, from a whole link or the part after its "#". An empty attribute shows
        the worked example. Any other text that is not a link to a deal becomes an empty "deal", and the frame says that the link is
        damaged. */
    #dealParts() {
      const text = (this.getAttribute("deal") ?? "").replace(/\s/g, "");
      const isOurs = text.startsWith(here.href);
      const behind = text.lastIndexOf("#") + 1;
      const parts = (isOurs && behind === 0 ? "" : text.slice(behind)).split("&");
      const ofDeal = parts.filter((part) => OF_DEAL.test(part));
      const isOfExample = (isOurs || behind <= 1) && parts.every((part) => OF_LINK.test(part));
      return hasDeal(ofDeal) || isOfExample ? ofDeal : ["deal="];
    }

    #answer({ source, origin, data }) {
      if (source !== this.#frame.contentWindow || origin !== here.origin || data?.commonGround !== VERSION) return;
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
