"""What an operator may set, read once from the environment (`WINNOW_…`)."""

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "WINNOW_"
#: Variables with the prefix that others read: the benchmark's, see `bench/corpus.py`.
OF_OTHERS = frozenset({"WINNOW_CORPORA"})

LogFormat = Literal["json", "text"]
LogLevel = Literal["debug", "info", "warning", "error"]


def _listed(value: object) -> object:
    """The parts of a list with commas; one that is set and holds nothing was meant to hold something."""
    if not isinstance(value, str):
        return value
    if not (parts := [part for part in map(str.strip, value.split(",")) if part]):
        raise ValueError("is set but empty; unset it if that is meant")
    return parts


_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Origin = Annotated[str, StringConstraints(pattern=r"^(\*|https?://[^/\s]+)$")]
Hashes = Annotated[tuple[_Hash, ...], NoDecode, BeforeValidator(_listed)]
Ports = Annotated[
    tuple[Annotated[int, Field(ge=1, le=65535)], ...], NoDecode, Field(min_length=1), BeforeValidator(_listed)
]
Origins = Annotated[tuple[_Origin, ...], NoDecode, BeforeValidator(_listed)]


class UnusableSetting(ValueError):
    """What a setting names cannot be used; the message says why."""


class UnknownSetting(ValueError):
    """A variable has the prefix but no setting has its name; the message says which was meant."""


def _cores() -> int:
    """Number of processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Settings(BaseSettings):
    """Settings of the service. Each is the upper-case environment variable of its name with the prefix `WINNOW_`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", hide_input_in_errors=True)

    workers: int = Field(
        default_factory=_cores,
        ge=1,
        le=1024,
        description="Processes that clean pages, one page each at a time.",
        json_schema_extra={"default": "number of cores"},
    )
    page_seconds: float = Field(
        default=5.0, gt=0, le=3600, description="Longest time that one page may take; then its process is ended (504)."
    )
    page_memory_bytes: int = Field(
        default=750_000_000,
        ge=50_000_000,
        description="Most memory that one page may take beside what its process takes anyway, about 200 MB; then 500.",
    )
    max_body_bytes: int = Field(
        default=10_000_000,
        ge=1,
        description="Largest request body that is read, in bytes, also when decompressed; a larger one gets 413.",
    )
    body_seconds: float = Field(
        default=60.0, gt=0, le=3600, description="Longest time that a request body may take to come in; then 408."
    )
    max_waiting: int = Field(
        default=128, ge=0, description="Most pages that wait for a free process; one more gets 503 and Retry-After."
    )
    max_held_bytes: int = Field(
        default=250_000_000,
        ge=1,
        description="Most bytes of bodies held at once, coming in, waiting or in work; then 503 and Retry-After. "
        "Streams and fetched pages are not among them.",
    )
    drain_seconds: float = Field(
        default=1.0,
        ge=0,
        le=600,
        description="Time between `/readyz` saying no and the last connection, when the service is told to stop.",
    )
    max_streams: int = Field(
        default=16,
        ge=0,
        description="Most streams that are open at a time; one more gets 503 and Retry-After. "
        "Each holds up to three times WINNOW_MAX_BODY_BYTES.",
    )
    shutdown_seconds: int = Field(
        default=10, ge=0, description="Time that requests under way get to finish when the service is told to stop."
    )
    rate_limit: str = Field(
        default="",
        description="How often one caller, a key or else an address, may ask, such as 600/minute; more gets 429.",
    )
    api_keys: Hashes = Field(
        default=(), description="Hashes of the keys of `winnow key`, with commas; without any, everybody may ask."
    )
    api_keys_file: Path | None = Field(
        default=None, description="A file of such hashes, one a line; what stands behind a hash or a # is a remark."
    )
    cors_origins: Origins = Field(
        default=(), description="Origins whose scripts may ask, such as https://a.example, with commas; * is any."
    )
    fetch: bool = Field(
        default=False, description="Whether pages are fetched by their `url` where a request has nothing else."
    )
    fetch_seconds: float = Field(
        default=10.0, gt=0, le=3600, description="Longest time that fetching one page may take; then it gets 504."
    )
    fetch_ports: Ports = Field(default=(80, 443), description="Ports that are fetched from, with commas.")
    fetch_contact: str = Field(
        default="",
        pattern=r"^[!-~]*$",
        description="Address of a page or a mailbox for the operators of sites; it goes into `User-Agent`.",
    )
    max_fetches: int = Field(
        default=16, ge=1, description="Most pages that are fetched at a time; one more gets 503 and Retry-After."
    )
    log_format: LogFormat = Field(
        default="json", description="How a line of the log looks: json, or text for a terminal."
    )
    log_level: LogLevel = Field(
        default="info", description="The least that is logged: debug, info (every request), warning or error."
    )


def check_names(environment: Mapping[str, str]) -> None:
    """Refuse variables that have the prefix but name no setting: a misspelt limit is no limit.

    Raises:
        UnknownSetting: the first such variable, with the name it was probably meant to be.
    """
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for name in sorted(environment.keys() - OF_OTHERS):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known))}."
            raise UnknownSetting(f"{name} is not a setting: {hint}")


def load_settings(**given: Any) -> Settings:
    """The settings of this process's environment; what is given wins.

    Raises:
        UnknownSetting: see `check_names`.
        UnusableSetting: values are not of the type or the range of their settings; says why of each, and no value.
    """
    check_names(os.environ)
    try:
        return Settings(**given)
    except ValidationError as error:
        wrong = ((str(each["loc"][0]).upper(), each["msg"]) for each in error.errors(include_input=False))
        raise UnusableSetting("; ".join(f"{PREFIX}{name}: {message}" for name, message in wrong)) from None
