"""The HTTP reference is what the service says of itself."""

from app.service.main import create_app
from app.settings import Settings
from tests.documents import ROOT
from tests.reference import reference

PATH = ROOT / "docs" / "http.md"


def test_the_reference_is_what_the_service_says_of_itself(update_golden: bool) -> None:
    written = reference(create_app(Settings()).openapi())
    if update_golden:
        PATH.write_text(written, "utf-8")

    assert PATH.read_text("utf-8") == written, (
        'make test TESTS="tests/test_reference.py --update-golden" writes it anew'
    )
