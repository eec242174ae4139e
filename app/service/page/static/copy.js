// Copies a text, by the clipboard or, where the page has no right to it, by hand.

const REFUSED = "Copying is not allowed here: mark it and copy it yourself.";

/**
 * Copy a text; what came of it, in words.
 * @param {string} text
 * @param {string} markup the same with its headings and lists, for programs that take it; "" where there is none
 */
export async function copy(text, markup = "") {
  // Only pages that came over https or from this machine have a clipboard.
  if (!navigator.clipboard) return copyByHand(text) ? "Copied." : REFUSED;
  const kinds = { "text/plain": text, ...(markup && { "text/html": markup }) };
  try {
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
    return "Copied.";
  } catch {
    return REFUSED;
  }
}

function copyByHand(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "hidden";
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return copied;
}
