// The blocks of the page in their order: a list box with one block in the tab order, moved by the arrow keys.

import { element, paint } from "./paint.js";

/** Longest text of a block that is shown, in characters; no paragraph is longer. */
const MAX_SHOWN = 4000;
/** How many blocks a page key goes. */
const PAGE = 10;

export class Blocks {
  /**
   * @param {HTMLElement} list
   * @param {(position: number) => void} choose called with the block that was chosen
   * @param {() => void} enter called when the block that is chosen is entered
   */
  constructor(list, choose, enter) {
    this.list = list;
    this.choose = choose;
    this.options = [];
    this.chosen = -1;
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.move(this.options.indexOf(option));
    });
    list.addEventListener("keydown", (event) => {
      if (event.key === "Enter") enter();
      else if (event.altKey || event.ctrlKey || event.metaKey || !(event.key in MOVES)) return;
      else this.move(MOVES[event.key](this.chosen, this.options.length));
      event.preventDefault();
    });
  }

  /** Show blocks as the service tells them; what was chosen stays so where it can. */
  async show(blocks, signal) {
    const before = blocks.length === this.options.length ? this.chosen : -1;
    const scrolled = this.list.scrollTop;
    this.options = [];
    this.chosen = -1;
    this.list.tabIndex = 0;
    await paint(this.list, blocks, (block) => this.#option(block), signal);
    if (signal.aborted || before < 0) return;
    this.list.scrollTop = scrolled;
    this.#mark(before);
    this.choose(before);
  }

  /** Choose a block and go to it. */
  move(position) {
    const next = Math.max(0, Math.min(position, this.options.length - 1));
    if (!this.options.length) return;
    this.#mark(next);
    this.options[next].focus({ preventScroll: true });
    this.options[next].scrollIntoView({ block: "nearest" });
    this.choose(next);
  }

  #mark(position) {
    const old = this.options[this.chosen];
    if (old) {
      old.ariaSelected = "false";
      old.tabIndex = -1;
    }
    this.chosen = position;
    this.options[position].ariaSelected = "true";
    this.options[position].tabIndex = 0;
    this.list.tabIndex = -1;
  }

  #option(block) {
    const option = element("div", `block ${block.kept ? "kept" : "removed"}`);
    option.role = "option";
    option.ariaSelected = "false";
    option.tabIndex = -1;
    option.dataset.label = block.label;
    const text = element("span", "words", block.text.slice(0, MAX_SHOWN));
    text.dir = "auto";
    if (block.text.length > MAX_SHOWN) text.append("…");
    option.append(element("span", "chip", block.label), element("span", "hidden", block.kept ? " kept: " : " removed: "), text);
    this.options.push(option);
    return option;
  }
}

const MOVES = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at) => at + PAGE,
  PageUp: (at) => at - PAGE,
  Home: () => 0,
  End: (at, count) => count - 1,
};
