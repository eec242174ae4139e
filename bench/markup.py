"""The words of the markup that some systems answer with: links, images and front matter are not words of the body."""

import re

from bench.innertext import innertext

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)")
_AUTOLINK = re.compile(r"<(?:https?|mailto):[^>\s]*>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")


def words_of_markdown(markdown: str) -> str:
    """Markdown without front matter, images, link targets and backslashes; a link's own words stay.

    >>> words_of_markdown("---\\ntitle: x\\n---\\n# Θέα\\n![alt](a.png) by [her](http://a.example/b_(c)) 1\\\\. x")
    '# Θέα\\n by her 1. x'
    """
    text = _FRONT_MATTER.sub("", markdown, count=1)
    for pattern, kept in ((_IMAGE, ""), (_LINK, r"\1"), (_AUTOLINK, ""), (_ESCAPE, r"\1")):
        text = pattern.sub(kept, text)
    return text


def words_of_html(html: str) -> str:
    """The text of an HTML fragment, a line a block."""
    return innertext(html)
