"""Emoji that are pictures, as forums and blogs set them for browsers of old."""

import re

#: The longest sequences, families and flags, have 10 characters; a picture may stand for a few.
MAX_CHARS = 16
#: Symbols, dingbats and pictographs, and what makes sequences of them: joiner, variation selector, tags.
#: Source: https://www.unicode.org/Public/emoji/16.0/emoji-sequences.txt
_EMOJI = re.compile(
    r"(?:[\u231a-\u23ff\u2600-\u27bf\u2b1b-\u2b55\U0001f000-\U0001faff][\u200d\ufe0f\U000e0020-\U000e007f]*)+"
)


def is_emoji(alt: str) -> bool:
    """Whether the alternative text of a picture is emoji and nothing else.

    >>> is_emoji("👩‍👩‍👧"), is_emoji("🇵🇱❤️"), is_emoji("a 🐈"), is_emoji("→"), is_emoji("")
    (True, True, False, False, False)
    """
    return 0 < len(alt) <= MAX_CHARS and _EMOJI.fullmatch(alt) is not None
