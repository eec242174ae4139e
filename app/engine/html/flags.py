"""What an element says about its text: bits set by its name, its attributes and its class and id words.

The bits of an element hold for everything inside it, so a block's flags are those of all its ancestors.
"""

from collections.abc import Iterable
from enum import IntFlag
from itertools import accumulate

import ahocorasick_rs


class Flag(IntFlag):
    """One bit an observation. The engine reads them as features; none decides alone."""

    NAV = 1 << 0
    HEADER = 1 << 1
    FOOTER = 1 << 2
    ASIDE = 1 << 3
    FORM = 1 << 4
    CONTROL = 1 << 5
    FIGURE = 1 << 6
    CAPTION = 1 << 7
    ARTICLE = 1 << 8
    MAIN = 1 << 9
    LIST = 1 << 10
    TABLE = 1 << 11
    QUOTE = 1 << 12
    CODE = 1 << 13
    HIDDEN = 1 << 14
    COMMENT = 1 << 15
    RELATED = 1 << 16
    PROMOTION = 1 << 17
    SHARE = 1 << 18
    LEGAL = 1 << 19
    BYLINE = 1 << 20
    TITLE = 1 << 21
    CONTENT = 1 << 22
    PAYWALL = 1 << 23
    DIALOG = 1 << 24
    LEAD = 1 << 25


#: Flags that an element's name sets.
BY_TAG: dict[str, Flag] = {
    "nav": Flag.NAV,
    "menu": Flag.NAV,
    "header": Flag.HEADER,
    "footer": Flag.FOOTER,
    "aside": Flag.ASIDE,
    "form": Flag.FORM,
    "fieldset": Flag.FORM,
    "label": Flag.CONTROL,
    "button": Flag.CONTROL,
    "figure": Flag.FIGURE,
    "figcaption": Flag.FIGURE | Flag.CAPTION,
    "caption": Flag.CAPTION,
    "article": Flag.ARTICLE,
    "main": Flag.MAIN,
    "ul": Flag.LIST,
    "ol": Flag.LIST,
    "dl": Flag.LIST,
    "table": Flag.TABLE,
    "blockquote": Flag.QUOTE,
    "pre": Flag.CODE,
    "address": Flag.BYLINE,
    "dialog": Flag.DIALOG,
}

