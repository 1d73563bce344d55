"""``limn up`` for torture: the real system with the tests' painter, two engines that do not wait for each other, and
several workers; everything that dies is started again at once. ``python -m tests.torture.system WORKERS MODELS``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from infra.servers.layout import Layout
from infra.servers.process import Command
from infra.settings import Settings
from infra.supervisor import keeper, up
from infra.supervisor.program import HttpProgram, OwnProgram
from infra.supervisor.say import Json
from infra.supervisor.state import SystemState
from infra.supervisor.system import Step
from tests.infra.supervisor.running import Running, running

ROOT = Path(__file__).parents[2]
OBEDIENT = ROOT / "tests" / "infra" / "worker" / "models"
PAINTER = ROOT / "inference" / "model_repository"
BACK_OFF = (0.0, 0.1, 0.2, 0.5)
CHECK_EVERY = 1.0


class Mortal(OwnProgram):
    """One of our processes that dies where it is told to; ``worker2`` is another worker."""

    def prepare(self) -> Command:
        verb = self.name.rstrip("0123456789")
        return replace(super().prepare(), argv=[sys.executable, "-m", "tests.torture.child", verb])


class MortalApi(Mortal, HttpProgram):
    """The same with an address."""


def assemble(workers: int, settings: Settings, layout: Layout, runtime: Path, guard: int) -> up.Assembly:
    """The real assembly with mortal programs, and more of them."""
    plan = up.assembly(settings, layout, runtime, guard)
    servers, (api, *_) = plan.stages
    assert isinstance(api.program, HttpProgram)
    variables = api.program.variables | {"PYTHONPATH": str(ROOT)}
    own: list[OwnProgram] = [
        MortalApi("api", api.program.port, runtime, layout.logs, variables),
        Mortal("engine", runtime, layout.logs, variables),
        Mortal("engine2", runtime, layout.logs, variables | {"LIMN_NOT_ALONE": "yes"}),
        *(Mortal(f"worker{number}", runtime, layout.logs, variables) for number in range(1, workers + 1)),
    ]
    return up.Assembly([servers, [Step(program.name, program) for program in own]], plan.state)


@contextmanager
def tortured(data: Path, *, workers: int = 3, models: Path = OBEDIENT) -> Iterator[Running]:
    """A system on ``data`` that is ready, and gone afterwards; its orders lie in ``orders(data)``."""
    command = [sys.executable, "-m", "tests.torture.system", str(workers), str(models)]
    variables = {"LIMN_HTTP_PORT": "0", "LIMN_RATE_LIMITS": "off", "LIMN_TORTURE": str(orders(data))}
    with running(data, command, **variables) as system:
        system.until_ready(120)
        yield system


def orders(data: Path) -> Path:
    """The folder of orders of the system on ``data``."""
    return data.with_name(f"{data.name}-orders")


def state(data: Path) -> SystemState:
    """What runs just now."""
    found = SystemState.read(Layout(data).state)
    assert found, "it was ready once"
    return found


if __name__ == "__main__":
    workers, models = sys.argv[1:]
    keeper.BACK_OFF, keeper.CHECK_EVERY = BACK_OFF, CHECK_EVERY  # type: ignore[assignment] # shorter, for more deaths
    up.REPOSITORY = Path(models)
    sys.exit(up.up(Settings(), Json(), partial(assemble, int(workers))))
