"""What paints a contact sheet's pictures."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass

from PIL import Image
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from inference.triton import DeadlineExceeded, ModelFailed, ModelUnavailable, PaintRequest, Picture, TritonPainter
from infra.cli.contact_sheet import Wish
from infra.servers.problem import Exit, Problem

AT_ONCE = 2
"""As many as Triton has painters."""


@dataclass(frozen=True, slots=True)
class Painted:
    """What `--json` lists: `alt` says scene and style, `sha256` is of the pixels, `cpu_ms` the painter's own time."""

    prompt: str
    negative_prompt: str
    seed: int
    alt: str
    sha256: str
    cpu_ms: int


async def paint_all(address: str, wishes: Sequence[Wish], side: int) -> list[Picture]:
    """A square picture of every wish, in their order, with a bar while they are painted. Raises Problem."""
    painter, room = TritonPainter(address), asyncio.Semaphore(AT_ONCE)
    failure: Exception | None = None
    columns = (TextColumn("painting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    try:
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("painting", total=len(wishes))

            async def one(wish: Wish) -> Picture:
                async with room:
                    picture = await _paint(painter, wish, side)
                bar.advance(task)
                return picture

            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(wish)) for wish in wishes]
    except* (ModelUnavailable, ModelFailed, DeadlineExceeded) as group:
        failure = group.exceptions[0]  # not raised from here: the first Pythons 3.11 would wrap it in a group again
    finally:
        await painter.close()
    if failure:
        sentence = f"Triton at {address} did not paint: {failure}."
        raise Problem(sentence, "see limn status, and LIMN_TRITON_URL where it is set", Exit.SERVER) from failure
    return [task.result() for task in tasks]


async def _paint(painter: TritonPainter, wish: Wish, side: int) -> Picture:
    request = PaintRequest(wish.prompt, wish.negative_prompt, side, side, 1, wish.seed, "painter")
    async with aclosing(painter.paint(request)) as frames:
        async for frame in frames:
            if frame.final is not None:
                return frame.final
    raise ModelFailed("the stream ended without a picture")


def image(picture: Picture) -> Image.Image:
    """Its pixels."""
    return Image.frombytes("RGB", (picture.width, picture.height), picture.pixels)


def painted(wish: Wish, picture: Picture) -> Painted:
    """What is told of it."""
    digest = hashlib.sha256(picture.pixels).hexdigest()
    cpu = round(picture.cpu_seconds * 1000)
    return Painted(wish.prompt, wish.negative_prompt, wish.seed, picture.alt_text, digest, cpu)
