// Puts the page together: what is chosen, what is asked of the service, what is shown.

import { Blocks } from "./blocks.js";
import { showChosen } from "./chosen.js";
import { copy } from "./copy.js";
import { curlLine, pythonLine } from "./lines.js";
import { clean, Failure, request, useKey } from "./service.js";
import { Source } from "./source.js";
import { fromFragment, query, toFragment } from "./state.js";
import { makeLabels, showSummary } from "./summary.js";
import { Tabs } from "./tabs.js";
import { View } from "./view.js";

/** How long to wait for more to be typed, in milliseconds. */
const TYPING = 350;

const $ = (id) => document.getElementById(id);
const told = {
  verdict: $("verdict"),
  shares: $("shares"),
  labels: $("labels"),
  warnings: $("warnings"),
};
let state = fromFragment(location.hash);
let answer = null;
let asking = new AbortController();

const view = new View($("view"), $("about"));
const blocks = new Blocks($("blocks"), choose, enter);
const tabs = new Tabs($("view"), [...document.querySelectorAll("[role=tab]")], (chosen) => {
  state.view = chosen;
  rerun();
});
const source = new Source(
  {
    field: $("paste"), file: $("file"), open: $("open"), held: $("held"), heldName: $("held-name"),
    drop: $("drop-held"), example: $("example"),
  },
  rerun,
);

/** Ask the service anew for what is chosen now, and show it; what was asked before is given up. */
async function rerun(typing = false) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  remember();
  if (!source.current) return showNothing();
  document.body.ariaBusy = "true";
  try {
    if (typing) await pause(TYPING, signal);
    await ask(source.current.page, signal);
  } catch (error) {
    if (error.name !== "AbortError") showFailure(error);
  }
  if (!signal.aborted) document.body.ariaBusy = "false";
}

async function ask(page, signal) {
  const askFor = (format, more = "") => clean(page, [query(state, format), more].filter(Boolean).join("&"), signal);
  const found = await (await askFor("json", "explain=true")).json();
  if (signal.aborted) return;
  answer = found;
  $("failure").hidden = true;
  showSummary(answer, told);
  document.body.classList.add("answered");
  const shown = [blocks.show(answer.blocks, signal), view.show(answer, state.view, askFor, signal)];
  await Promise.all(shown);
  if (blocks.chosen >= 0) await view.goTo(blocks.chosen);
  else showChosen($("chosen"), null);
}

function pause(milliseconds, signal) {
  return new Promise((resume, give_up) => {
    setTimeout(resume, milliseconds);
    signal.addEventListener("abort", () => give_up(signal.reason), { once: true });
  });
}

function choose(position) {
  showChosen($("chosen"), answer.blocks[position]);
  view.goTo(position);
}

function enter() {
  if (blocks.chosen < 0 || $("go").hidden) return;
  $("view").scrollIntoView({ block: "nearest" });
  $("view").focus({ preventScroll: true });
}

function showNothing() {
  answer = null;
  document.body.classList.remove("answered");
  document.body.ariaBusy = "false";
  $("failure").hidden = true;
  $("verdict").textContent = "Nothing is pasted yet.";
  $("blocks").replaceChildren();
  $("view").replaceChildren();
  $("about").replaceChildren();
  showChosen($("chosen"), null);
}

function showFailure(error) {
  const known = error instanceof Failure;
  $("failure-title").textContent = known ? error.message : "This page has a fault of its own.";
  $("failure-detail").textContent = known ? error.detail : "Reload it; if that does not help, please report it.";
  $("failure").hidden = false;
  $("key-form").hidden = error.status !== 401;
  if (!known) throw error;
}

/** Put the state into the link, and into the lines for elsewhere. */
function remember() {
  state.example = source.current?.example ?? "";
  const fragment = toFragment(state);
  history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  const shown = source.current ?? { file: "page.html", address: "" };
  $("curl").textContent = curlLine(state, shown);
  $("python").textContent = pythonLine(state, shown);
}

/** Turn the switches to what the state says. */
function showState() {
  for (const name of ["favor", "input"]) document.querySelector(`[name=${name}][value=${state[name]}]`).checked = true;
  for (const box of document.querySelectorAll("[name=include]")) box.checked = state.include.includes(box.value);
  tabs.show(state.view);
}

function readSwitches() {
  for (const name of ["favor", "input"]) state[name] = document.querySelector(`[name=${name}]:checked`).value;
  state.include = [...document.querySelectorAll("[name=include]:checked")].map((box) => box.value);
  rerun();
}

async function takeExample(name) {
  if (!name) return source.clear();
  try {
    await source.take(name, new AbortController().signal);
  } catch (error) {
    showFailure(error);
  }
}

async function start() {
  showChosen($("chosen"), null);
  makeLabels($("labels"), readSwitches);
  for (const box of document.querySelectorAll("[name=favor], [name=input]")) box.addEventListener("change", readSwitches);
  showState();
  const wanted = state.example;
  try {
    const { examples, fetch } = await (await request("examples")).json();
    $("fetch").hidden = !fetch;
    $("example").append(...examples.map(({ name, title }) => new Option(title, name)));
    const known = examples.some(({ name }) => name === wanted);
    if (!source.current) await takeExample(known ? wanted : examples[0].name);
  } catch (error) {
    showFailure(error);
  }
}

/** What each button copies: a text, and markup where there is some. */
const COPIED = {
  view: () => (state.view === "reader" ? [answer?.text ?? "", view.text] : [view.text]),
  link: () => [location.href],
  curl: () => [$("curl").textContent],
  python: () => [$("python").textContent],
};
for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    $("told").textContent = await copy(...COPIED[button.dataset.copy]());
    button.dataset.told = "";
    setTimeout(() => delete button.dataset.told, 2000);
  });
}
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  $("view").focus();
});
$("fetch").addEventListener("submit", (event) => {
  event.preventDefault();
  source.fetch($("url").value);
});
$("go").addEventListener("click", enter);
$("again").addEventListener("click", () => (source.current ? rerun() : start()));
$("key").addEventListener("change", (event) => useKey(event.target.value.trim()));
$("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  useKey($("key").value.trim());
  rerun();
});
$("example").addEventListener("change", (event) => takeExample(event.target.value));
addEventListener("hashchange", () => {
  const wanted = fromFragment(location.hash);
  const other = wanted.example && wanted.example !== state.example;
  state = wanted;
  showState();
  if (other) takeExample(wanted.example);
  else rerun();
});
start();
