// The page under examination: pasted, dropped, opened, or one of the examples.

import { base } from "./lines.js";
import { request } from "./service.js";

/** Most characters that the text field holds; more would make typing slow. */
const MAX_FIELD = 200000;
/** Units of a size, the largest first. Bytes. */
const UNITS = [["MB", 1e6], ["kB", 1e3], ["bytes", 1]];

/**
 * Holds the page. `current` is null where there is none, else
 * { page: Blob, file: its name for a command line, address: where it can be had or "", example: its name or "",
 *   url: where the service is to fetch it, if it is }.
 */
export class Source {
  /**
   * @param {Record<"field" | "file" | "open" | "held" | "heldName" | "drop" | "example", HTMLElement>} parts
   * @param {(delay: boolean) => void} changed called with whether somebody is still typing
   */
  constructor(parts, changed) {
    this.parts = parts;
    this.changed = changed;
    this.current = null;
    const { field, file, open, drop } = parts;
    field.addEventListener("input", () => this.#type());
    field.addEventListener("paste", (event) => this.#paste(event));
    open.addEventListener("click", () => file.click());
    file.addEventListener("change", () => file.files[0] && this.hold(file.files[0], file.files[0].name));
    drop.addEventListener("click", () => this.clear());
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => this.#drop(event));
  }

  /** Take a page as it is, without showing it in the field. */
  hold(page, name) {
    const [unit, size] = UNITS.find(([, size]) => page.size >= size) ?? UNITS.at(-1);
    this.parts.heldName.textContent = `${name}, ${Number((page.size / size).toPrecision(3))} ${unit}`;
    this.parts.field.value = "";
    this.#set({ page: new Blob([page]), file: name, address: "", example: "" }, true);
    this.parts.drop.focus();
  }

  /** Have the service fetch the page of an address. */
  fetch(address) {
    const page = new Blob([JSON.stringify({ url: address })], { type: "application/json" });
    this.parts.heldName.textContent = address;
    this.parts.field.value = "";
    this.#set({ page, file: "", address: "", example: "", url: address }, true);
  }

  /** Take an example of the service's, by its name; the field shows it. */
  async take(example, signal) {
    const address = new URL(`examples/${encodeURIComponent(example)}`, base()).href;
    const page = await (await request(address, { signal })).blob();
    this.parts.field.value = await page.text();
    if (!signal.aborted) this.#set({ page: new Blob([page]), file: example, address, example }, false);
  }

  /** Have no page. */
  clear() {
    this.parts.field.value = "";
    this.#type();
    this.parts.field.focus();
  }

  #type() {
    const text = this.parts.field.value;
    const file = text.trimStart().startsWith("<") ? "page.html" : "page.txt";
    const page = new Blob([text], { type: "text/plain; charset=utf-8" });
    this.#set(text.trim() ? { page, file, address: "", example: "" } : null, false, true);
  }

  #paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (text.length <= MAX_FIELD) return;
    event.preventDefault();
    this.#holdText(text, "Pasted text");
  }

  #drop(event) {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    const text = event.dataTransfer.getData("text/plain");
    if (file) this.hold(file, file.name);
    else if (text) this.#holdText(text, "Dropped text");
  }

  #holdText(text, name) {
    if (text.length > MAX_FIELD) {
      this.hold(new Blob([text]), name);
      return;
    }
    this.parts.field.value = text;
    this.#type();
  }

  #set(current, held, typing = false) {
    this.current = current;
    this.parts.held.hidden = !held;
    this.parts.example.value = current?.example ?? "";
    this.parts.file.value = "";
    this.changed(typing);
  }
}
