"""Bytes to text: the first step of a page's path."""

import codecs
import re
from dataclasses import dataclass, field
from typing import Literal

from app.engine.decode.binary import looks_binary, refuse, wide_charset
from app.engine.decode.charset import WIDE, canonical, declared, read
from app.engine.decode.detect import detect
from app.engine.decode.mend import mend

_MARKS = (  # UTF-32 first: the little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32le"),
    (codecs.BOM_UTF32_BE, "utf-32be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le"),
    (codecs.BOM_UTF16_BE, "utf-16be"),
)

Kind = Literal["auto", "html", "text"]

_NOT_PRINTABLE = re.compile(r"[^ -~]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as text.

    Attributes:
        text: without byte order mark, NUL characters and lone surrogates; else as it was, newlines too.
        charset: the charset it was read in, by its WHATWG name in lower case; None for input that was text already.
        warnings: a wrong declaration, places that could not be read; a sentence each.
        utf8: `text` in UTF-8, where it came so and nobody need encode it again.
    """

    text: str
    charset: str | None
    warnings: tuple[str, ...] = ()
    utf8: bytes | None = field(default=None, compare=False, repr=False)


def decode(data: bytes | str, charset: str | None = None, kind: Kind = "auto") -> Decoded:
    """The text of a page.

    A byte order mark decides; then bytes that are valid UTF-8 are UTF-8; then what is declared is believed unless the
    bytes speak clearly against it; then detection. Text that was read in a wrong charset before it came is read anew.

    Args:
        data: the page as it came; text is only tidied.
        charset: what the sender declared, from an HTTP header say; goes before what an HTML page says itself.
        kind: raw "text" declares nothing itself.

    Raises:
        UndecodableInput: the bytes are no text; the message says what they look like.
    """
    if isinstance(data, str):
        return _tidy(data, kind)
    mark, data = _split_mark(data)
    label = charset or (None if kind == "text" else declared(data))
    text = None if mark in WIDE else _plain_utf8(data)
    utf8 = None
    if text is not None:
        used, lost, utf8 = _name_for_utf8(text, canonical(label)), 0, data
    else:
        used = mark if mark in WIDE else _charset_of(data, mark or canonical(label))
        text, lost = read(data, used)
    tidy = text.replace("\0", "").removeprefix("\ufeff")
    found = Decoded(tidy, used, _warnings(label, used, lost), utf8 if tidy is text else None)
    return found if utf8 is None else _mended(found, utf8, kind)


def _mended(found: Decoded, utf8: bytes, kind: Kind) -> Decoded:
    """The same, unless it was read in a wrong charset before it came."""
    mended = mend(found.text, utf8, kind != "text")
    if mended is None:
        return found
    return Decoded(mended.text.removeprefix("\ufeff"), found.charset, (*found.warnings, mended.warning))


def _tidy(text: str, kind: Kind) -> Decoded:
    warnings: tuple[str, ...] = ()
    utf8: bytes | None = None
    try:
        utf8 = text.encode()
    except UnicodeEncodeError:
        before = text.count("\N{REPLACEMENT CHARACTER}")
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # this joins those in pairs
        if lost := text.count("\N{REPLACEMENT CHARACTER}") - before:
            warnings = (f"lone surrogates became U+FFFD: {lost}",)
    tidy = text.replace("\0", "").removeprefix("\ufeff")
    found = Decoded(tidy, None, warnings, utf8 if tidy is text else None)
    return found if utf8 is None else _mended(found, utf8, kind)


def _split_mark(data: bytes) -> tuple[str | None, bytes]:
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return charset, data[len(mark) :]
    return None, data


def _plain_utf8(data: bytes) -> str | None:
    """The text of valid UTF-8 that can be nothing else; None for all other bytes."""
    if looks_binary(data) or (b"\0" in data and wide_charset(data)) or (b"\x1b" in data and data.isascii()):
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _name_for_utf8(text: str, declared: str | None) -> str:
    """What to call UTF-8: ASCII is whatever it is declared to be."""
    return declared if declared and declared not in WIDE and text.isascii() else "utf-8"


def _charset_of(data: bytes, declared: str | None) -> str:
    """The charset of bytes that are not plainly UTF-8; all names are canonical."""
    binary = looks_binary(data)
    if (binary or b"\0" in data or declared in WIDE) and (wide := wide_charset(data)):
        return wide
    if binary:
        raise refuse(data)
    if data.isascii():
        return "iso-2022-jp" if declared == "iso-2022-jp" or _is_iso_2022_jp(data) else "utf-8"
    return detect(data, declared)


def _is_iso_2022_jp(data: bytes) -> bool:
    text, lost = read(data, "iso-2022-jp")
    return not lost and not text.isascii()


def _warnings(label: str | None, used: str, lost: int) -> tuple[str, ...]:
    warnings = []
    same = {canonical(label), used} <= {"gbk", "gb18030"}  # one decoder, by the Encoding Standard
    if label and canonical(label) != used and not same:
        shown = _NOT_PRINTABLE.sub("?", label.strip().lower()[:40])
        warnings.append(f"declared as {shown}, read as {used}")
    if lost:
        warnings.append(f"{_places(lost)} not valid {used} and became U+FFFD")
    return tuple(warnings)


def _places(count: int) -> str:
    return f"{count} places are" if count > 1 else "1 place is"
