"""B14: a fresh clone to the first shared picture by the README alone, and a later start to ready.

Run it on a quiet machine with a network: it installs everything anew, with no cache of pip or npm, in a folder that
goes afterwards. Bytes are those that arrived on this machine's network interfaces meanwhile, loopback aside.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from bench.harness import machine, write
from infra.cli.client import Client
from infra.operations import PROGRESS, REGISTER, SHARE, SUBMIT

ROOT = Path(__file__).parents[1]
FLOOR_SECONDS, AIM_SECONDS = 180, 90
FLOOR_MB, AIM_MB = 400, 250
FLOOR_START, AIM_START = 10, 5
LATER_STARTS = 5


def received() -> int:
    """Bytes that arrived on every interface but loopback."""
    lines = Path("/proc/net/dev").read_text().splitlines()[2:]
    counters = (line.partition(":") for line in lines)
    return sum(int(rest.split()[0]) for name, _, rest in counters if name.strip() != "lo")


@contextmanager
def started(clone: Path, home: Path) -> Iterator[str]:
    """``make run`` in the clone until it is ready; where its API is."""
    told = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "LIMN_HTTP_PORT": "0",
        "PIP_NO_CACHE_DIR": "1",
    }
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "NODE_EXTRA"))}
    process = subprocess.Popen(["make", "run"], cwd=clone, env=told | kept, stdout=subprocess.DEVNULL)
    try:
        yield ready(clone / ".limn" / "run" / "state.json", process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def ready(state: Path, process: subprocess.Popen[bytes]) -> str:
    """Wait until every program is ready; where the API is."""
    while process.poll() is None:
        try:
            system = json.loads(state.read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            system = {"programs": []}
        phases = {program["phase"] for program in system["programs"]}
        if phases == {"ready"}:
            return str(system["http"])
        time.sleep(0.02)
    raise RuntimeError(f"make run ended with {process.returncode}")


async def first_shared_picture(address: str) -> None:
    """What a newcomer does: join, ask, wait, share."""
    async with Client(address) as client:
        who = {"handle": f"b_{uuid4().hex[:12]}", "displayName": "Bench", "password": uuid4().hex}
        client.token = (await client.ask(REGISTER, input=who))["register"]["token"]
        asked = await client.ask(SUBMIT, input={"prompt": "a lighthouse at dusk, watercolor"})
        render = asked["submitPrompt"]["render"]["id"]
        async for _ in client.watch(PROGRESS, id=render):
            pass
        shared = await client.ask(SHARE, input={"renderId": render})
        assert shared["sharePost"]["post"]["id"]


def main() -> None:
    """Measure once from nothing, then the later starts."""
    with tempfile.TemporaryDirectory(prefix="limn-first-") as name:
        folder, clone = Path(name), Path(name) / "limn"
        before, began = received(), time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        with started(clone, folder) as address:
            asyncio.run(first_shared_picture(address))
            seconds, megabytes = time.perf_counter() - began, (received() - before) / 1e6
        starts = []
        for _ in range(LATER_STARTS):
            (clone / ".limn" / "run" / "state.json").unlink(missing_ok=True)
            began = time.perf_counter()
            with started(clone, folder):
                starts.append(time.perf_counter() - began)
    starts.sort()
    result = {
        "name": "first_run",
        "title": "B14: fresh clone to the first shared picture",
        "machine": machine(),
        "seconds": seconds,
        "megabytes": megabytes,
        "later_start_seconds": starts,
        "floor": [FLOOR_SECONDS, FLOOR_MB, FLOOR_START],
        "aim": [AIM_SECONDS, AIM_MB, AIM_START],
    }
    print(f"first shared picture after {seconds:.0f} s, {megabytes:.0f} MB (floor {FLOOR_SECONDS} s, {FLOOR_MB} MB)")
    print(f"later starts {starts[0]:.1f} to {starts[-1]:.1f} s, median {starts[len(starts) // 2]:.1f} s; {machine()}")
    write("first_run", result)


if __name__ == "__main__":
    main()
