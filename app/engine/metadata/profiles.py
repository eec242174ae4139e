"""Names that link to pages about who has them: of a paper's authors, of a forum's members."""

import re

from app.engine.article import Labelled
from app.engine.headline import letters_of
from app.engine.labels import Label
from app.engine.metadata.names import split_names

#: Addresses of pages about authors: "/author/ana-ruiz".
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:es|en|a|zy|i)?|auteurs?|autore|journalist(?:e|en|i|a)?s?|columnists?|writers?|contributors?|"
    r"reporters?|yazar(?:lar)?|avtory?|redakteur|medarbetare|byline)[/=-][^/?#]",
    re.IGNORECASE,
)
#: Addresses of pages about anybody: who is linked to one in a byline is its author.
_PROFILE = re.compile(
    r"/(?:profiles?|users?|members?|people|person|participants?|u)[/=-][^/?#]|memberlist\.", re.IGNORECASE
)
MAX_HREF_CHARS = 300

#: What leads to whoever wrote last in a forum.
_LATEST = re.compile(
    "last (?:post|reply)|letzter beitrag|dernier message|último mensaje|última mensagem|ultimo messaggio|"
    "laatste bericht|ostatni post|senaste inlägg|последнее сообщение|останнє повідомлення",
    re.IGNORECASE,
)
_NICKNAME = re.compile(r"@?([^\W\d_][\w.-]{1,29})")


def linked_names(labelled: Labelled, signed: bool) -> list[str]:
    """The names in a block that link to pages of authors, in a byline also those that link to a profile.

    Args:
        signed: whether there is a name already: profiles behind it are of those who answer.
    """
    block, found = labelled.block, []
    may_be_profile = labelled.label is Label.BYLINE and not signed
    for span in block.spans:
        href = span.href[:MAX_HREF_CHARS] if span.kind == "link" else ""
        if _AUTHOR_PAGE.search(href) or (may_be_profile and _PROFILE.search(href) and not _LATEST.search(block.text)):
            text = block.text[span.start : span.end]
            found += split_names(text) or _nickname(text, href)
    return found


def _nickname(text: str, href: str) -> list[str]:
    """What somebody calls themselves, where the address says it, too, or is that of a forum's member.

    >>> _nickname("@ana_r7", "/users/12/ana-r7"), _nickname("Profile", "/users/12/ana-r7")
    (['ana_r7'], [])
    """
    name = _NICKNAME.fullmatch(text)
    return [name[1]] if name and (letters_of(name[1]) in letters_of(href) or "memberlist." in href) else []
