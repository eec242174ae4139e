"""Bytes to text for systems that only take text, the same for all, so that none loses by its decoding."""

from resiliparse.parse.encoding import detect_encoding
from w3lib.encoding import html_to_unicode


def decode(data: bytes | str) -> str:
    """The page as text: UTF-8 where it is that, else as a mark or `<meta>` declares, else by detection.

    Bytes that are more than ASCII and valid UTF-8 are UTF-8, whatever the page declares: archives re-encode pages and
    leave their declarations.

    >>> decode('<meta charset="gb2312">桥'.encode()), decode('<meta charset="windows-1251">мост'.encode("cp1251"))
    ('<meta charset="gb2312">桥', '<meta charset="windows-1251">мост')
    """
    if isinstance(data, str):
        return data
    if not data.isascii():
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    return str(html_to_unicode(None, data, auto_detect_fun=detect_encoding)[1])
