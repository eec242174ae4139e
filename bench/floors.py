"""The floors that the gate holds: F1 by input, dataset and group, pinned with the archives that they were measured on.

Each floor comes with an allowance for noise. The engine is a pure function, so on one machine there is none; but
another processor adds its 32-bit numbers in another order, and a block whose score is within a rounding error of the
threshold may fall on its other side. One average block is worth `1 / lines of the gold` of its page's F1; we allow
that one in `PAGES_A_FLIP` pages, and always one of the group, turns: `share of a block * turned pages / pages`. For
snippets it is one snippet of all wanted ones for each of those pages.
"""

import json
import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.corpus import Page
from bench.figures import Figures

#: Of so many pages one may have a block on the other side of the threshold.
PAGES_A_FLIP = 50


@dataclass(frozen=True, slots=True)
class Floor:
    """What a group of pages must reach.

    Attributes:
        f1: last landed F1.
        allowance: how far below it may be without being a regression.
    """

    f1: float
    allowance: float

    def broken_by(self, f1: float) -> bool:
        """Whether a measured F1 is below the floor by more than the noise."""
        return f1 < self.f1 - self.allowance


@dataclass(frozen=True, slots=True)
class Pinned:
    """The floors of one dataset: the SHA-256 of its archive, and a floor for every group."""

    sha256: str
    groups: Mapping[str, Floor]


#: By input ("html"), split ("dev") and dataset.
Floors = dict[str, dict[str, dict[str, Pinned]]]


def read(path: Path) -> Floors:
    """The floors of a file; none where there is no file."""
    if not path.is_file():
        return {}
    return {
        kind: {split: {name: _pinned(entry) for name, entry in datasets.items()} for split, datasets in splits.items()}
        for kind, splits in json.loads(path.read_text(encoding="utf-8")).items()
    }


def save(path: Path, floors: Floors) -> None:
    """Write the file, the same floors always as the same bytes."""
    rows = {
        kind: {split: {name: asdict(pinned) for name, pinned in datasets.items()} for split, datasets in splits.items()}
        for kind, splits in floors.items()
    }
    path.write_text(json.dumps(rows, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def allowance(pages: Sequence[Page]) -> float:
    """How far noise can take the F1 of these pages, rounded up to four decimals, the precision of the figures."""
    flips = max(1.0, len(pages) / PAGES_A_FLIP)
    if pages[0].gold.text is None:
        share = len(pages) / sum(len(page.gold.wanted) for page in pages)
    else:
        share = statistics.fmean(1 / max(1, len((page.gold.text or "").splitlines())) for page in pages)
    return math.ceil(share * flips / len(pages) * 10_000) / 10_000


def breaches(pinned: Pinned, sha256: str, records: Sequence[Figures]) -> list[str]:
    """What is wrong with one dataset's figures, a sentence each; empty where all floors hold."""
    if pinned.sha256 != sha256:
        return ["the archive is not the one that the floors were measured on: run with --update"]
    measured = {record.group: record for record in records}
    found = []
    for group, floor in pinned.groups.items():
        if group not in measured:
            found.append(f"{group} was not measured")
        elif floor.broken_by(measured[group].f1):
            found.append(f"{group}: F1 {measured[group].f1:.4f} is below {floor.f1:.4f} - {floor.allowance:.4f}")
    for record in records:
        if record.group == "all" and record.crashes + record.timeouts:
            found.append(f"{record.crashes} pages crashed the engine, {record.timeouts} outlasted their deadline")
    return found


def raised(old: Pinned | None, sha256: str, measured: Mapping[str, Floor], allow_regression: bool) -> Pinned:
    """The floors anew: what was measured, but no floor lower for mere noise.

    Raises:
        ValueError: a floor would fall, or vanish, and that is not allowed; the message lists them.
    """
    if old is None or allow_regression:
        return Pinned(sha256, dict(measured))
    fallen = [
        f"{group}: {floor.f1:.4f} → {measured[group].f1:.4f}" if group in measured else f"{group}: gone"
        for group, floor in old.groups.items()
        if group not in measured or floor.broken_by(measured[group].f1)
    ]
    if fallen:
        raise ValueError("; ".join(fallen))
    floors = {
        group: Floor(max(floor.f1, old.groups[group].f1), floor.allowance) if group in old.groups else floor
        for group, floor in measured.items()
    }
    return Pinned(sha256, floors)


def _pinned(entry: dict[str, object]) -> Pinned:
    groups = entry["groups"]
    if not isinstance(groups, dict):
        raise ValueError("a dataset's floors have no groups")
    return Pinned(str(entry["sha256"]), {group: Floor(**floor) for group, floor in groups.items()})
