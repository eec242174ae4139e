"""What holds for the project as a whole: its locks, its dependencies, its version, the purity of its engine."""

import ast
import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from app.settings import Settings

ROOT = Path(__file__).parent.parent
LOCKS = (
    "requirements.lock",
    "requirements-dev.lock",
    "requirements-image.lock",
    "requirements-bench.lock",
    "requirements-build.lock",
)
#: All that a line of a lock may be: a version with its platforms, a hash, or a comment that names who wants it.
LOCK_LINE = re.compile(
    r"[a-z0-9-]+==[\w.]+( ; [\w.<>=!' ]+)? \\"
    r"|    --hash=sha256:[0-9a-f]{64}( \\)?"
    r"|    # via"
    r"|    # (via |  )(-r -|-c requirements(-dev)?\.lock|[\w-]+( \(pyproject\.toml\))?)"
)

#: What the way from bytes to article must not know: the web, the network, the disk, the clock, the surroundings.
IMPURE = frozenset(
    {
        *("fastapi", "starlette", "uvicorn", "pydantic", "pydantic_settings", "prometheus_client"),
        *(
            "asyncio",
            "ftplib",
            "http",
            "httpx",
            "requests",
            "select",
            "smtplib",
            "socket",
            "ssl",
            "urllib.request",
            "urllib3",
        ),
        *("fileinput", "glob", "os", "pathlib", "pickle", "shelve", "shutil", "sqlite3", "tempfile"),
        *("locale", "platform", "random", "secrets", "sys", "time", "uuid"),
        *("logging", "multiprocessing", "signal", "subprocess", "threading", "concurrent"),
        *("app.cli", "app.service", "app.settings"),
    }
)
#: What `m` stands for in a limit of a container. Bytes.
MEGABYTE = 1 << 20
#: Modules that only newer versions of Python have; older ones get them from a package.
NEW_IN_STANDARD_LIBRARY = frozenset({"compression"})
IMPURE_FUNCTIONS = frozenset({"open", "input", "print", "exec", "eval", "breakpoint"})
IMPURE_METHODS = frozenset({"now", "today", "utcnow", "fromtimestamp", "write_text", "write_bytes"})


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def requirements(*extras: str) -> list[Requirement]:
    table = project()["project"]
    lists = [table["dependencies"], *(table["optional-dependencies"][extra] for extra in extras)]
    return [Requirement(line) for lines in lists for line in lines]


def locked(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==([\w.]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_no_address(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()

    assert lines
    assert [line for line in lines if not LOCK_LINE.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.lock", ()),
        ("requirements-dev.lock", ("test", "lint", "otel")),
        ("requirements-image.lock", ("otel",)),
        ("requirements-bench.lock", ("bench",)),
    ],
    ids=["run", "develop", "image", "bench"],
)
def test_every_dependency_is_locked_at_a_version_it_allows(lock: str, extras: tuple[str, ...]) -> None:
    versions = locked(lock)

    wrong = [
        str(need)
        for need in requirements(*extras)
        if versions.get(canonicalize_name(need.name), "") not in need.specifier
    ]

    assert wrong == []


def test_the_tests_run_on_the_versions_that_are_shipped() -> None:
    assert locked("requirements.lock").items() <= locked("requirements-image.lock").items()
    assert locked("requirements-image.lock").items() <= locked("requirements-dev.lock").items()


@pytest.mark.parametrize(
    ("folder", "extras"), [("app", ("client", "otel")), ("tests", ("test",))], ids=["app", "tests"]
)
def test_what_is_imported_is_a_dependency_of_its_own(folder: str, extras: tuple[str, ...]) -> None:
    owners = importlib.metadata.packages_distributions()
    declared = {canonicalize_name(need.name) for need in requirements(*extras)}
    tops = {name.partition(".")[0] for path in (ROOT / folder).rglob("*.py") for name in imports(path)}

    ours = {entry.name for entry in ROOT.iterdir() if entry.is_dir()}
    third_party = tops - sys.stdlib_module_names - NEW_IN_STANDARD_LIBRARY - ours
    undeclared = {top for top in third_party if declared.isdisjoint(map(canonicalize_name, owners.get(top, [])))}

    assert undeclared == set()


def test_the_version_is_the_same_everywhere() -> None:
    version = project()["project"]["version"]
    headings = re.findall(
        r"^## \[(\d[^\]]*)\] - \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )

    assert headings[0] == version
    assert importlib.metadata.version("winnow") == version


BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"


def test_the_package_holds_every_file_of_its_folders(tmp_path: Path) -> None:
    source, wheels = tmp_path / "source", tmp_path / "wheels"
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("app", "seeds"):
        shutil.copytree(ROOT / name, source / name, symlinks=True, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)

    subprocess.run([sys.executable, "-c", BUILD, wheels], cwd=source, capture_output=True, check=True, timeout=600)

    (wheel,) = wheels.iterdir()
    packed = set(zipfile.ZipFile(wheel).namelist())
    files = {str(path.relative_to(source)) for path in (source / "app").rglob("*.*") if path.suffix != ".md"}
    files |= {f"app/service/page/seeds/{seed.name}" for seed in (ROOT / "seeds").iterdir()}
    assert files - packed == set()


def test_the_containers_agree_on_port_and_health() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text("utf-8")
    service = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]["winnow"]

    (check,) = re.findall(r"HEALTHCHECK .*\\\n +CMD (\[.*\])$", dockerfile, re.MULTILINE)
    assert service["healthcheck"]["test"] == ["CMD", *yaml.safe_load(check)]
    assert service["ports"] == ["8000:8000"]
    assert re.findall(r"^EXPOSE (.*)$", dockerfile, re.MULTILINE) == ["8000"]


def test_a_container_has_room_for_what_its_service_may_hold() -> None:
    service = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]["winnow"]
    names = {f"WINNOW_{field.upper()}": field for field in Settings.model_fields}
    settings = Settings(**{names[name]: value for name, value in service["environment"].items()})

    pages = settings.workers * settings.page_memory_bytes
    streams = settings.max_streams * 3 * settings.max_body_bytes
    assert pages + settings.max_held_bytes + streams + 512 * MEGABYTE <= int(service["mem_limit"][:-1]) * MEGABYTE


def test_every_container_is_bounded_and_has_no_privilege() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]

    for name, service in services.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert {"cpus", "mem_limit", "pids_limit"} <= service.keys(), name
        settings = {key for key in service.get("environment", {}) if key.startswith("WINNOW_")}
        assert settings <= {f"WINNOW_{field.upper()}" for field in Settings.model_fields}, name
    assert services["replica"]["deploy"]["replicas"] == 2


