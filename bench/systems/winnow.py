"""Our own engine, called as its readers are told to."""

import hashlib
from importlib import metadata
from pathlib import Path

import app
from app import clean
from app.service.work import warm_up
from bench.systems import Extract, Request


def version() -> str:
    """A digest of the engine's sources and data, and of the NumPy that it computes with."""
    engine = Path(app.__file__).parent / "engine"
    files = sorted(file for file in engine.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    digest = hashlib.sha256(metadata.version("numpy").encode())
    for file in files:
        digest.update(file.relative_to(engine).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def load() -> Extract:
    """Bytes in, body text out; as warm as a worker of the service, which loads what few pages need before the first."""
    warm_up()

    def extract(request: Request) -> str:
        return clean(request.data, url=request.url, input=request.kind).text

    return extract
