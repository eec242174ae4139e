// Readability over jsdom: one JSON request a line in, one JSON answer a line out, in order.
import { createInterface } from "node:readline";
import { Readability } from "@mozilla/readability";
import { JSDOM, VirtualConsole } from "jsdom";

const silent = new VirtualConsole();

function answer({ html, url }) {
  const dom = new JSDOM(html, { url: url ?? undefined, virtualConsole: silent });
  try {
    return { content: new Readability(dom.window.document).parse()?.content ?? null };
  } finally {
    dom.window.close();
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  let result;
  try {
    result = answer(JSON.parse(line));
  } catch (error) {
    result = { error: String(error) };
  }
  const { user, system } = process.cpuUsage();
  process.stdout.write(JSON.stringify({ ...result, cpuSeconds: (user + system) / 1e6 }) + "\n");
}
