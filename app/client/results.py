"""What comes back, typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from app.client.pages import Page
from app.client.problems import ProblemError


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the page with what became of it.

    Attributes:
        score: how sure the engine is of the label, [0, 1]; 1 is certain.
        kept: whether it stands in the text.
        line: its line in the decoded page, 1 for the first.
        start, end: offsets of its first character, and behind its last.
        scores: what the model gives each label, [0, 1]; labels that it gives nothing are left out.
    """

    label: str
    score: float
    reason: str
    kept: bool
    text: str
    line: int
    start: int
    end: int
    scores: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """The article of a page, and what was left out of it; None or empty where the page does not say.

    Attributes:
        date: of publication, ISO 8601.
        language: ISO 639 code.
        text: the body alone: a blank line between paragraphs, one line a list item.
        verdict: what the page as a whole is; "no_article" is an answer, no error.
        confidence: how far `text` can be trusted, [0, 1]; 1 is certain.
        removed: number of blocks left out of the body, by label.
        blocks: every block of the page, where `explain` asked for them.
        warnings: what the caller should know, a sentence each.
        engine: what decided: an answer is the same as long as this is.
    """

    text: str
    verdict: str
    confidence: float
    engine: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    source: str | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    comments: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    removed: Mapping[str, int] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, members: Mapping[str, Any]) -> "Result":
        """The result that a JSON answer holds; members that are not known are left out, for there may be new ones."""
        known = {name: _frozen(value) for name, value in members.items() if name in _RESULT}
        blocks = tuple(
            Block(**{name: value for name, value in block.items() if name in _BLOCK})
            for block in members.get("blocks", ())
        )
        return cls(**{**known, "blocks": blocks})


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article in another format than JSON.

    Attributes:
        content: the article.
        verdict, warnings: as in `Result`.
    """

    content: str
    verdict: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one of many pages came to: a result, or a problem.

    Attributes:
        page: the page as it was given.
        result: None where there is a problem.
        problem: None where there is a result.
    """

    page: str | bytes | Page
    result: Result | None = None
    problem: ProblemError | None = None

    def unwrap(self) -> Result:
        """The result.

        Raises:
            ProblemError: there is none, for this reason.
        """
        if self.problem is not None:
            raise self.problem
        assert self.result is not None
        return self.result


_RESULT = frozenset(each.name for each in fields(Result))
_BLOCK = frozenset(each.name for each in fields(Block))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
