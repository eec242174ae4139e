"""What all tests share."""

import shutil

import pytest
from hypothesis import settings

# Nothing fails because the machine is slow; with CI set the examples are the same in every run, as Hypothesis has it.
settings.register_profile("winnow", parent=settings(), deadline=None)
settings.load_profile("winnow")

#: The browser that the tests of the page drive; None where there is none.
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew from what the engine yields")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if CHROMIUM is None:
        terminalreporter.section("NO CHROMIUM: THE PAGE WAS NOT TESTED IN A BROWSER", red=True, bold=True)
        terminalreporter.line("Install it (Debian: apt-get install chromium) and run tests/service/page again.")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--update-golden"))
