"""The settings of one process: the only place that reads the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.realtime.attendance import PER_ADDRESS, PER_PERSON

PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "XDG_RUNTIME_DIR")

ORIGIN = r"https?://[a-z0-9.-]+(:[0-9]{1,5})?"
"""As browsers say it: no path, no slash at the end."""

RESERVE_MIB = 512
"""Enough for what goes on when nothing new is taken: views, sessions, pictures under way, and a recovery."""


def _whole(path: Path) -> Path:
    return path.expanduser().absolute()


class Settings(BaseSettings):
    """What an operator can say, each as ``LIMN_<NAME>``; an unset address means the embedded server."""

    model_config = SettingsConfigDict(env_prefix="LIMN_", env_ignore_empty=True, frozen=True)

    data: Annotated[Path, AfterValidator(_whole)] = Field(default=Path(".limn"), validate_default=True)
    """Folder of everything that is kept: database, pictures, keys, secrets, logs."""

    http_port: int = Field(default=8000, ge=0, le=65535)
    """Port of the application; zero picks a free one."""

    http_host: str = "127.0.0.1"
    """Address the application listens on: loopback, unless a container's own network is in front of it."""

    origin: str | None = Field(default=None, pattern=f"^{ORIGIN}$")
    """What people's browsers call the application where a proxy stands in front, ``https://limn.example``."""

    database_url: str | None = None
    """Owner's address of an outside PostgreSQL 16 or newer (may create roles), ``postgresql://…``."""

    redis_url: str | None = None
    """Address of an outside Redis 6.2 or newer, ``redis://…`` or ``unix://…``."""

    triton_url: str | None = None
    """gRPC address of an outside Triton that serves ``inference/model_repository``, ``host:port``."""

    profile: Literal["development", "production"] = "development"
    """``production`` is for a public address: no explorer, no introspection, and no query in an address."""

    cors_origins: str | None = Field(default=None, pattern=rf"^{ORIGIN}(,{ORIGIN})*$")
    """Other origins whose pages may read answers, as ``https://one.example,https://two.example``; none by default."""

    trusted_documents: Annotated[Path, AfterValidator(_whole)] | None = None
    """A JSON file of documents by their ids: clients may send the id alone."""

    documents: Literal["any", "trusted"] = "any"
    """``trusted`` runs those of ``LIMN_TRUSTED_DOCUMENTS`` and of app and commands alone, however they are sent."""

    proxies: int = Field(default=0, ge=0, le=9)
    """How many proxies stand in front, each adding to ``X-Forwarded-For`` whom it was asked by: limits go by that."""

    rate_limits: Literal["on", "off"] = "on"
    """``off`` lifts every limit on rates: for loopback only, and said loudly."""

    streams_per_person: int = Field(default=PER_PERSON, ge=1)
    """Sockets and event streams that one person may hold open at once; more are told to close some."""

    streams_per_address: int = Field(default=PER_ADDRESS, ge=1)
    """The same, of one address."""

    otlp_endpoint: str | None = Field(default=None, pattern=r"^https?://[^\s/@]+(/[^\s@]*)?$")
    """An OTLP collector that traces are sent to over HTTP, ``http://127.0.0.1:4318``; unset, nothing is traced."""

    trace_ratio: float = Field(default=0.1, ge=0, le=1)
    """How many of the operations are traced where there is a collector; what one sets off is traced with it."""

    metrics_token: SecretStr | None = None
    """What a Prometheus server elsewhere sends as its bearer token; unset, /metrics is for this machine alone."""

    reserve_mib: int = Field(default=RESERVE_MIB, ge=16)
    """Space on the data folder's disk that is left free: below it nothing new is taken, and all else goes on."""

    heartbeat: Path | None = None
    """File that a process under the supervisor touches while it works; the supervisor sets it."""


def runtime_parent() -> Path | None:
    """The folder for sockets that the login session offers, where it is ours and safe to use."""
    named = os.environ.get("XDG_RUNTIME_DIR")
    if named and (path := Path(named)).is_dir() and path.stat().st_uid == os.geteuid():
        return path
    return None


def environment(**more: str) -> dict[str, str]:
    """The environment of a program we start: the harmless part of ours, every ``LIMN_…``, and ``more``."""
    ours = {name: value for name, value in os.environ.items() if name in PASSED_ON or name.startswith("LIMN_")}
    return ours | more


def tell_libraries(**variables: str) -> None:
    """Settings of libraries that listen to the environment alone, for this process and those it starts."""
    os.environ.update(variables)
