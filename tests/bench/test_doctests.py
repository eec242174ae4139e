"""The examples in the docstrings are true, of every module whose packages are installed."""

import doctest
import importlib

import pytest

MODULES = (
    "cache",
    "child",
    "corpus",
    "decode",
    "figures",
    "floors",
    "innertext",
    "markup",
    "measure",
    "reliability",
    "score",
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    try:
        module = importlib.import_module(f"bench.{name}")
    except ModuleNotFoundError as missing:
        pytest.skip(str(missing))

    assert doctest.testmod(module).failed == 0