#: Words in class, id, role, itemprop and itemtype, as they stand in lower case; a blank stands for the word's edge.
#: Web developers write these in English in every language; the few others are the commonest on German, French,
#: Spanish, Polish and Chinese sites.
WORDS: dict[Flag, str] = {
    Flag.NAV: (
        " nav| navi|navbar|navigation| menu|submenu|breadcrumb|brotkrumen|pagination| pager|pagenav|sitemap"
        "|toolbar|topbar| tags |taglist|tag-list|tagcloud| categories |skip-link|sub-nav|mainnav"
    ),
    Flag.HEADER: " masthead|site-header|page-header|globalheader|banner ",
    Flag.FOOTER: " footer|site-footer|page-footer|colophon|contentinfo",
    Flag.ASIDE: "sidebar| aside|complementary| widget| rail |right-col|seitenleiste|marginalspalte",
    Flag.FORM: " form | search |searchform|search-form|searchbox| login| signin| signup| register",
    Flag.COMMENT: (
        "comment|disqus|kommentar|comentario|commentaire|komentarz|discussion|respond |replies| reply"
        "|livefyre|leserbrief|userpost|guestbook|pinglun|reviews-list"
    ),
    Flag.RELATED: (
        "related|recommend|read-more|readmore|read-also|readalso|more-articles|more-from|more-stories"
        "|morestories|most-read|mostread|most-popular|popular|trending|outbrain|taboola|teaser|similar"
        "|suggested|suggestion|up-next|next-prev|prev-next|post-navigation|nav-previous|nav-next|see-also|seealso"
        "|also-like|weitere-artikel|verwandte|a-lire|latest|further-reading|promo-list|headlines |story-list"
        "|article-list|articlelist|card-list| tuijian"
    ),
    Flag.PROMOTION: (
        " ad | ads |advert|adsense|adslot| ad-slot|adbox| ad-container| ads-|sponsor|promoted|promotion|autopromo"
        "|newsletter|subscri|donat|affiliate|werbung|anzeige|publicidad|publicite|reklam|banner-ad|call-to-action"
        "| cta |spenden"
    ),
    Flag.SHARE: (
        " share | shares |sharing|social|addthis|addtoany|sharethis|sharedaddy|share-bar|share-button|share-icon"
        "|share-link|share-tool|shariff|follow-us| rating|post-meta-tools| tools |print-button|print-link"
    ),
    Flag.LEGAL: "cookie|consent|gdpr|privacy|copyright|disclaimer|legal|impressum|onetrust|cmplz|cmpbox",
    Flag.BYLINE: (
        "byline|author|dateline| date |pubdate|published|publish-date|posted-on|timestamp|article-info|articleinfo"
        "|entry-meta|post-meta|article-meta|meta-data|article__meta| autor| auteur|post-info|postinfo"
    ),
    Flag.CAPTION: (
        "caption| credit|photo-credit|image-credit|img-credit|photo-desc|image-desc|img-desc|bildunterschrift|legende"
    ),
    Flag.TITLE: "headline |article-title|post-title|entry-title|articletitle",
    Flag.CONTENT: (
        "article-body|articlebody|article__body|article-content|article__content|article-text|articletext"
        "|post-content|post-body|entry-content|post-text|story-body|storybody|content-body|body-copy"
        "|td-post-content|articulo|artikeltext|story-content|article-paragraph|page-content|main-content"
        "|texte-article|rich-text|richtext|prose "
    ),
    Flag.PAYWALL: "paywall|premium-|piano-|regwall|subscriber-only|meter-",
    Flag.DIALOG: "modal|popup|pop-up|overlay|lightbox|tooltip|dropdown|offcanvas| toast",
    Flag.LEAD: (
        "standfirst| lead |lede|intro-text|article-intro|article__lead|subheadline|sub-headline"
        "|article-summary|chapo|vorspann"
    ),
}

_EDGES = str.maketrans(dict.fromkeys("-_/:.\t\n\r\f", " "))
#: The same of bytes, which become lower case too where they are ASCII.
_PLAIN = bytes(range(256)).lower().translate(bytes.maketrans(b"-_/:.\t\n\r\f", b" " * 9))


def _build() -> tuple[ahocorasick_rs.BytesAhoCorasick, list[int]]:
    patterns: dict[str, int] = {}
    for flag, words in WORDS.items():
        for word in words.split("|"):
            pattern = word.translate(_EDGES)
            patterns[pattern] = patterns.get(pattern, 0) | flag.value
            glued = pattern.strip().replace(" ", "")
            if " " in pattern.strip():
                patterns[glued] = patterns.get(glued, 0) | flag.value
    encoded = [pattern.encode() for pattern in patterns]  # few enough for the fastest, which takes the most memory
    automaton = ahocorasick_rs.BytesAhoCorasick(encoded, implementation=ahocorasick_rs.Implementation.DFA)
    return automaton, list(patterns.values())


_AUTOMATON, _VALUES = _build()


def flags_of_names(names: Iterable[str]) -> dict[str, int]:
    """The bits of each distinct string of class and id words, found in one pass over all of them together."""
    distinct = [name for name in dict.fromkeys(names) if name]
    found = dict.fromkeys(distinct, 0)
    found[""] = 0
    parts = [f" {name} |" for name in distinct]
    text = "".join(parts)
    if text.isascii():
        written, ends = text.encode(), list(accumulate(map(len, parts)))
    else:
        lower = [part.lower().encode() for part in parts]
        written, ends = b"".join(lower), list(accumulate(map(len, lower)))
    row = 0
    for pattern, start, _ in _AUTOMATON.find_matches_as_indexes(written.translate(_PLAIN), overlapping=True):
        while start >= ends[row]:
            row += 1
        found[distinct[row]] |= _VALUES[pattern]
    return found
