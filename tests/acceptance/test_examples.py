"""What docs/api shows runs as it stands: its commands, its typed client, and its copy of the log, which is exact."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from infra.cli.client import Client
from infra.settings import environment
from tests.acceptance.people import person
from tests.waiting import until

DOCS = Path(__file__).parents[2] / "docs" / "api"
UNLIKE = "mutation($input: PostRef!) { unlikePost(input: $input) { position userErrors { code message } } }"
EVENTS = """query($after: Position) {
  events(first: 100, after: $after) { edges { node { position topic at actor { id } subject payload } } }
}"""
HALF = b'{"position": "00000'


@asynccontextmanager
async def running(name: str, *arguments: str | Path) -> AsyncIterator[Process]:
    """One of the Python examples, killed in the end as by a power cut."""
    program = str(DOCS / "examples" / "python" / name)
    process = await asyncio.create_subprocess_exec(sys.executable, program, *map(str, arguments), stdout=PIPE)
    try:
        yield process
    finally:
        process.kill()
        await process.wait()


async def test_a_copy_of_the_log_is_exact_however_often_it_is_killed(address: str, tmp_path: Path) -> None:
    copy = tmp_path / "events.jsonl"
    async with person(address, "fay") as fay:
        post = await fay.share(await fay.render("a heron"), "A heron")
        began = (await fay.like(post))["position"]
        copy.write_text(f'{{"position": "{began}"}}\n')
        for kills in range(1, 4):
            async with running("firehose.py", address, copy):
                await fay.client.make(UNLIKE, postId=post)
                await fay.like(post)
                await until(partial(has_lines, copy, 1 + 2 * kills), 30)
            with copy.open("ab") as file:
                file.write(HALF)
        written = [json.loads(line) for line in copy.read_bytes().removesuffix(HALF).splitlines()]
        assert written[1:] == await since(fay.client, began)


async def has_lines(copy: Path, least: int) -> bool:
    """Whether the copy has so many whole lines."""
    return (await asyncio.to_thread(copy.read_bytes)).count(b"\n") >= least


async def since(client: Client, position: str) -> list[dict[str, Any]]:
    """The public log after a position, as a query tells it."""
    found = await client.ask(EVENTS, after=position)
    return [edge["node"] for edge in found["events"]["edges"]]


async def test_the_typed_client_follows_a_feed(address: str) -> None:
    async with person(address, "gil") as gil:
        post = await gil.share(await gil.render("a gate"), "A gate")
        await gil.see(post)
        async with asyncio.timeout(60), running("wall.py", address) as wall:
            assert wall.stdout
            line = f"♥  @{gil.handle}  A gate\n"
            while (await wall.stdout.readline()).decode() != f"0 {line}":
                pass
            await gil.like(post)
            while (await wall.stdout.readline()).decode() != f"1 {line}":
                pass


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl on the PATH")
async def test_commands_run_as_they_stand(address: str) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (DOCS / "README.md").read_text(), re.DOTALL)
    asked, hashed, streamed = [await said(block, address) for block in blocks]
    assert list(json.loads(asked)["data"]) == ["feed"]
    assert hashed.count("PersistedQueryNotFound") == 1
    assert hashed.count('"head"') == 2
    assert re.search(r"^event: next\nid: \d{16}\ndata: ", streamed, re.MULTILINE)


async def said(commands: str, address: str) -> str:
    """What a shell prints for them."""
    shell = await asyncio.create_subprocess_exec(
        "bash", "-c", commands, stdout=PIPE, env=environment() | {"LIMN": address}
    )
    return (await asyncio.wait_for(shell.communicate(), 60))[0].decode()
