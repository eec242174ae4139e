"""Inputs that nobody would send on purpose: the engine by coverage (atheris), the service by its own description.

The engine must answer any bytes with an article or with one of its own errors, in all formats, within a time; what it
does not is written to `--findings` and belongs into the tests as a case.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from app.service.example import PAGE, TEXT
from load.serving import served

#: Longest time for one input of at most `MAX_INPUT_BYTES`, in seconds, and most memory, in megabytes.
INPUT_SECONDS, MAX_INPUT_BYTES, INPUT_MEGABYTES = 10, 16_384, 2048
#: Checks of schemathesis that hold for a service that takes any bytes as a page.
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def fuzz_engine(runs: int, seconds: int, seeds: Path, findings: Path) -> int:
    """Exit code of atheris after so many inputs or so long, begun from the files in `seeds`; 0 if nothing was found."""
    findings.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as corpus:
        for name, text in (("page.html", PAGE), ("page.txt", TEXT)):
            Path(corpus, name).write_text(text, "utf-8")
        options = (
            f"-runs={runs}",
            f"-max_total_time={seconds}",
            f"-timeout={INPUT_SECONDS}",
            f"-max_len={MAX_INPUT_BYTES}",
            f"-rss_limit_mb={INPUT_MEGABYTES}",
            f"-artifact_prefix={findings}/",
            "-print_final_stats=1",
        )
        command = [sys.executable, "-m", "load.target", *options, corpus, str(seeds)]
        return subprocess.run(command, check=False).returncode


def fuzz_service(examples: int, workers: int) -> int:
    """Exit code of schemathesis after so many examples of every operation; 0 where nothing was found."""
    with served(WINNOW_WORKERS=str(workers), WINNOW_PAGE_SECONDS="60") as service:
        command = [
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{service.url}/openapi.json"),
            *("--checks", CHECKS, "--max-examples", str(examples), "--seed", "1", "--no-color"),
        ]
        return subprocess.run(command, check=False).returncode
