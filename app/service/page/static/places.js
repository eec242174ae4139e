// Finds the blocks of the page again in the article, in whatever format it is shown.

/** Characters of the article behind the last block in which the next one is looked for. */
const WINDOW = 20000;
/** Lengths of a block's beginning that are looked for where all of it is not found, as where a link's address is in it. */
const BEGINNINGS = [60, 25, 10];

/** Letters and digits alone: what no format writes differently. */
function fold(text) {
  return text.replace(/[^\p{L}\p{N}]+/gu, "");
}

export class Places {
  /**
   * @param {HTMLElement} view what shows the article
   * @param {{kept: boolean, label: string, text: string}[]} blocks
   */
  constructor(view, blocks) {
    this.blocks = blocks;
    this.nodes = [];
    this.starts = [];
    const texts = [];
    let length = 0;
    const walker = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const folded = fold(node.data);
      this.nodes.push(node);
      this.starts.push(length);
      texts.push(folded);
      length += folded.length;
    }
    this.text = texts.join("");
    this.found = [];
    this.behind = 0;
  }

  /** Where a block begins and ends in the article; null where it is not there. */
  range(position) {
    const block = this.blocks[position];
    if (block.label === "title" && !block.kept) return this.#range(this.#find(fold(block.text), 0), block);
    if (!block.kept) return null;
    // In order: of two blocks that say the same, the second is the second.
    while (this.found.length <= position) this.found.push(this.#next(this.blocks[this.found.length]));
    return this.#range(this.found[position], block);
  }

  #next(block) {
    const place = block.kept ? this.#find(fold(block.text), this.behind) : null;
    if (place) this.behind = place.end;
    return place;
  }

  #find(words, from) {
    if (!words) return null;
    const window = this.text.slice(from, from + WINDOW + words.length);
    for (const length of [words.length, ...BEGINNINGS.filter((length) => length < words.length)]) {
      const start = window.indexOf(words.slice(0, length));
      if (start >= 0) return { start: from + start, end: from + start + length };
    }
    return null;
  }

  #range(place, block) {
    if (!place) return null;
    const range = document.createRange();
    // With the marks around the words: quotes before, a full stop behind.
    const [quote] = /^[^\p{L}\p{N}]*/u.exec(block.text);
    const [first, start] = this.#point(place.start);
    range.setStart(first, first.data.slice(0, start).endsWith(quote) ? start - quote.length : start);
    const [node, offset] = this.#point(place.end - 1);
    const end = Math.min(offset + 1, node.length);
    const [stop] = /[^\p{L}\p{N}]*$/u.exec(block.text);
    range.setEnd(node, node.data.startsWith(stop, end) ? end + stop.length : end);
    return range;
  }

  /** The node and offset of a character of the folded text. */
  #point(at) {
    let low = 0;
    for (let high = this.starts.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= at) low = middle;
      else high = middle;
    }
    const node = this.nodes[low];
    let left = at - this.starts[low];
    for (const match of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      if (left < match[0].length) return [node, match.index + left];
      left -= match[0].length;
    }
    return [node, node.length];
  }
}
