// Makes elements for many things without keeping the page from answering.

/** Things in one chunk: what is out of sight is laid out by chunks, or not at all. */
const CHUNK = 50;
/** Longest time without a pause, in milliseconds: half of what a frame has. */
const SLICE = 8;

/** An element with a class and a text. */
export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

/**
 * Show one element for every item, chunk by chunk; ends early when `signal` is aborted.
 * @param {(item: any, position: number) => Node} build
 */
export async function paint(container, items, build, signal) {
  container.replaceChildren();
  let started = performance.now();
  for (let position = 0; position < items.length && !signal.aborted; position += CHUNK) {
    const chunk = element("div", "chunk");
    chunk.role = "presentation";
    chunk.append(...items.slice(position, position + CHUNK).map((item, offset) => build(item, position + offset)));
    container.append(chunk);
    if (performance.now() - started > SLICE) {
      await new Promise((resume) => setTimeout(resume));
      started = performance.now();
    }
  }
}
