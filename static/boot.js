// Starts the program. The build writes its two hashed addresses into preload links in the page's head;
// a link's `href` reads back as a whole address, so this works under any path and inside a frame.

const addressOf = (id) => document.getElementById(id).href;

async function start() {
  if (typeof WebAssembly !== "object") {
    throw new Error("This browser has no WebAssembly, or it has been switched off.");
  }
  const glue = await import(addressOf("glue"));
  await glue.default({ module_or_path: addressOf("program") });
}

function tellOfFailure(reason) {
  document.getElementById("app").hidden = true;
  document.getElementById("failed-reason").textContent = reason instanceof Error ? reason.message : String(reason);
  document.getElementById("failed").hidden = false;
}

start().catch((reason) => {
  tellOfFailure(reason);
  console.error(reason);
});
