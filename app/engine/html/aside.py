"""What stands in the middle of a text and is no part of it: hidden words, readings, words for screen readers, tools.

"the report (opens in a new window)", "History[edit]", "Installation¶", "東京とうきょう": nobody reads that in the line.
It becomes a block of its own behind the text, so that nothing is lost.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from app.engine.html.spans import OpenSpan

#: Class words of inline elements that stand aside: what only screen readers say, and MediaWiki's "[edit]".
_NAMES = re.compile(
    r"(?<!not-)\bsr-only|visually-?hidden|screen-?reader-?(?:text|only)|element-invisible|edit-?section", re.IGNORECASE
)
#: What a link to a place on the page shows where it is a tool: the address of a heading, the way back from a note.
_TOOLS = frozenset("¶ # § 🔗 ⚓ ↩ ↩︎ ↩️ ↵ ⏎ ↑ ⤴ ⤴︎ ^".split())
MAX_TOOL_CHARS = 3
#: `Block.tag` of what stood aside.
ASIDE = "span"


def stands_aside(attributes: dict[str, str | None]) -> bool:
    """Whether an inline element is hidden from those who see the page: `hidden`, its style or its class words say so.

    `aria-hidden` hides from those who hear it, and says nothing here.
    """
    if "hidden" in attributes:
        return attributes["hidden"] != "until-found"
    names = attributes.get("class")
    return shows_nothing(attributes.get("style")) or (names is not None and _NAMES.search(names) is not None)


def shows_nothing(style: str | None) -> bool:
    """Whether a `style` attribute takes its element off the page."""
    return style is not None and "none" in style and "display:none" in style.replace(" ", "").lower()


def is_tool(shown: str, href: str) -> bool:
    """Whether a link is a sign that leads to a place on a page.

    >>> is_tool("¶", "#install"), is_tool("*", "#note"), is_tool("§", "/law")
    (True, False, False)
    """
    return "#" in href and shown.strip() in _TOOLS


def part(text: str, asides: Sequence[tuple[int, int]], spans: Sequence[OpenSpan]) -> tuple[str, list[OpenSpan], str]:
    """A text without what stands aside, the spans in it, and what stood aside, with blanks between.

    All stays as it is where nothing would be left.

    Args:
        asides: starts and ends.

    >>> part("Use ¶ it", [(4, 5)], [("em", 0, 8, "")])
    ('Use it', [('em', 0, 6, '')], '¶')
    """
    cuts = _cuts(text, asides)
    starts, ends = zip(*cuts, strict=True)
    seen = "".join([text[end:start] for end, start in zip((0, *ends), (*starts, len(text)), strict=True)])
    if not seen or seen.isspace():
        return text, list(spans), ""
    gone = [0, *accumulate(end - start for start, end in cuts)]

    def moved(offset: int) -> int:
        before = bisect_right(starts, offset)
        return offset - gone[before] + (max(0, ends[before - 1] - offset) if before else 0)

    left = [(kind, moved(start), moved(end), href) for kind, start, end, href in spans]
    return seen, left, " ".join([text[start:end].strip() for start, end in cuts]).strip()


def _cuts(text: str, asides: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Starts and ends in order and apart; where blanks stand on both sides, one goes."""
    cuts: list[tuple[int, int]] = []
    for start, end in sorted(asides):
        if text[max(0, start - 1) : start] == " " == text[end : end + 1]:
            start -= 1
        if cuts and start <= cuts[-1][1]:
            cuts[-1] = (cuts[-1][0], max(end, cuts[-1][1]))
        else:
            cuts.append((start, end))
    return cuts
