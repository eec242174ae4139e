"""What has happened to pages since the service started: plain numbers, for `metrics` to show."""

from collections import Counter
from dataclasses import dataclass, field

from app.service.work import Facts


@dataclass(slots=True)
class Tally:
    """Counts that only grow.

    Attributes:
        pages: answered pages by input, language and verdict.
        blocks: their blocks by label.
        deadline_kills: pages that were given up because they took too long, with their process.
        memory_kills: pages that were given up because they took too much memory, with their process.
        deaths: processes that ended on their own while they had a page.
    """

    pages: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    blocks: Counter[str] = field(default_factory=Counter)
    deadline_kills: int = 0
    memory_kills: int = 0
    deaths: int = 0

    def add(self, facts: Facts) -> None:
        """Count one page."""
        self.pages[facts.input, facts.language, facts.verdict] += 1
        self.blocks.update(facts.blocks)
