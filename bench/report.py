"""Figures as JSON, as Markdown and as a plot."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.figures import Figures, mean_f1, mean_ms

COLUMNS = ("P", "R", "F1", "median ms", "p95 ms", "pages/s", "× parse", "peak MiB", "empty", "crashes", "timeouts")


def write(folder: Path, name: str, heading: Mapping[str, Any], records: Sequence[Figures]) -> None:
    """Write `<name>.json`, `<name>.md` and `<name>.svg` into the folder.

    Args:
        heading: what was run: split, input, datasets, systems, left_out, deadline_seconds.
        records: of each system together, in the order of the tables.
    """
    folder.mkdir(parents=True, exist_ok=True)
    everything = dict(heading) | {"mean_f1": mean_f1(records), "figures": [asdict(record) for record in records]}
    text = json.dumps(everything, indent=1, ensure_ascii=False) + "\n"
    (folder / f"{name}.json").write_text(text, encoding="utf-8")
    (folder / f"{name}.md").write_text(markdown(heading, records), encoding="utf-8")
    plot(folder / f"{name}.svg", records)


def markdown(heading: Mapping[str, Any], records: Sequence[Figures]) -> str:
    """The overview, then a table for every dataset and group."""
    lines = [f"# Split {heading['split']}, input {heading['input']}", ""]
    versions = ", ".join(f"{name} {version}" for name, version in heading["systems"].items())
    lines += [f"Measured: {versions}.", ""]
    lines += [f"Left out: {name}: {reason}." for name, reason in heading["left_out"].items()]
    lines += ["", "## Body F1 by dataset", "", *_overview(records)]
    for dataset in sorted({record.dataset for record in records}):
        lines += ["", f"## {dataset}"]
        members = [record for record in records if record.dataset == dataset]
        for group in dict.fromkeys(record.group for record in members):
            rows = [record for record in members if record.group == group]
            lines += ["", f"### {dataset}, {group}: {rows[0].pages} pages, {rows[0].gold} gold", ""]
            lines += _table(("system", *COLUMNS), [_row(record) for record in rows])
    return "\n".join(lines) + "\n"


def _overview(records: Sequence[Figures]) -> list[str]:
    """A row a system: F1 by dataset, the mean over the datasets with full gold, milliseconds over all pages."""
    whole = [record for record in records if record.group == "all"]
    datasets = sorted({record.dataset for record in whole})
    means = mean_f1(whole)
    rows = []
    for system in dict.fromkeys(record.system for record in whole):
        own = {record.dataset: record for record in whole if record.system == system}
        cost = mean_ms(own.values())
        scores = [f"{own[dataset].f1:.4f}" if dataset in own else "–" for dataset in datasets]
        mean = f"{means[system]:.4f}" if system in means else "–"
        rows.append([system, *scores, mean, f"{cost:.2f}", str(sum(record.empty for record in own.values()))])
    return _table(("system", *datasets, "mean, full gold", "ms/page", "empty"), rows)


def _row(record: Figures) -> list[str]:
    scores = [f"{value:.4f}" for value in (record.precision, record.recall, record.f1)]
    cost = [f"{value:.2f}" for value in (record.median_ms, record.p95_ms)]
    size = [f"{value:.1f}" for value in (record.pages_per_second, record.parses, record.peak_mb)]
    return [record.system, *scores, *cost, *size, str(record.empty), str(record.crashes), str(record.timeouts)]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return ["| " + " | ".join(cells) + " |" for cells in (head, rule, *rows)]


def plot(path: Path, records: Sequence[Figures]) -> None:
    """Mean F1 over the datasets with full gold against milliseconds a page, a point a system, as SVG."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    means = mean_f1(records)
    with rc_context({"svg.hashsalt": "bench", "svg.fonttype": "none"}):
        figure = Figure(figsize=(8, 5), layout="constrained")
        axes = figure.add_subplot()
        for system, f1 in means.items():
            own = [record for record in records if record.system == system and record.group == "all"]
            cost = mean_ms(own)
            axes.scatter([cost], [f1], marker="*" if system == "winnow" else "o", s=90 if system == "winnow" else 36)
            axes.annotate(system, (cost, f1), xytext=(5, 4), textcoords="offset points", fontsize=8)
        axes.set_xscale("log")
        axes.set_xlabel("milliseconds a page, mean (log)")
        axes.set_ylabel("body F1, mean over datasets with full gold")
        axes.grid(visible=True, which="major", alpha=0.3)
        figure.savefig(path, format="svg", metadata={"Date": None})
