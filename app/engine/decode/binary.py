"""Telling text from what is no text at all."""

import re
import unicodedata

from app.errors import UndecodableInput

#: How much of the input is looked at. Bytes, a multiple of 4.
HEAD_BYTES = 8192

#: Text holds next to no control bytes, compressed or random bytes 10 %. Share of the head, [0, 1], and how many beside
#: that are forgiven in a short text.
MAX_CONTROL_SHARE, FEW_CONTROLS = 0.02, 2

#: The highest plane of Unicode.
LAST_PLANE = 0x10

_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"

#: The least share of bytes below 0x20 in UTF-16 or UTF-32 that is valid UTF-8 too. Where letters are ASCII, Greek or
#: Cyrillic it is near one half.
_MIN_LOW_SHARE = 0.25

#: Categories of characters: control, unassigned, private use.
_NO_TEXT = frozenset({"Cc", "Cn", "Co"})

#: What nearly all of a text in Chinese, Japanese or Korean consists of.
_EAST_ASIAN = re.compile(r"[\t\n\r -~\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]")

_UNZIP = "unpack it and send a page of it"
_COMPRESSED = "decompress it first, or send the matching Content-Encoding"
_PICTURE = "send the page that shows it"
_EXTRACT = "extract its text first"

#: First bytes, what they are the first bytes of, what to do.
_SIGNATURES = (
    (rb"%PDF-\d", "a PDF document", _EXTRACT),
    (rb"\x89PNG\r\n\x1a\n", "a PNG picture", _PICTURE),
    (rb"\xff\xd8\xff", "a JPEG picture", _PICTURE),
    (rb"GIF8[79]a", "a GIF picture", _PICTURE),
    (rb"RIFF....WEBP", "a WebP picture", _PICTURE),
    (rb"II\*\0|MM\0\*", "a TIFF picture", _PICTURE),
    (rb"....ftyp(?:avi[fs]|hei[cf])", "an AVIF or HEIC picture", _PICTURE),
    (rb"\x1f\x8b\x08", "gzip-compressed data", _COMPRESSED),
    (rb"\x28\xb5\x2f\xfd", "Zstandard-compressed data", _COMPRESSED),
    (rb"BZh[1-9]1AY&SY|\xfd7zXZ\0", "bzip2- or xz-compressed data", "decompress it first"),
    (rb"PK\x03\x04|PK\x05\x06", "a ZIP archive or an office document", _UNZIP),
    (rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07", "a 7-Zip or RAR archive", _UNZIP),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", _EXTRACT),
    (rb"....ftyp|\x1a\x45\xdf\xa3|RIFF....AVI |\0\0\x01[\xb3\xba]", "a video", _PICTURE),
    (rb"ID3[\x02-\x04]|OggS\0|fLaC\0|RIFF....WAVE|\xff[\xf2\xf3\xfa\xfb]", "a sound recording", _PICTURE),
    (rb"\x7fELF|MZ.\0|\xca\xfe\xba\xbe|\0asm", "a program", "send a page"),
    (rb"wOF[F2]|\0\x01\0\0\0|OTTO\0", "a font", "send a page"),
    (rb"SQLite format 3\0", "an SQLite database", "export the pages in it"),
)
_SIGNATURE = re.compile(rb"|".join(rb"(%b)" % pattern for pattern, _, _ in _SIGNATURES), re.DOTALL)


def looks_binary(data: bytes) -> bool:
    """Whether bytes hold more control bytes than text does, as UTF-16 and UTF-32 do too, or begin as a PDF does."""
    head = data[:HEAD_BYTES]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > FEW_CONTROLS + MAX_CONTROL_SHARE * len(head) or head.startswith(b"%PDF-")


def refuse(data: bytes) -> UndecodableInput:
    """The error for bytes that are no text: what they look like, and what to do."""
    match = _SIGNATURE.match(data)
    if match is None or match.lastindex is None:
        return UndecodableInput("the input is no text in any known charset: send HTML or text, uncompressed")
    _, thing, remedy = _SIGNATURES[match.lastindex - 1]
    return UndecodableInput(f"the input looks like {thing}: {remedy}")


def wide_charset(data: bytes) -> str | None:
    """Which of UTF-16 and UTF-32, in which byte order, bytes without a mark are in; None if in neither.

    The bytes of a character's upper half vary less than those of its lower half, in every script: from one value in
    English to some eighty in Chinese, where the lower half takes all 256.
    """
    head = data[: min(HEAD_BYTES, len(data) // 4 * 4)]
    if head and not any(head[3::4]) and max(head[2::4]) <= LAST_PLANE and _is_text(head, "utf-32-le"):
        return "utf-32le"
    if head and not any(head[0::4]) and max(head[1::4]) <= LAST_PLANE and _is_text(head, "utf-32-be"):
        return "utf-32be"
    head = data[: min(HEAD_BYTES, len(data) // 2 * 2)]
    even, odd = head[0::2], head[1::2]
    little = (len(set(odd)), -odd.count(0)) < (len(set(even)), -even.count(0))
    codec = "utf-16-le" if little else "utf-16-be"
    upper, lower = (odd, even) if little else (even, odd)
    if not head or not _is_text(head, codec) or (_is_utf8(head) and _low_share(head) < _MIN_LOW_SHARE):
        return None
    text = head.decode(codec, "replace")
    if 3 * len(set(upper)) > len(set(lower)) and len(_EAST_ASIAN.findall(text)) < 0.95 * len(text):
        return None
    return codec.replace("-le", "le").replace("-be", "be")


def _is_text(head: bytes, codec: str) -> bool:
    """Whether a reading has hardly a character that is a control, unassigned or for private use."""
    text = head.decode(codec, "replace")
    odd = sum(unicodedata.category(character) in _NO_TEXT for character in text if character not in "\t\n\r\f\0")
    return odd + text.count("\N{REPLACEMENT CHARACTER}") <= MAX_CONTROL_SHARE * len(text)


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data"
    return True


def _low_share(head: bytes) -> float:
    return sum(byte < 0x20 for byte in head) / len(head)
