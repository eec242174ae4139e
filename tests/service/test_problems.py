"""The table from exceptions to problems."""

from collections.abc import Iterator

import pytest

from app.errors import CleaningError
from app.service import kinds
from app.service.errors import ServiceError, Unavailable
from app.service.problems import TABLE, describe, kind_of


def below(error: type[Exception]) -> Iterator[type[Exception]]:
    """All subclasses of an error, of any depth, but for those that are raised as one of their kinds only."""
    for sub in error.__subclasses__():
        if sub is not Unavailable:
            yield sub
        yield from below(sub)


@pytest.mark.parametrize("error", [*below(CleaningError), *below(ServiceError)])
def test_every_error_that_a_caller_can_cause_has_a_row(error: type[Exception]) -> None:
    assert error in TABLE


def test_a_subclass_is_answered_as_its_nearest_ancestor_and_the_unexpected_as_ours() -> None:
    nearest = next(iter(below(CleaningError)))
    assert kind_of(type("Closer", (nearest,), {})()) is TABLE[nearest]
    assert kind_of(CleaningError()) is kinds.INTERNAL
    assert kind_of(ZeroDivisionError()) is kinds.INTERNAL


def test_types_are_unique() -> None:
    assert len({kind.type for kind in kinds.KINDS}) == len(kinds.KINDS)


def test_a_long_name_is_not_repeated() -> None:
    found = describe([{"loc": ("x" * 5000,), "type": "extra_forbidden", "msg": ""}], ["format"])

    assert len(found) < 200
    assert "known are format" in found