ENGINE = sorted((ROOT / "app" / "engine").rglob("*.py"))


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: str(path.relative_to(ROOT / "app" / "engine")))
def test_the_engine_knows_neither_web_nor_disk_nor_clock(path: Path) -> None:
    assert [name for name in imports(path) if IMPURE.intersection(parents(name))] == []
    assert IMPURE_FUNCTIONS.isdisjoint(called(path, ast.Name))
    assert IMPURE_METHODS.isdisjoint(called(path, ast.Attribute))
    assert not any(isinstance(node, ast.Global) for node in ast.walk(tree(path)))


WATCH = """
import sys
from pathlib import Path

pages = [path.read_bytes() for path in sorted(Path("seeds").glob("*.txt"))]
wrapped = [b"<html><body><article>" + b"".join(b"<p>%s</p>" % line for line in page.splitlines()) for page in pages]

from app.engine import clean

def clean_all():
    for page in pages + wrapped:
        for format in ("text", "markdown", "html", "json", "xml-tei"):
            yield clean(page, url="https://paper.example/1").render(format)

first = list(clean_all())  # libraries load their tables when they first need them; after that there is nothing to load

loaded = sorted({name.partition(".")[0] for name in sys.modules} & {"fastapi", "starlette", "uvicorn", "pydantic"})
assert not loaded, loaded

watching = True
def watch(event, arguments):
    if watching and event.partition(".")[0] in {"open", "os", "shutil", "socket", "subprocess", "tempfile", "urllib"}:
        raise AssertionError((event, arguments))
sys.addaudithook(watch)
second = list(clean_all())
watching = False
assert first == second
"""


def test_cleaning_touches_nothing_outside_the_process() -> None:
    run = subprocess.run([sys.executable, "-c", WATCH], cwd=ROOT, capture_output=True, text=True, timeout=120)

    assert run.stderr == ""
    assert run.returncode == 0


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Names of the modules that a file imports, inside its functions too; "a.b" also for `from a import b`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parents(name: str) -> set[str]:
    """The module and all packages around it: "a.b.c" is in "a.b" and in "a"."""
    parts = name.split(".")
    return {".".join(parts[:length]) for length in range(1, len(parts) + 1)}


def called(path: Path, kind: type[ast.Name] | type[ast.Attribute]) -> set[str]:
    """Names of the functions (as names) or the methods (as attributes) that a file calls."""
    functions = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    return {ast.unparse(function).rpartition(".")[2] for function in functions if isinstance(function, kind)}
