// What is chosen on the page, and the fragment of its link that says so. The page under examination is never in it.

/** Every label in the order of the vocabulary, with what it is. */
export const LABELS = {
  title: "the headline, and its repetitions",
  heading: "a subheading of the article",
  body: "the article itself",
  byline: "author, date, agency",
  caption: "captions and credits of pictures",
  comment: "readers’ comments",
  related: "links to other articles",
  promotion: "advertisement, newsletter, subscription",
  navigation: "menus, breadcrumbs, tags",
  interface: "buttons, counters, forms",
  legal: "copyright, cookies, terms",
};

/** Labels that are the article: always kept. */
export const ARTICLE = new Set(["heading", "body"]);

const CHOICES = {
  favor: ["balanced", "precision", "recall"],
  input: ["auto", "html", "text"],
  view: ["reader", "markdown", "text", "json"],
};

/**
 * The state that a fragment tells: the first of each choice where it tells none, or one that there is not.
 * @returns {{favor: string, input: string, view: string, include: string[], example: string}}
 */
export function fromFragment(fragment) {
  const told = new URLSearchParams(fragment.replace(/^#/, ""));
  const state = { example: told.get("example") ?? "" };
  for (const [name, values] of Object.entries(CHOICES)) {
    state[name] = values.find((value) => value === told.get(name)) ?? values[0];
  }
  const include = (told.get("include") ?? "").split(",");
  state.include = Object.keys(LABELS).filter((label) => include.includes(label) && !ARTICLE.has(label));
  return state;
}

/** The fragment for a state, without what is as it is by default. */
export function toFragment(state) {
  const told = new URLSearchParams();
  for (const [name, values] of Object.entries(CHOICES)) {
    if (state[name] !== values[0]) told.set(name, state[name]);
  }
  if (state.include.length) told.set("include", state.include.join());
  if (state.example) told.set("example", state.example);
  return told.toString().replaceAll("%2C", ",");
}

/** The query that asks the service for what a state says, in a format of its own ("json" is the default). */
export function query(state, format) {
  const asked = new URLSearchParams();
  if (format !== "json") asked.set("format", format);
  for (const name of ["favor", "input"]) {
    if (state[name] !== CHOICES[name][0]) asked.set(name, state[name]);
  }
  if (state.include.length) asked.set("include", state.include.join());
  return asked.toString().replaceAll("%2C", ",");
}
