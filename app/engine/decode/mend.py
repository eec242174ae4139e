"""Text that somebody read in a wrong charset before it came here.

Libraries that fetch pages read them as ISO-8859-1 where a server names no charset, and what is then sent as UTF-8 is
complete, but no words: "Ã©" for "é". Every byte became the character of its number, so the bytes can be had back.

Not undone is what was read as windows-1252 on the way, where the bytes of UTF-8 became letters and quotes ("â€™"):
texts that mean it look the same, and some bytes are lost.

Of 3,494 pages of `train` and `dev`, 117 are mended, most of them in full, as such a library had stored them, others in
a few places. Body F1 of the 52 among them that have full gold and are not in `daniel`: 0.889 to 0.906.
"""

import re
from typing import NamedTuple

from app.engine.decode.charset import canonical, declared, read
from app.engine.decode.detect import detect, is_less_plausible, sample_of

#: A control character that no text has, in UTF-8; U+0085, next line, is one that texts do have.
_CONTROL = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")

#: "Â" or "Ã" before what stands behind no letter, in UTF-8. Guillemets may: "«AMANHÃ»".
_PAIR = re.compile(rb"\xc3[\x82\x83]\xc2[\xa0-\xaa\xac-\xba\xbc-\xbf]")

#: What words in other alphabets look like in ISO-8859-1: several accented letters in a row, or a sign inside. So many
#: there are at least; somebody may list the letters that there are.
_FOREIGN = re.compile(rb"[\xc0-\xff]{4,}|[A-Za-z\xc0-\xff][\xa1-\xac\xae-\xb3\xb6\xb8-\xbf\xd7\xf7][a-z\xc0-\xff]")
MIN_FOREIGN = 3

#: Characters whose numbers are UTF-8, one or more in a row, or a single control.
_BYTES = re.compile("((?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+|[\x80-\x9f])")

#: What such a run holds beside, unless it was meant as it stands ("NESCAFÉ®", "Spaß«"): a control character, a
#: character of the Latin-1 supplement, or another one behind the first.
_NOT_MEANT = re.compile("[\x80-\x9f\xc2\xc3]|.{4}", re.DOTALL)

#: From this share of pieces that are not meant on, none is. [0, 1].
MOST = 0.75


class Mended(NamedTuple):
    """Text as it was before it was read in a wrong charset.

    Attributes:
        warning: what was done, a sentence.
    """

    text: str
    warning: str


def mend(text: str, utf8: bytes, declares: bool = True) -> Mended | None:
    """The text as it was meant; None for one that shows no sign of a wrong charset.

    Args:
        utf8: the text in UTF-8.
        declares: it may say itself what its bytes once were, as HTML does.

    >>> mend("caf\\xc3\\xa9", "caf\\xc3\\xa9".encode())
    Mended(text='café', warning='utf-8 that was read as iso-8859-1 by mistake is read anew')
    """
    if text.isascii():
        return None
    is_signed = _CONTROL.search(utf8) or (("\xc2" in text or "\xc3" in text) and _PAIR.search(utf8))
    try:
        data = text.encode("latin-1")
    except UnicodeEncodeError:
        return _mend_places(text) if is_signed else None
    if charset := _charset_of_all(data, declares, bool(is_signed)):
        return Mended(read(data, charset)[0], f"{charset} that was read as iso-8859-1 by mistake is read anew")
    return _mend_places(text) if is_signed else None


def _charset_of_all(data: bytes, declares: bool, is_signed: bool) -> str | None:
    """The charset that bytes were in from the first to the last; None where they were Latin-1, or some of them were."""
    if is_signed:
        try:
            data.decode()
        except UnicodeDecodeError:
            pass
        else:
            return "utf-8"
    sample = sample_of(data)
    if not is_signed and len(_FOREIGN.findall(sample)) < MIN_FOREIGN:
        return None
    charset = detect(data, canonical(declared(data)) if declares else None)
    if charset in ("utf-8", "windows-1252"):
        return None
    meant, lost = read(sample, charset)  # its end may be half a character
    return charset if lost <= 1 and is_less_plausible(sample.decode("latin-1"), meant) else None


def _mend_places(text: str) -> Mended | None:
    """Text of which some was read in a wrong charset; a few pieces that may be meant are as most others are."""
    pieces = _BYTES.split(text)
    found = pieces[1::2]
    signed = [piece for piece in found if _NOT_MEANT.search(piece)]
    meant = {piece: _as_bytes_mean(piece) for piece in set(found if len(signed) > MOST * len(found) else signed)}
    pieces[1::2] = [meant.get(piece, piece) for piece in found]
    mended = "".join(pieces)
    return Mended(mended, "places read as iso-8859-1 by mistake are read anew") if mended != text else None


def _as_bytes_mean(piece: str) -> str:
    """Characters of Latin-1 as the bytes of UTF-8 that they were; a control as the byte of windows-1252, or nothing."""
    data = piece.encode("latin-1")
    try:
        return data.decode()
    except UnicodeDecodeError:  # a single control; or a surrogate, or a number beyond the last
        return data.decode("cp1252", "ignore") if len(piece) == 1 else piece
