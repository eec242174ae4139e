"""The charset of bytes in a legacy encoding, whatever they are declared as.

The detector is chardetng, Firefox's, with one addition: the language of its first reading goes back to it as a hint,
as a browser hints with the top-level domain. Measured 2026-11 on paragraphs in 35 languages and 58 pairs of language
and charset (tests/engine/cases/languages.json), right readings: chardetng 55, with the hint 58; Resiliparse 53,
charset_normalizer 38. On pieces of 100 characters chardetng alone has 13 of 314 wrong, with the hint 3; of 30
characters 42 and 19 of 667.
"""

import codecs
import re

from chardetng_py import EncodingDetector  # type: ignore[import-untyped]  # its stubs lack the py.typed mark

from app.engine.decode.charset import WIDE, canonical, read
from app.engine.language import MIN_CONFIDENCE, identify

#: How much of the text that is not ASCII is looked at to find its charset. Bytes.
SAMPLE_BYTES = 16_384

#: The least share of characters that are whole in a page of UTF-8 with broken places, by whether it is declared as
#: UTF-8; and how many there are at least if it is declared as something else. On the paragraphs above, legacy text
#: of 20 characters or more reaches a share of 0.41 by chance.
MIN_WHOLE_SHARE, MIN_WHOLE_SHARE_DECLARED, MIN_WHOLE = 0.75, 0.5, 8

#: More characters than this share of those that are not ASCII are lost: the declared charset is wrong. [0, 1].
MAX_LOST = 0.02

#: A declaration that fits the bytes is overruled when the text is at least so long in either charset, at least so many
#: characters would read otherwise, and read that way are some language. Calibrated together: of 63,676 right
#: declarations, of parts of those paragraphs of 12 to 160 characters, none is overruled.
MIN_LENGTH, MIN_DIFFERENT = 60, 8

#: A line, or its part up to a tag, from its first byte that is not ASCII. Neither "<" nor a line feed is ever part of
#: a longer character in an encoding that browsers know, so a sample of such parts cuts none.
_NOT_ASCII = re.compile(rb"[\x80-\xff][^<\n]*")
_WORD_BYTES = 24

#: What a wrong reading has and a right one hardly: controls, signs inside words, words in two scripts, words of
#: accented letters alone.
_IMPLAUSIBLE = re.compile(
    r"""
      [\x80-\x84\x86-\x9f\N{REPLACEMENT CHARACTER}]
    | [^\W\d_] [¡¢£¤¥¦§¨©¬®¯°±²³´¶¸¹º¼½¾¿×÷] (?= [^\W\d_])
    | [A-Za-zÀ-ÖØ-öø-ɏ] (?= [Ͱ-ݿ])        # Latin, then Greek to Arabic
    | [Ͱ-ݿ] (?= [A-Za-zÀ-ÖØ-öø-ɏ])
    | [A-Za-z] [㐀-鿿가-힣｡-ﾟ] (?= [a-z])  # one East Asian character in a Latin word
    | [㐀-鿿] (?= [ｦ-ﾟ]) | [ｦ-ﾟ] (?= [㐀-鿿])  # half-width kana beside a full-width character
    | [À-ÖØ-öø-ɏ]{4}
    """,
    re.VERBOSE,
)

#: A reading is implausible next to another with at least so many implausible places, and so many times the other's.
MIN_IMPLAUSIBLE, IMPLAUSIBLE_RATIO = 2, 4

#: A top-level domain for the languages in Latin letters: there the charsets differ in a few letters each, and the
#: first reading is right in most words even when it is wrong in those.
_HOME = {
    **{code: code for code in ("de", "es", "fi", "fr", "hr", "hu", "is", "it", "lt", "lv", "nl", "no", "pl", "pt")},
    **{code: code for code in ("ro", "sk", "tr")},
    **{"bs": "hr", "ca": "es", "cs": "cz", "da": "dk", "en": "uk", "et": "ee", "eu": "es", "ga": "ie", "gl": "es"},
    **{"nn": "no", "sl": "si", "sq": "al", "sv": "se", "vi": "vn"},
}


def detect(data: bytes, declared: str | None) -> str:
    """The charset of bytes that are neither plainly UTF-8 nor UTF-16 nor UTF-32; all names are canonical.

    Args:
        declared: what a page is said to be in; believed unless the bytes speak clearly against it.
    """
    sample = sample_of(data)
    if _is_broken_utf8(sample, declared):
        return "utf-8"
    guessed, confidence = guess(sample)
    if declared is None or declared in WIDE or declared == "utf-8":
        return guessed
    as_declared, lost = read(sample, declared)
    as_guessed, guess_lost = read(sample, guessed)
    if as_declared == as_guessed:
        return declared
    if lost > max(1, MAX_LOST * _count_not_ascii(as_declared)):
        return guessed if guess_lost < lost else declared
    if is_less_plausible(as_declared, as_guessed):
        return guessed
    if guess_lost > lost or is_less_plausible(as_guessed, as_declared):
        return declared
    return guessed if confidence >= MIN_CONFIDENCE and _differ_much(as_declared, as_guessed) else declared


def guess(sample: bytes) -> tuple[str, float]:
    """The charset other than UTF-8 that bytes are most likely in.

    Args:
        sample: some kilobytes; may end inside a character.

    Returns:
        Canonical name, and how clearly the reading is some language, [0, 1]; 1 is certain.
    """
    detector = EncodingDetector()
    detector.feed(sample, last=False)
    charset = _detected(detector, None)
    language, confidence = identify(read(sample, charset)[0])
    if language in _HOME:
        charset = _detected(detector, _HOME[language].encode())
    return charset, confidence


def _detected(detector: EncodingDetector, domain: bytes | None) -> str:
    return canonical(detector.guess(tld=domain, allow_utf8=False)) or "windows-1252"


def sample_of(data: bytes) -> bytes:
    """The parts of a page that are not ASCII, with the letters before them, up to `SAMPLE_BYTES`."""
    parts: list[bytes] = []
    size = end = 0
    for match in _NOT_ASCII.finditer(data):
        start = max(end, match.start() - _WORD_BYTES)
        end = match.end()
        parts.append(data[start : min(end, start + SAMPLE_BYTES - size)])
        size += len(parts[-1]) + 1
        if size >= SAMPLE_BYTES:
            break
    return b"\n".join(parts)


def _is_broken_utf8(sample: bytes, declared: str | None) -> bool:
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(sample)  # which waits for what the end cut off
    broken = text.count("\N{REPLACEMENT CHARACTER}") - sample.count("\N{REPLACEMENT CHARACTER}".encode())
    found = _count_not_ascii(text)
    if declared == "utf-8":
        return found - broken >= max(1, MIN_WHOLE_SHARE_DECLARED * found)
    return found - broken >= max(MIN_WHOLE if declared else 1, MIN_WHOLE_SHARE * found)


def _count_not_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def is_less_plausible(text: str, other: str) -> bool:
    places = len(_IMPLAUSIBLE.findall(text))
    return places >= max(MIN_IMPLAUSIBLE, IMPLAUSIBLE_RATIO * len(_IMPLAUSIBLE.findall(other)))


def _differ_much(first: str, second: str) -> bool:
    if min(len(first), len(second)) < MIN_LENGTH:
        return False
    if len(first) != len(second):  # one of them is multi-byte: next to nothing is the same
        return True
    return sum(a != b for a, b in zip(first, second, strict=True)) >= MIN_DIFFERENT
