"""The language of a text, and what a page says of its own.

py3langid was chosen by measurement (2026-11, on the sample below). 214 whole pages in 14 languages, boilerplate and
all: py3langid 0 wrong. 251 article beginnings of 200 characters: py3langid 2 wrong, CLD3 4, Resiliparse 7; of 60
characters: 4, 18, 35. lingua was as good, at 96 MB and four times the time. A call takes about 0.3 ms, loading the
model about half a second, once a process: a server that wants no slow first page asks for a language when it starts.
"""

import re
from array import array
from functools import cache
from typing import Any

from langcodes import standardize_tag, tag_is_valid
from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # ships no types

#: How many pieces of how many characters stand for a long text. Menus and notices crowd at the ends of a page, so
#: the pieces are spread evenly: 4 x 60 had no error on the 214 pages, the first 400 characters had 4, and 1000 had 2.
PIECES, PIECE_LENGTH = 4, 60

#: Below this confidence there is too little text to tell. [0, 1]; 1 is certain. Calibrated with the pieces: at 12
#: characters it answers 78 % of the time and is right in 94 % of them, at 45 characters 100 % and 99 %.
MIN_CONFIDENCE = 0.4

#: Letters that of all languages in Arabic script Sorani alone has, one in so many of its letters or more. The model has
#: never seen Kurdish but in Latin script, and takes it for Persian or Uyghur.
_SORANI, SORANI_SHARE = re.compile("[ڕڵێ]"), 100

_PRIMARY_SUBTAG = re.compile(r"\s*([A-Za-z]{2,3})(?![^-_.@\s])")

#: Codes that name no language: undetermined, none, several, not coded.
_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "mis"})


@cache
def _identifier() -> Any:
    """The model, read once; nothing writes to it afterwards, so threads may share it."""
    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    # Languages without a two-letter code are small neighbours of large ones (Extremaduran, Nigerian Pidgin, Cantonese)
    # and win short pieces of those far more often than they occur on their own. They are left out of the arrays here,
    # since `set_languages` keeps all of them beside the others, and lays the rows that are read out scattered: 50 MB
    # more while it is read, 28 MB for good.
    columns = [column for column, code in enumerate(whole.nb_classes) if len(code) == 2]
    chances, priors = whole.nb_ptc.take(columns, axis=1), whole.nb_pc.take(columns)
    codes = [whole.nb_classes[column] for column in columns]
    outputs = array("i", whole.tk_output)  # a tenth of the memory of the list
    return LanguageIdentifier(chances, priors, codes, whole.tk_nextmove, outputs, norm_probs=True, tk_row=whole.tk_row)


def identify(text: str) -> tuple[str, float]:
    """The likeliest language of a text and how likely it is.

    Returns:
        ISO 639-1 code and confidence, [0, 1]; 1 is certain. Empty text gives some code with a confidence near 0.
    """
    if len(text) > PIECES * PIECE_LENGTH:
        text = " ".join(text[start : start + PIECE_LENGTH] for start in _starts(len(text)))
    if len(_SORANI.findall(text)) * SORANI_SHARE > len(text):
        return "ku", 1.0
    code, confidence = _identifier().classify(text.encode("utf-8", "replace").decode())
    return str(code), float(confidence)


def detect_language(text: str) -> str | None:
    """The language that most of a text is in, as an ISO 639-1 code; None where there is too little text to tell.

    >>> detect_language("Жители посёлка ждут, когда им построят новый мост.")
    'ru'
    >>> detect_language("12:30") is None
    True
    """
    code, confidence = identify(text)
    return code if confidence >= MIN_CONFIDENCE else None


def normalise_language(tag: str | None) -> str | None:
    """The language of a tag as pages write it, as ISO 639-1 or else ISO 639-3 code; None where it is no tag.

    Outdated and three-letter codes become those in use, and members of a macrolanguage what they are commonly called;
    script, country and variant are left out. Source: BCP 47, https://www.rfc-editor.org/info/bcp47

    >>> [normalise_language(tag) for tag in ("pl-PL", "en_US", "zh-Hans", "iw", "deu", "nb")]
    ['pl', 'en', 'zh', 'he', 'de', 'no']
    >>> normalise_language("English") is normalise_language("xx") is normalise_language(None) is None
    True
    """
    subtag = _PRIMARY_SUBTAG.match(tag or "")
    # Only the two or three letters are looked up: langcodes remembers every tag it was ever asked for.
    if subtag is None or not tag_is_valid(subtag[1]):
        return None
    code = standardize_tag(subtag[1].lower(), macro=True).partition("-")[0]
    if code in _NO_LANGUAGE or "qaa" <= code <= "qtz":  # from qaa to qtz is for private use
        return None
    return "no" if code == "nb" else code  # the detector's name for it, and most pages'


def _starts(length: int) -> range:
    """Where the pieces of a text of that many characters begin: in the middle of equal shares of it."""
    share = length // PIECES
    return range((share - PIECE_LENGTH) // 2, share * PIECES, share)
