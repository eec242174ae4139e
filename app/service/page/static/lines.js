// What to type elsewhere for the same result.

import { hasKey } from "./service.js";
import { query } from "./state.js";

/** The service's name of a format that is shown. */
export const FORMATS = { reader: "html", markdown: "markdown", text: "text", json: "json" };

/** The curl line for what is on screen. `source` is as `Source.current` has it. */
export function curlLine(state, source) {
  const asked = query(state, FORMATS[state.view]);
  const address = quote(new URL(asked ? `clean?${asked}` : "clean", base()).href);
  const curl = hasKey() ? 'curl -H "Authorization: Bearer $WINNOW_KEY"' : "curl";
  if (source.url) return `${curl} --json ${quote(JSON.stringify({ url: source.url }))} ${address}`;
  if (source.address) return `curl -s ${quote(source.address)} | ${curl} --data-binary @- ${address}`;
  return `${curl} --data-binary ${quote(`@${source.file}`)} ${address}`;
}

/** The Python line for what is on screen. */
export function pythonLine(state, source) {
  const where = source.url ?? source.address;
  const url = source.url ? `, url=${literal(source.url)}` : "";
  const read = where
    ? `from urllib.request import urlopen; page = urlopen(${literal(where)}).read()`
    : `from pathlib import Path; page = Path(${literal(source.file)}).read_bytes()`;
  const favor = state.favor === "balanced" ? "" : `, favor=${literal(state.favor)}`;
  const input = state.input === "auto" ? "" : `, input=${literal(state.input)}`;
  const include = state.include.length ? `, include={${state.include.map(literal).join(", ")}}` : "";
  const render = `render(${literal(FORMATS[state.view])}${include})`;
  return `from app import clean; ${read}; print(clean(page${url}${favor}${input}).${render})`;
}

/** The address that this page is at, without its fragment: the service may stand below a path. */
export function base() {
  return new URL(".", location.href).href;
}

function quote(word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A string as Python writes it: JSON's way is one of them. */
function literal(text) {
  return JSON.stringify(text);
}
