"""The word lists: what the furniture of pages says, in many languages.

They are `words/<language>.toml`; `words/README.md` describes them. A language is added by adding a file. Each
table is a label (or "time", "verdict"), each key a kind, its value a text with one phrase a line (one long string is
read many times faster than an array of short ones):

    whole     the block is this and nothing else, apart from punctuation, symbols and digits at both ends
    section   as whole; and what follows it belongs to the label too ("Comments (12)", "Read also")
    opens     the block begins with it, of whatever length, and goes on; no sentence of an article begins so
    counts    as opens; and what follows belongs to the label too ("4 thoughts on the bridge"; only in "comment")
    button    as whole; it tells of the label, but is interface itself ("Reply"; only in "comment" and "navigation")
    hint      as opens, and interface itself ("Your email address will not be published"; only in "comment")
    leads     the block begins with it and is a short line that is no sentence ("By Ana Novak")
    ends      the block ends with it and is no sentence ("The bridge at dawn (Reuters)")
    contains  it stands anywhere in the block, at word boundaries
    months    names of months, anywhere in the block (only in "time")
    consent, blocked, paywall, error    anywhere in the block (only in "verdict")

Phrases under `section`, `opens`, `counts` and `hint` count as `whole` too. "0" in a phrase stands for any number. Case,
accents, kinds of quotes and the like do not matter (see `folding`). Scripts without spaces have no word boundaries.
"""

import tomllib
from importlib.resources import files

#: The labels of which a word list has phrases.
PHRASED = ("related", "comment", "promotion", "interface", "navigation", "legal", "byline", "caption")
_KINDS = ("whole", "section", "opens", "leads", "ends", "contains")

#: The kinds that a hit in a block may be of, by label or other table; a word list has more.
SCHEMA: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(PHRASED, _KINDS),
    "time": ("whole", "leads", "contains", "months"),
    "verdict": ("consent", "blocked", "paywall", "error"),
}


def read_list(language: str) -> dict[str, dict[str, list[str]]]:
    """The word list of one language: its phrases by label and kind, as its file has them."""
    tables = tomllib.loads((files("app.engine") / "words" / f"{language}.toml").read_text(encoding="utf-8"))
    return {label: {kind: text.split("\n")[:-1] for kind, text in kinds.items()} for label, kinds in tables.items()}


def languages() -> list[str]:
    """ISO 639 codes of all word lists, English first: where lists share a phrase, a reason names the first."""
    names = [entry.name for entry in (files("app.engine") / "words").iterdir() if entry.name.endswith(".toml")]
    return sorted((name.removesuffix(".toml") for name in names), key=lambda code: (code != "en", code))
