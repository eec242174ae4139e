// Turns the service's clean HTML into elements of this page, of which nothing can run or load.

/** What is taken over; of anything else only the text. The service's own markup has no other. */
const TAGS = new Set(
  "p h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd table tbody tr th td a strong em code sub sup del br".split(" "),
);
const WITHOUT_DIRECTION = new Set("tbody tr strong em code sub sup del br a".split(" "));
const SCHEMES = new Set(["http:", "https:", "mailto:"]);

// A document that is parsed so is inert: it runs no script and loads nothing. Nothing else on this page parses markup.
const inert = window.trustedTypes?.createPolicy("inert", { createHTML: (markup) => markup });

/** The elements at the top of the article that `markup` holds, still in their inert document; for `adopt`. */
export function parse(markup) {
  const page = new DOMParser().parseFromString(inert?.createHTML(markup) ?? markup, "text/html");
  return [...(page.querySelector("article") ?? page.body).childNodes];
}

/** A copy of a node with the tags above and the addresses of safe links alone. */
export function adopt(root) {
  const made = document.createDocumentFragment();
  // Pairs of what is still to be copied and where: a page may nest deeper than calls may.
  const open = [[root, made]];
  while (open.length) {
    const [node, parent] = open.pop();
    if (node.nodeType === Node.TEXT_NODE) parent.append(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const into = TAGS.has(node.localName) ? copy(node, parent) : parent;
    for (let child = node.lastChild; child; child = child.previousSibling) open.push([child, into]);
  }
  return made;
}

function copy(node, parent) {
  const made = document.createElement(node.localName);
  if (!WITHOUT_DIRECTION.has(node.localName)) made.dir = "auto";
  if (node.localName === "a") setLink(made, node.getAttribute("href") ?? "");
  if (node.localName === "ol" && node.hasAttribute("start")) made.start = Number.parseInt(node.getAttribute("start"), 10);
  parent.append(made);
  return made;
}

function setLink(made, address) {
  // A relative address would lead into this service: the page's own is not known here.
  if (!URL.canParse(address) || !SCHEMES.has(new URL(address).protocol)) return;
  made.href = address;
  made.target = "_blank";
  made.rel = "noopener noreferrer nofollow";
}
