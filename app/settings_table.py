"""The table of settings in README.md: `python -m app.settings_table README.md` writes it anew."""

import re
import sys
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from app.settings import PREFIX, Settings

#: What stands around the table in a document.
BEGIN, END = "<!-- settings -->\n", "<!-- /settings -->\n"


def table() -> str:
    """Every setting with its default and its meaning, as a Markdown table."""
    rows = [("variable", "default", ""), ("---", "---", "---")]
    for name, field in Settings.model_fields.items():
        rows.append((f"`{PREFIX}{name.upper()}`", _default(field), field.description or ""))
    return "".join(f"| {' | '.join(row)} |\n".replace("|  |", "| |") for row in rows)


def with_table(document: str) -> str:
    """A document with the table as it is now.

    Raises:
        ValueError: it has no place for one.
    """
    replaced, count = re.subn(f"(?<={BEGIN}).*?(?={END})", lambda _: table(), document, flags=re.DOTALL)
    if count != 1:
        raise ValueError(f"there is not one place between {BEGIN.strip()} and {END.strip()}")
    return replaced


def _default(field: FieldInfo) -> str:
    """A default as it would stand in the environment; of one that depends on the machine, what it is."""
    extra = field.json_schema_extra
    if isinstance(extra, dict) and "default" in extra:
        return str(extra["default"])
    value: Any = field.default
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return "" if value is None else str(value)


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(with_table(path.read_text("utf-8")), "utf-8")
