"""``python -m tests.api.hostile.cost``: what each hostile request costs the API's process, beside a harmless one.

It starts a system of its own, sends each request of the catalogue several times, and reads the CPU time of the API's
process before and after. One line per request, the dearest first.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
from pathlib import Path

from infra.cli.client import Client
from infra.operations import PROGRESS, REGISTER, SHARE, SUBMIT
from tests.api.hostile.asking import Asked, Http, ask
from tests.api.hostile.catalogue import CATALOGUE
from tests.api.hostile.sending import Known, send
from tests.infra.supervisor.running import running

UP = [sys.executable, "-m", "infra.cli", "up", "--json"]
TIMES = 10
FEED = "{ feed(first: 20) { edges { node { id caption likeCount author { handle } image { url } } } } }"
HARMLESS = Http("a page of the feed", ask(FEED), 200)


def main() -> None:
    """Measure, and print the table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "data", UP, LIMN_HTTP_PORT="0", LIMN_RATE_LIMITS="off") as system,
    ):
        address = str(system.until_ready(120)["http"]).removeprefix("http://")
        costs = asyncio.run(_all(address, system.pid_of("api")))
    harmless = costs.pop(HARMLESS.name)
    lines = [
        f"harmless: {HARMLESS.name}, {harmless:.1f} ms of CPU; {len(costs)} hostile requests, {TIMES} times each",
        f"half of them cost less than {statistics.median(costs.values()):.1f} ms",
        *(f"{cost:8.1f} ms {cost / harmless:6.1f} x  {name}" for name, cost in sorted(costs.items(), key=_dearest)),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


def _dearest(line: tuple[str, float]) -> float:
    return -line[1]


async def _all(address: str, process: int) -> dict[str, float]:
    known = {"HOST": address, **await _world(f"http://{address}")}
    return {asked.name: await _cost(asked, address, known, process) for asked in (HARMLESS, *CATALOGUE)}


async def _cost(asked: Asked, address: str, known: Known, process: int) -> float:
    """Milliseconds of CPU for one."""
    await send(asked, address, known)
    before = _spent(process)
    for _ in range(TIMES):
        await send(asked, address, known)
    return (_spent(process) - before) / TIMES


def _spent(process: int) -> float:
    """Milliseconds of CPU that the threads of a process have used."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6


async def _world(url: str) -> Known:
    """A person with a picture, and another with one that is public and one that is not."""
    async with Client(url) as ada, Client(url) as eve:
        for number, person in enumerate((ada, eve)):
            wish = {"handle": f"person_{number}", "displayName": "A", "password": "long enough, surely"}
            person.token = str((await person.ask(REGISTER, input=wish))["register"]["token"])
        mine, public, private = await _picture(ada), await _picture(eve), await _picture(eve)
        return {
            "TOKEN": str(ada.token),
            "RENDER": mine,
            "THEIRS": private,
            "POST": await _shared(eve, public, "PUBLIC"),
            "PRIVATE": await _shared(eve, private, "PRIVATE"),
            "IMAGE": public.replace("render", "image"),
            "PRIVATE_IMAGE": private.replace("render", "image"),
        }


async def _picture(person: Client) -> str:
    render = str((await person.make(SUBMIT, prompt="a lighthouse", width=256, height=256))["render"]["id"])
    async for _ in person.watch(PROGRESS, id=render):
        pass
    return render


async def _shared(person: Client, render: str, visibility: str) -> str:
    return str((await person.make(SHARE, renderId=render, visibility=visibility))["post"]["id"])


if __name__ == "__main__":
    main()
