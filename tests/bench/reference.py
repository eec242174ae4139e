"""The tools that others score with, where they lie beside the checkout: ours must give the same figures."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).parents[3] / "shared" / "tools"


def reference(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, or a skipped test where it is not there."""
    if not (TOOLS / f"{name}.py").is_file():
        pytest.skip("there is no reference beside the checkout")
    monkeypatch.syspath_prepend(str(TOOLS))
    monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.delitem(sys.modules, "corpora", raising=False)
    module = importlib.import_module(name)
    monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "corpora", raising=False)
    return module
