// What the page is made of: the verdict, the share of every label, and which labels to keep.

import { ARTICLE, LABELS } from "./state.js";
import { element } from "./paint.js";

const VERDICTS = {
  ok: "An article",
  thin: "Hardly any text",
  paywalled: "Behind a paywall, only the free part is here",
  consent: "A consent wall, no article",
  blocked: "The page keeps robots out, no article",
  no_article: "No article on this page",
};

/** Make a switch for every label that may be kept, and a line for those that are; `changed` when one is turned. */
export function makeLabels(fieldset, changed) {
  for (const [label, meaning] of Object.entries(LABELS)) {
    const row = element(ARTICLE.has(label) ? "span" : "label", "share");
    row.title = meaning;
    row.dataset.label = label;
    if (!ARTICLE.has(label)) {
      const box = element("input");
      box.type = "checkbox";
      box.name = "include";
      box.value = label;
      box.addEventListener("change", changed);
      row.append(box);
    }
    row.append(element("span", "swatch"), ` ${label} `, element("span", "count"));
    fieldset.append(row);
  }
}

/** Show what an answer says of the page as a whole. */
export function showSummary(answer, { verdict, shares, labels, warnings }) {
  const counts = count(answer.blocks);
  const kept = answer.blocks.filter((block) => block.kept);
  const share = percent(length(kept), length(answer.blocks));
  verdict.textContent =
    `${VERDICTS[answer.verdict]} (confidence ${answer.confidence.toFixed(2)}): ` +
    `${kept.length} of ${answer.blocks.length} blocks kept, ${share} of the text.`;
  const present = Object.keys(LABELS).filter((label) => counts[label].blocks);
  shares.replaceChildren(...present.map((label) => segment(label, counts[label].characters)));
  shares.ariaLabel = present.map((label) => `${label} ${percent(counts[label].characters, counts.all)}`).join(", ");
  for (const row of labels.querySelectorAll(".share")) {
    const { blocks, characters } = counts[row.dataset.label];
    row.classList.toggle("none", !blocks);
    row.querySelector(".count").textContent = blocks ? `${blocks} · ${percent(characters, counts.all)}` : "0";
  }
  warnings.hidden = !answer.warnings.length;
  warnings.replaceChildren(...answer.warnings.map((warning) => element("li", "", warning)));
}

function count(blocks) {
  const counts = Object.fromEntries(Object.keys(LABELS).map((label) => [label, { blocks: 0, characters: 0 }]));
  for (const block of blocks) {
    counts[block.label].blocks += 1;
    counts[block.label].characters += block.text.length;
  }
  return { ...counts, all: length(blocks) };
}

function length(blocks) {
  return blocks.reduce((sum, block) => sum + block.text.length, 0);
}

function segment(label, characters) {
  const made = element("span", "swatch");
  made.dataset.label = label;
  made.title = label;
  made.style.flexGrow = characters;
  return made;
}

function percent(part, whole) {
  const share = whole ? (100 * part) / whole : 0;
  return share && share < 1 ? "<1 %" : `${Math.round(share)} %`;
}
