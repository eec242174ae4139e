// Tells everything of one block.

import { LABELS } from "./state.js";
import { element } from "./paint.js";

/** Where the answer has what is not in the article. */
const ELSEWHERE = {
  title: "it is in “title”",
  byline: "what it says is in “authors”, “date” and “source”",
  caption: "it is in “captions”",
  comment: "it is in “comments”",
  related: "it is in “related”",
};

/** Show what is known of a block; null shows what to do to see it. */
export function showChosen(panel, block) {
  panel.querySelector(".hint").hidden = Boolean(block);
  panel.querySelector(".facts").hidden = !block;
  panel.querySelector("button").hidden = !block || (!block.kept && block.label !== "title");
  if (!block) return;
  const facts = [
    ["Label", `${block.label}: ${LABELS[block.label]}`],
    ["Outcome", outcome(block)],
    ["Reason", block.reason],
    ["Score", `${block.score.toFixed(2)} (1 is certain)`],
    ["Place", `line ${block.line}, characters ${block.start} to ${block.end}`],
  ];
  panel.querySelector("dl").replaceChildren(...facts.flatMap(([name, fact]) => [term(name), described(fact)]));
  showScores(panel.querySelector("table"), block);
}

function outcome(block) {
  if (block.kept) return "kept in the article";
  return `left out of the text; ${ELSEWHERE[block.label] ?? "removed"}`;
}

function term(name) {
  return element("dt", "", name);
}

function described(fact) {
  const made = element("dd", "", fact);
  made.dir = "auto";
  return made;
}

function showScores(table, block) {
  const scores = Object.entries(block.scores).sort((one, other) => other[1] - one[1]);
  table.hidden = !scores.length;
  const rows = scores.map(([label, score]) => {
    const row = element("tr");
    const name = element("th", "", label);
    name.scope = "row";
    const bar = element("meter");
    bar.value = score;
    bar.ariaLabel = label;
    const cell = element("td");
    cell.append(bar);
    row.append(name, element("td", "number", score.toFixed(3)), cell);
    return row;
  });
  table.tBodies[0].replaceChildren(...rows);
}
