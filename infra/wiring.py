"""The composition root: each process is put together from the rooms and their adapters, and loads no other's part."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from infra import logs
from infra.settings import Settings
from infra.telemetry.spans import Spans
from infra.telemetry.start import spans_of


def run_api(settings: Settings) -> None:
    """Serve the application until SIGTERM or SIGINT. Raises Problem where no system runs."""
    with _watched(settings, "api") as spans:
        from infra import serving  # noqa: PLC0415

        serving.run_api(settings, spans)


def run_engine(settings: Settings) -> None:
    """Fold the log and run the policies until SIGTERM or SIGINT. Raises Problem where no system runs."""
    with _watched(settings, "engine") as spans:
        from infra import engine  # noqa: PLC0415
        from infra.addresses import Addresses  # noqa: PLC0415
        from infra.dispatch import RedisDispatch  # noqa: PLC0415
        from infra.verify.notary import Notary  # noqa: PLC0415

        addresses = Addresses.of(settings)
        dispatch = RedisDispatch(addresses.redis)
        try:
            folding, appending = addresses.conninfo("limn_engine"), addresses.conninfo("limn_policy")
            notary = Notary(settings.data, addresses.secrets)
            engine.run_engine(folding, appending, dispatch, notary, settings.heartbeat, spans)
        finally:
            dispatch.close()


def run_worker(settings: Settings) -> None:
    """Render pictures until SIGTERM or SIGINT. Raises Problem where no system runs."""
    with _watched(settings, "worker") as spans:
        from infra import worker  # noqa: PLC0415

        worker.run_worker(settings, spans)


@contextmanager
def _watched(settings: Settings, program: str) -> Iterator[Spans]:
    """Logs of the process, and its spans until it ends."""
    spans = spans_of(settings, program)
    logs.configure(spans.trace)
    try:
        yield spans
    finally:
        spans.close()
