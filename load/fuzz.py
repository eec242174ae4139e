"""Inputs that nobody would send on purpose: the engine by coverage (atheris), the service by its own description.

The engine must answer any bytes with an article or with one of its own errors, in all formats, within a time; what it
does not is written to `--findings` and belongs into the tests as a case.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.service.example import PAGE, TEXT
from load.serving import served

#: Longest time for one input of at most `MAX_INPUT_BYTES`, in seconds, and most memory, in megabytes.
INPUT_SECONDS, MAX_INPUT_BYTES, INPUT_MEGABYTES = 10, 16_384, 2048
#: Inputs to one process.
ROUND = 10_000
#: Checks of schemathesis that hold for a service that takes any bytes as a page.
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


def fuzz_engine(runs: int, seconds: float, workers: int, seeds: Path, findings: Path) -> int:
    """Exit code of atheris after so many inputs or so long, begun from the files in `seeds`; 0 if nothing was found.

    Args:
        workers: processes that look at once; they share what they found worth going on from.
    """
    findings.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as corpus, ThreadPoolExecutor(workers) as pool:
        for name, text in (("page.html", PAGE), ("page.txt", TEXT)):
            Path(corpus, name).write_text(text, "utf-8")
        rounds = [
            pool.submit(_fuzz_in_rounds, runs // workers, end, seed, (corpus, str(seeds)), findings)
            for seed in range(1, workers + 1)
        ]
        return max(abs(each.result()) for each in rounds)  # below 0 where it was killed, for its memory say


def _fuzz_in_rounds(runs: int, end: float, seed: int, corpora: Sequence[str], findings: Path) -> int:
    """One process after the other, until `end` (`time.monotonic`): atheris itself takes some 80 kB more each input."""
    code = done = 0
    while not code and done < runs and (left := int(end - time.monotonic())) > 0:
        options = (
            f"-runs={min(ROUND, runs - done)}",
            f"-max_total_time={left}",
            f"-seed={seed}",
            "-reload=1",
            f"-timeout={INPUT_SECONDS}",
            f"-max_len={MAX_INPUT_BYTES}",
            f"-rss_limit_mb={INPUT_MEGABYTES}",
            f"-artifact_prefix={findings}/",
            "-print_final_stats=1",
        )
        code = subprocess.run([sys.executable, "-m", "load.target", *options, *corpora], check=False).returncode
        done += ROUND
        seed += 1_000
    return code


def fuzz_service(examples: int, workers: int) -> int:
    """Exit code of schemathesis after so many examples of every operation; 0 where nothing was found."""
    with served(WINNOW_WORKERS=str(workers), WINNOW_PAGE_SECONDS="60") as service:
        command = [
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{service.url}/openapi.json"),
            # The description's own examples are sent by the tests.
            *("--phases", "coverage,fuzzing", "--max-examples", str(examples)),
            *("--checks", CHECKS, "--seed", "1", "--no-color"),
        ]
        return subprocess.run(command, check=False, env=os.environ | {"SCHEMATHESIS_HOOKS": "load.ndjson"}).returncode
