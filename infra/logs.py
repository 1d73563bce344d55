"""What our processes log: one JSON object per line on stderr, with nothing in it that a person wrote.

An exception is told by its class and the places it passed, not by its message or variables: a prompt may be in them.
For the same reason the text of a plain log record ends with its first line: libraries add what they hold below it.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Any

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import Processor

ROOT = Path(__file__).parents[1]
ROOMS = ("domain", "projections", "api", "inference", "infra")
MOST_EXCEPTIONS = 8
MOST_PLACES = 24
"""Of one exception; the innermost are kept."""

Entry = MutableMapping[str, Any]  # as structlog has it: what JSON can say

logger = structlog.get_logger(__name__)


def configure(traced: Callable[[], str | None] = lambda: None) -> None:
    """Send all of this process's logging, ours and the libraries', through one handler. Call it first, and once.

    traced  the `traceparent` of what is being done; its trace stands in each entry
    """
    handler = logging.StreamHandler(sys.stderr)

    def with_trace(_logger: object, _level: str, entry: Entry) -> Entry:
        if trace := traced():
            entry["trace"] = trace.split("-")[1]
        return entry

    shared: list[Processor] = [
        structlog.stdlib.add_logger_name,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        _without_values,
        with_trace,
    ]
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=[_first_line, *shared],
            processors=[ProcessorFormatter.remove_processors_meta, _ordered, structlog.processors.JSONRenderer()],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for room in ROOMS:
        logging.getLogger(room).setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[*shared, ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    sys.excepthook = _uncaught
    threading.excepthook = lambda ended: _uncaught(ended.exc_type, ended.exc_value, ended.exc_traceback)


def told(error: BaseException) -> list[dict[str, object]]:
    """An exception, those in its group and those it came from: the class of each and its places, innermost last."""
    found: list[dict[str, object]] = []
    for one in _related(error):
        places = [
            _place(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in walk_tb(one.__traceback__)
        ]
        found.append({"class": type(one).__qualname__, "places": places[-MOST_PLACES:]})
        if len(found) == MOST_EXCEPTIONS:
            break
    return found


def _related(error: BaseException) -> Iterator[BaseException]:
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += one.exceptions if isinstance(one, BaseExceptionGroup) else ()
        waiting.append(one.__cause__ or (None if one.__suppress_context__ else one.__context__))


def _place(file: str, line: int, function: str) -> str:
    path = Path(file)
    return f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}:{line} {function}"


def _without_values(_logger: object, _level: str, entry: Entry) -> Entry:
    given = entry.pop("exc_info", None)
    error = given if isinstance(given, BaseException) else given[1] if isinstance(given, tuple) else None
    if given is True:
        error = sys.exc_info()[1]
    if error is not None:
        entry["raised"] = told(error)
    return entry


def _first_line(_logger: object, _level: str, entry: Entry) -> Entry:
    entry["event"] = str(entry["event"]).partition("\n")[0]
    return entry


def _ordered(_logger: object, _level: str, entry: Entry) -> Entry:
    first = {name: entry.pop(name) for name in ("time", "level", "event", "logger")}
    return {**first, **entry}


def _uncaught(_kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
    logger.critical("process.uncaught", exc_info=error)
