"""What schemathesis sends where lines of JSON are wanted; it is given this module by name.

Source: https://schemathesis.readthedocs.io/en/stable/guides/custom-serializers/
"""

import json

import schemathesis
from hypothesis import strategies as st

from app.service.schemas import PageLine
from app.service.stream.docs import NDJSON

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
_NAMES = st.sampled_from(sorted(PageLine.model_fields)) | st.text()
_PAGES = st.fixed_dictionaries({"html": st.text()}) | st.fixed_dictionaries({"text": st.text(), "id": st.integers()})
_LINES = (_PAGES | st.dictionaries(_NAMES, _VALUES, max_size=4) | _VALUES).map(json.dumps) | st.text()

schemathesis.openapi.media_type(NDJSON, st.lists(_LINES, max_size=8).map("\n".join).map(str.encode))
