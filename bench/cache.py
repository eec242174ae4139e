"""What a system answered to the pages of one dataset, on disk, so that only new work is done.

A file holds one system at one version over one archive and one kind of input: change any of them and it is another
file. A page is a line, written when it is done, so that an interrupted run goes on where it stopped.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO


@dataclass(frozen=True, slots=True)
class Result:
    """A system's answer to one page.

    Attributes:
        id: the page's.
        text: the article; "" where the system failed.
        ms: milliseconds of processor time of the call.
        parse_ms: milliseconds of Lexbor's parse of the same page at the same time.
        peak_mb: the highest resident memory during the call, in MiB.
        failure: "" where the call came back, else "timeout", "died", or the exception.
    """

    id: str
    text: str
    ms: float
    parse_ms: float
    peak_mb: float
    failure: str = ""


class Cache:
    """The results of one file, by page id; used as a context that closes it."""

    def __init__(self, folder: Path, archive: str, kind: str, system: str, fingerprint: str) -> None:
        """Read what is there.

        Args:
            archive: SHA-256 of the dataset's archive.
            kind: the kind of input.
            fingerprint: of the system.
        """
        self.path = folder / f"{archive[:16]}-{kind}" / f"{system}-{fingerprint}.jsonl"
        self._known = {result.id: result for result in _read(self.path)}
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()

    def get(self, page_id: str) -> Result | None:
        """What is known of a page."""
        return self._known.get(page_id)

    def put(self, result: Result) -> None:
        """Keep a page's result; a later one replaces an earlier one."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("a", encoding="utf-8")
        self._known[result.id] = result
        self._file.write(json.dumps(asdict(result)) + "\n")
        self._file.flush()


def _read(path: Path) -> list[Result]:
    """The file's results; a last line that was cut off is taken out of the file."""
    if not path.is_file():
        return []
    text = path.read_text(encoding="utf-8", errors="replace")
    whole = text[: text.rfind("\n") + 1]
    if whole != text:
        path.write_text(whole, encoding="utf-8")
    return [Result(**json.loads(line)) for line in whole.split("\n") if line]
