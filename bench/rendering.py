"""B11: the first preview after submitPrompt, through the public API, against Triton's own first frame.

B16 comes with it: the prompt's way to the finished 512 px picture; and what the painter's CPU is busy for, for each
prompt of the contact sheet.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from uuid import uuid4

from bench.harness import machine, percentile, write
from bench.system import System, system
from inference.triton import PaintRequest, TritonPainter
from infra.cli.client import Client
from infra.cli.contact_sheet import PROMPTS, Wish, read_wishes
from infra.operations import REGISTER, SUBMIT

ROUNDS = 40
SIDE, STEPS = 512, 8
FLOOR_MS, AIM_MS = 100, 30
"""What may come on top of Triton's own first frame."""

SHEET_ROUNDS, PICTURE_MS = 3, 150
"""Rounds over the whole sheet, of which each prompt's best counts; what a picture may take of the painter's CPU."""

WATCH = """
subscription Watch($id: ID!) { renderProgress(renderId: $id) { step preview render { status image { sha256 } } } }
"""


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from the asking to the first preview and to the end."""

    first: float
    end: float


async def directly(painter: TritonPainter, seed: int) -> Times:
    """One picture from Triton itself."""
    request = PaintRequest(prompt(seed), "", SIDE, SIDE, STEPS, seed, "painter")
    began = perf_counter()
    marks = [perf_counter() - began async for _ in painter.paint(request)]
    assert len(marks) == STEPS
    return Times(marks[0], marks[-1])


async def through_everything(client: Client, seed: int) -> Times:
    """One picture as a person gets it: submitPrompt, then the stream of its progress."""
    began, first = perf_counter(), 0.0
    wish = {"prompt": prompt(seed), "width": SIDE, "height": SIDE, "steps": STEPS, "seed": str(seed)}
    submitted = await client.ask(SUBMIT, input=wish)
    async for payload in client.watch(WATCH, id=submitted["submitPrompt"]["render"]["id"]):
        progress = payload["renderProgress"]
        if not first and progress["preview"]:
            first = perf_counter() - began
        if progress["render"]["image"]:
            return Times(first or perf_counter() - began, perf_counter() - began)
    raise AssertionError("the render ended without a picture")


async def painters_cpu(address: str) -> list[float]:
    """Milliseconds of CPU for each prompt of the contact sheet, previews included, by the painter's own count."""
    painter = TritonPainter(address)
    rounds = []
    for _ in range(SHEET_ROUNDS):
        rounds.append([await _cpu_ms(painter, wish) for wish in read_wishes(PROMPTS)])
    await painter.close()
    return [min(times) for times in zip(*rounds, strict=True)]


async def _cpu_ms(painter: TritonPainter, wish: Wish) -> float:
    request = PaintRequest(wish.prompt, wish.negative_prompt, SIDE, SIDE, STEPS, wish.seed, "painter")
    finals = [frame.final async for frame in painter.paint(request) if frame.final is not None]
    return finals[0].cpu_seconds * 1e3


async def measure(running: System) -> tuple[list[Times], list[Times]]:
    """Both ways in turn, so that a noisy neighbour hits both."""
    painter = TritonPainter(running.triton)
    ours, theirs = [], []
    async with Client(running.http) as client:
        who = {"handle": f"b_{uuid4().hex[:12]}", "displayName": "Bench", "password": uuid4().hex}
        client.token = (await client.ask(REGISTER, input=who))["register"]["token"]
        for seed in range(ROUNDS):
            theirs.append(await directly(painter, seed))
            ours.append(await through_everything(client, seed + ROUNDS))
    await painter.close()
    return ours, theirs


def summary(times: Sequence[Times]) -> Mapping[str, float]:
    """Milliseconds."""
    first, end = [t.first * 1e3 for t in times], [t.end * 1e3 for t in times]
    return {
        "first_p50": median(first),
        "first_p95": percentile(first, 0.95),
        "end_p50": median(end),
        "end_p95": percentile(end, 0.95),
    }


def prompt(seed: int) -> str:
    """Other words every time, so that nothing can be kept."""
    return f"a lighthouse at dusk, boats, {seed} gulls"


def main() -> None:
    """Measure, print, keep."""
    with system() as running:
        ours, theirs = asyncio.run(measure(running))
        busy = asyncio.run(painters_cpu(running.triton))
    extra = [(a.first - b.first) * 1e3 for a, b in zip(ours, theirs, strict=True)]
    result = {
        "name": "rendering",
        "title": "B11: first preview after submitPrompt",
        "sizes": {"rounds": ROUNDS, "side": SIDE, "steps": STEPS},
        "machine": machine(),
        "contenders": {"through everything": summary(ours), "Triton itself": summary(theirs)},
        "extra_first_ms": {"p50": median(extra), "p95": percentile(extra, 0.95)},
        "painters_cpu_ms": {"p50": median(busy), "p90": percentile(busy, 0.9), "max": max(busy), "most": PICTURE_MS},
        "floor": FLOOR_MS,
        "aim": AIM_MS,
    }
    for name, facts in (("through everything", summary(ours)), ("Triton itself", summary(theirs))):
        print(f"{name:<20}" + "  ".join(f"{key} {value:6.1f} ms" for key, value in facts.items()))
    print(f"first preview: +{median(extra):.1f} ms over Triton's own; floor +{FLOOR_MS}, aim +{AIM_MS}; {machine()}")
    print(
        f"painter's CPU, {len(busy)} prompts, best of {SHEET_ROUNDS}: median {median(busy):.0f} ms, "
        f"p90 {percentile(busy, 0.9):.0f}, max {max(busy):.0f}; {sum(ms <= PICTURE_MS for ms in busy)} of them "
        f"within {PICTURE_MS} ms"
    )
    write("rendering", result)


if __name__ == "__main__":
    main()
