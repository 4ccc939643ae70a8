// Common Ground on another page: one script, no dependency.
//
//   <script async src="https://example.org/common-ground/embed.js"></script>
//   <common-ground deal="https://example.org/common-ground/#deal=..." theme="dark" readonly></common-ground>
//
// The element holds a frame that is as high as what stands in it. The two pages say no more to each other than "ready", "hello"
// and a height; each hears only the window and the origin that it knows.
(() => {
  const here = new URL("./", document.currentScript.src);
  // The version of what is said between the two pages; src/browser/frame.rs has the same.
  const VERSION = 1;
  const LOOK = ["theme", "accent", "accent-ink", "ground", "radius", "font"];
  const TITLE = "A joint venture of land and cash, worked out by Common Ground";
  const NARROW = 700;
  // What the frame holds at first, until it says how high it is; the least and the most that it may ask for.
  const HEIGHT = { wide: 860, narrow: 1700, least: 160, most: 20_000 };

  class CommonGround extends HTMLElement {
    static observedAttributes = ["deal", "readonly", "title", ...LOOK];

    #frame = null;
    #hear = (event) => this.#answer(event);
    // A frame out of sight is told of its width late or never, and must be asked for its height.
    #resized = new ResizeObserver(() => this.#greet());
    #isReady = false;

    connectedCallback() {
      if (!this.#frame) {
        this.#frame = document.createElement("iframe");
        this.#frame.title = this.getAttribute("title") || TITLE;
        this.#frame.allow = "clipboard-write";
        this.#frame.referrerPolicy = "no-referrer";
        // Set one by one, which content policies allow; a style attribute they may not.
        const style = { display: "block", width: "100%", border: "0" };
        Object.assign(this.#frame.style, style);
        this.style.display = "block";
        this.#setHeight(this.clientWidth >= NARROW ? HEIGHT.wide : HEIGHT.narrow);
        this.attachShadow({ mode: "open" }).append(this.#frame);
      }
      window.addEventListener("message", this.#hear);
      this.#resized.observe(this);
      this.#frame.src = this.#address();
    }

    disconnectedCallback() {
      window.removeEventListener("message", this.#hear);
      this.#resized.disconnect();
      this.#isReady = false;
    }

    attributeChangedCallback(name) {
      if (!this.#frame || !this.isConnected) return;
      if (name === "title") this.#frame.title = this.getAttribute("title") || TITLE;
      // Another fragment of the same page: the frame goes on where it is, and the host's history has no step more.
      else this.#frame.contentWindow?.location.replace(this.#address());
    }

    #address() {
      const look = LOOK.map((name) => [name, this.getAttribute(name)?.trim().replace(/^#/, "").replaceAll(" ", "+")]);
      const parts = look.filter(([, value]) => value).map(([name, value]) => `${name}=${encodeURI(value)}`);
      if (this.hasAttribute("readonly")) parts.push("readonly=yes");
      // A whole link, or what stands in it behind "#".
      const deal = (this.getAttribute("deal") ?? "").split("#").pop().trim().split("&");
      parts.push(...deal.filter((part) => /^(from|deal|open)=/.test(part)));
      return `${here.href}#${["embed=yes", ...parts].join("&")}`;
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
      this.#frame.style.height = `${Math.min(Math.max(pixels, HEIGHT.least), HEIGHT.most)}px`;
    }
  }

  if (!customElements.get("common-ground")) customElements.define("common-ground", CommonGround);
})();
