"""What a page comes out as."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, Protocol

from app.engine.blocks import Block, Place
from app.engine.labels import ARTICLE_LABELS, Label, Verdict
from app.engine.page import Kind


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of the article beside its words; None or empty where the page does not say.

    Attributes:
        date: of publication, ISO 8601 ("2022-02-01" or with time and zone).
        source: the agency or paper that is credited ("PAP", "Kresy.pl/Reuters").
        site: the name of the site that shows the page.
        language: ISO 639 code ("pl").
        base: what relative links are relative to, where that is not `url`: the page's `<base>`.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    source: str | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    base: str | None = None


class Explanation(Protocol):
    """Why a block has its label and where it stands; worked out only when somebody asks."""

    @property
    def reason(self) -> str:
        """The rule or evidence that decided, a few words."""
        ...

    @property
    def place(self) -> Place:
        """Where the block stands in the decoded input."""
        ...

    @property
    def scores(self) -> Mapping[Label, float]:
        """What the model gives each label, [0, 1] and 1 in sum."""
        ...


class Told(NamedTuple):
    """An explanation that is known beforehand."""

    reason: str
    place: Place
    scores: Mapping[Label, float] = MappingProxyType({})


class Labelled(NamedTuple):
    """A block with the engine's decision and the reason for it.

    Attributes:
        score: how sure the engine is of `label`, [0, 1]; 1 is certain.
    """

    block: Block
    label: Label
    score: float
    explanation: Explanation

    @property
    def reason(self) -> str:
        """The rule or evidence that decided, a few words."""
        return self.explanation.reason

    @property
    def place(self) -> Place:
        """Where the block stands in the decoded input."""
        return self.explanation.place

    @property
    def scores(self) -> Mapping[Label, float]:
        """What the model gives each label, [0, 1] and 1 in sum.

        `label` may be another than the likeliest: rules and neighbours have their say.
        """
        return self.explanation.scores


def wanted(include: Collection[Label] = ()) -> frozenset[Label]:
    """Labels whose blocks stand in the output: the body's and `include`; titles never (renderers place them)."""
    return (ARTICLE_LABELS | frozenset(include)) - {Label.TITLE}


@dataclass(frozen=True)
class Article:
    """The article of one page, and all that was not the article.

    Attributes:
        read_metadata: works out what is known beside the words; called when somebody asks for `metadata` first.
        blocks: every block of the page in page order, kept or not.
        verdict: what the page as a whole is.
        confidence: how far `text` can be trusted, [0, 1]; 1 is certain.
        warnings: what the caller should know, a sentence each.
        engine: name and version of what decided.
        kind: what the page was read as.
    """

    read_metadata: Callable[[], Metadata]
    blocks: tuple[Labelled, ...]
    verdict: Verdict
    confidence: float
    warnings: tuple[str, ...]
    engine: str
    kind: Kind

    @cached_property
    def metadata(self) -> Metadata:
        """Title, authors, date and so on."""
        return self.read_metadata()

    @property
    def title(self) -> str | None:
        """The headline."""
        return self.metadata.title

    @cached_property
    def text(self) -> str:
        """The body alone: a blank line between paragraphs, one line a list item."""
        return self.render("text")

    @property
    def comments(self) -> list[str]:
        """Texts of the readers' comments, with their names, times and counters, in page order."""
        return self._texts(Label.COMMENT)

    @property
    def related(self) -> list[str]:
        """Texts of the links to other articles, in page order."""
        return self._texts(Label.RELATED)

    @property
    def captions(self) -> list[str]:
        """Captions and credits of pictures, in page order."""
        return self._texts(Label.CAPTION)

    @property
    def removed(self) -> dict[str, int]:
        """How many blocks of each label were left out of the body; labels in vocabulary order, none with 0."""
        counts = Counter(labelled.label for labelled in self.blocks)
        return {label.value: counts[label] for label in Label if label not in ARTICLE_LABELS and counts[label]}

    def kept(self, include: Collection[Label] = ()) -> list[Block]:
        """The body's blocks and those of the labels in `include`, in page order; renderers place titles."""
        labels = wanted(include)
        return [labelled.block for labelled in self.blocks if labelled.label in labels]

    def render(self, format: str = "text", *, include: Collection[str] = (), explain: bool = False) -> str:
        """The article as "text", "markdown", "html", "json" or "xml-tei".

        Args:
            include: labels to keep beside the body. `Label.TITLE` puts the headline first in "text"; the other
                formats open with it anyway.
            explain: "json" lists every block.

        Raises:
            UnknownOption: there is no such format, or no such label.
        """
        from app.engine.render import render  # the renderers import the record that they write

        return render(self, format, include=include, explain=explain)

    def _texts(self, label: Label) -> list[str]:
        return [labelled.block.text for labelled in self.blocks if labelled.label is label]
