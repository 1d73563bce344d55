"""A replay on Ray: stretches of the log are folded wherever there is room, from an export's files, and joined here.

The folds are those of `projections.replays`, so the answer has the same digest as in one process. A task reads one file
and is a function of it: one whose worker dies is done again, elsewhere.
"""

from __future__ import annotations

import logging
import secrets
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from infra.analysis import need
from infra.export.reading import ExportedLog, stream_file
from infra.servers.problem import Exit, Problem
from infra.settings import tell_libraries
from projections.replays.outcome import Outcome
from projections.replays.replay import Part, Spec, finish, stretches
from projections.replays.stretch import Stretch, fold

if TYPE_CHECKING:
    from ray import ObjectRef

CPUS = 2
"""Workers of a Ray of our own."""
STORE = 96 << 20
"""Bytes of memory in which they hand over what they folded: near the least that Ray takes."""
AHEAD = 16
"""Tasks that wait or run at once, so that what is folded and not joined yet stays small."""
RETRIES = 5
"""How often a piece is folded again, each time because its worker died."""

LOCAL = ""
"""The address of a Ray of our own, which begins and ends with the replay."""
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_AUTH_MODE": "token"}
"""It reports to nobody, listens on loopback alone, and there only to who has the token."""


def replay_on_ray(
    spec: Spec, log: ExportedLog, address: str = LOCAL, report: Callable[[int], None] = lambda position: None
) -> Outcome:
    """The answer to a replay. `report` is told each position that is reached.

    At another `address`, this program and the export lie on every machine, at the same place. Raises Problem where Ray
    does not answer, or cannot finish.
    """
    need("ray")
    folded = []
    with _connected(address) as submit:
        for parts in stretches(spec):
            pieces = [piece for part in parts for piece in log.pieces(part)]
            folded.append(_joined(_results(submit, pieces), report))
    return finish(spec, folded)


def fold_piece(file: Path, part: Part) -> Stretch:
    """What a worker does: fold what of a part lies in one file."""
    return fold(stream_file(file, *part))


Piece = tuple[Path, Part]
Submit = Callable[[Path, Part], "ObjectRef[Stretch]"]


def _results(submit: Submit, pieces: Sequence[Piece]) -> Iterator[tuple[Part, Stretch]]:
    """What was folded, in order."""
    import ray  # noqa: PLC0415 - a user who only runs Limn does not have it

    waiting: deque[tuple[Part, ObjectRef[Stretch]]] = deque()
    left = iter(pieces)
    while True:
        while len(waiting) < AHEAD and (piece := next(left, None)):
            waiting.append((piece[1], submit(*piece)))
        if not waiting:
            return
        part, result = waiting.popleft()
        try:
            yield part, ray.get(result)
        except ray.exceptions.RayError as error:
            raise Problem("Ray could not finish this replay.", "try it without --ray") from error


def _joined(results: Iterator[tuple[Part, Stretch]], report: Callable[[int], None]) -> Stretch:
    whole = Stretch()
    for part, stretch in results:
        whole.join(stretch)
        report(part.upto)
    return whole


@contextmanager
def _connected(address: str) -> Iterator[Submit]:
    """A Ray to hand tasks to: somebody's at an address, or one of our own, of which nothing is left."""
    folder = Path(tempfile.mkdtemp(prefix="limn-ray-"))
    try:
        ray = _own(folder) if address == LOCAL else _at(address)
        try:
            yield ray.remote(fold_piece).options(max_retries=RETRIES).remote
        finally:
            ray.shutdown()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _own(folder: Path) -> ModuleType:
    tell_libraries(**QUIET, RAY_AUTH_TOKEN=secrets.token_hex(32))
    ray = import_module("ray")  # it looks at the environment as it is loaded

    ray.init(
        "local",
        num_cpus=CPUS,
        object_store_memory=STORE,
        include_dashboard=False,
        log_to_driver=False,
        logging_level=logging.ERROR,
        _temp_dir=str(folder),
    )
    return ray


def _at(address: str) -> ModuleType:
    tell_libraries(RAY_USAGE_STATS_ENABLED="0")
    ray = import_module("ray")

    try:
        ray.init(address, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, RuntimeError, ValueError) as error:
        told = f"No Ray answers at {address[:80]}: {type(error).__name__}."
        raise Problem(told, "look at its address, or leave it out", Exit.SERVER) from error
    return ray
