// Shows the article in one of its formats, and where a block stands in it.

import { FORMATS } from "./lines.js";
import { element, paint } from "./paint.js";
import { Places } from "./places.js";
import { adopt, parse } from "./reader.js";

/** Lines of a text that are laid out together. */
const LINES = 20;

export class View {
  /**
   * @param {HTMLElement} panel
   * @param {HTMLElement} about a list of what is known beside the text
   */
  constructor(panel, about) {
    this.panel = panel;
    this.about = about;
    this.text = "";
    this.places = null;
    this.shown = "";
  }

  /**
   * Show an answer.
   * @param {object} answer the service's JSON, with its blocks
   * @param {string} view one of FORMATS
   * @param {(format: string) => Promise<Response>} ask for what is not in the answer
   */
  async show(answer, view, ask, signal) {
    const text = await this.#written(answer, view, ask);
    if (signal.aborted) return;
    const again = this.shown === view ? this.panel.scrollTop : 0;
    this.places = null;
    this.text = text;
    this.shown = view;
    this.panel.lang = answer.language ?? "";
    this.panel.className = `pane ${view}`;
    this.#showAbout(answer);
    if (view === "reader") await paint(this.panel, parse(text), adopt, signal);
    else await paint(this.panel, pieces(text), (piece) => plain(piece), signal);
    if (signal.aborted) return;
    if (!answer.text) this.panel.append(element("p", "hint", "There is no article to show; the blocks say why."));
    this.panel.scrollTop = again;
    this.places = new Places(this.panel, answer.blocks);
  }

  /** Go to a block and mark it; whether it is there. */
  async goTo(position) {
    const range = this.places?.range(position) ?? null;
    CSS.highlights?.delete("chosen");
    if (!range) return false;
    CSS.highlights?.set("chosen", new Highlight(range));
    // What was out of sight has its true height only once it is seen: the second time is exact.
    for (let time = 0; time < 2; time += 1) {
      const top = range.getBoundingClientRect().top - this.panel.getBoundingClientRect().top;
      this.panel.scrollTop += top - this.panel.clientHeight / 4;
      await new Promise((resume) => setTimeout(resume, 30));
    }
    return true;
  }

  async #written(answer, view, ask) {
    if (view === "text") return answer.text;
    if (view === "json") return JSON.stringify({ ...answer, blocks: undefined }, null, 2);
    return (await ask(FORMATS[view])).text();
  }

  #showAbout(answer) {
    const known = [
      ["By", answer.authors.join(", ")],
      ["Date", answer.date],
      ["Source", answer.source],
      ["Site", answer.site],
      ["Language", answer.language],
    ].filter(([, fact]) => fact);
    this.about.replaceChildren(
      ...known.map(([name, fact]) => {
        const row = element("div");
        row.append(element("dt", "", name), element("dd", "", fact));
        row.lastChild.dir = "auto";
        return row;
      }),
    );
  }
}

/** A text in pieces of some lines each, every one with its last line end. */
function pieces(text) {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return Array.from({ length: Math.ceil(lines.length / LINES) }, (_, at) =>
    lines.slice(at * LINES, (at + 1) * LINES).join(""),
  );
}

function plain(piece) {
  return element("div", "plain", piece);
}
