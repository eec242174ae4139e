"""`Accept` in, format out."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.render import FORMATS
from app.service.errors import NotAcceptable
from app.service.negotiate import MEDIA_TYPES, negotiate

RANGES = st.sampled_from([*MEDIA_TYPES, "*/*", "text/*", "application/*", "image/png", "nonsense", "", "a/b/c"])
WEIGHTS = st.sampled_from(["", ";q=0", ";q=0.5", ";q=1", ";q=x", ';v="1,2"'])


def test_every_format_of_the_engine_can_be_asked_for() -> None:
    assert set(MEDIA_TYPES.values()) == set(FORMATS)


@given(st.lists(st.tuples(RANGES, WEIGHTS).map("".join)).map(", ".join) | st.text(max_size=50))
def test_any_header_gives_a_format_or_a_refusal(header: str) -> None:
    with contextlib.suppress(NotAcceptable):
        assert negotiate(None, header) in FORMATS


@given(st.sampled_from(sorted(FORMATS)), st.text(max_size=20))
def test_a_format_asked_for_by_name_wins(name: str, accept: str) -> None:
    assert negotiate(name, accept) == name  # type: ignore[arg-type]  # a sample of the literal's values


@pytest.mark.parametrize("media", MEDIA_TYPES)
def test_what_is_excluded_is_not_chosen(media: str) -> None:
    assert negotiate(None, f"*/*, {media};q=0") != MEDIA_TYPES[media]
