"""The app as a person meets it, in Debian's chromium: B16, the first picture of a warm feed, script, a long scroll.

B16 is from the key that sends a prompt to the finished picture of 512 px on the page, on an idle system. The scroll
goes through 2,000 posts, all made by rendering, once as fast as a person looks (scroll) and once as fast as it comes
(race). Memory is of the page's own process: all that it shares with no other (peak), the same without the browser's
cache of decoded pictures (own), JavaScript (heap), after a collection (rest), and once memory is short (short).
"""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from math import inf
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import httpx
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.harness import machine, percentile, write
from bench.system import system
from infra.cli.client import Client
from infra.operations import PROGRESS, REGISTER, SHARE, SUBMIT
from tests.acceptance.browser import QUIET, chromium_path

ROUNDS = 20
POSTS = 2_000
AT_ONCE = 8
LONGEST_SCROLL = 240.0
LOOKING = 15.0
"""Posts a second that a hurried person goes past: a window of them in a second, without reading any."""
SCROLLS = {"scroll": (LOOKING, 240), "race": (inf, 2_400)}
"""Posts a second at most, and pixels at a time."""
SIDE = 256
PASSWORD = "long enough for a bench"
FLOORS = {
    "prompt_to_picture_ms": (4_000, 1_500),
    "first_picture_ms": (1_000, 1_000),
    "script_kb": (150, 150),
    "scroll_peak_mb": (200, 200),
}
"""Of each figure the floor and the aim; less is better."""

PICTURE_SHOWN = """
() => new Promise((resolve) => {
  const look = () => {
    const shown = [...document.querySelectorAll("article img")].some((image) => image.complete && image.naturalWidth);
    shown ? requestAnimationFrame(() => resolve(performance.now())) : setTimeout(look, 4);
  };
  look();
})
"""
"""Milliseconds from the start of the navigation to the first picture of a list on the screen."""

FINISHED = """
(prompt) => {
  const link = document.querySelector(`a[aria-label="Ready: “${prompt}”"]`);
  const image = link && link.querySelector("img");
  return Boolean(image && image.complete && image.naturalWidth);
}
"""

LAST_SEEN = "Math.max(0, ...[...document.querySelectorAll('article')].map((one) => +one.ariaPosInSet))"


async def fill(address: str, posts: int) -> None:
    """So many small pictures, rendered and shared by a few people at a time."""
    turn = iter(range(posts))

    async def maker(number: int) -> None:
        async with Client(address) as client:
            who = {"handle": f"maker_{number}_{secrets.token_hex(2)}", "displayName": "Maker", "password": PASSWORD}
            client.token = (await client.make(REGISTER, **who))["token"]
            for picture in turn:
                wish = {"prompt": f"a boat, number {picture}", "width": SIDE, "height": SIDE, "steps": 1}
                render = (await client.make(SUBMIT, **wish))["render"]["id"]
                async for _ in client.watch(PROGRESS, id=render):
                    pass
                await client.make(SHARE, renderId=render, caption=f"Number {picture}", tags=["bench"])

    await asyncio.gather(*(maker(number) for number in range(AT_ONCE)))


def until_built(address: str) -> None:
    """Wait for the page, which is built while the API answers already."""
    while "/app/assets/" not in httpx.get(address).text:
        sleep(0.5)


def new_page(browser: Browser) -> Page:
    """A page of a person who has not been here before."""
    return browser.new_context(viewport={"width": 1440, "height": 900}).new_page()


def join(page: Page, address: str) -> None:
    """A new person, signed in by the page's own cookie."""
    page.goto(f"{address}/join")
    page.get_by_label("Handle").fill(f"bench_{secrets.token_hex(3)}")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Join").click()
    page.get_by_role("link", name="@bench_").wait_for()


def prompt_to_picture(page: Page) -> list[float]:
    """Milliseconds from the key to the finished picture, each of another prompt."""
    bar, took = page.get_by_role("textbox", name="What would you like to see?"), []
    for number in range(ROUNDS):
        prompt = f"a red boat on a green lake, number {number}"
        bar.fill(prompt)
        began = perf_counter()
        bar.press("Enter")
        page.wait_for_function(FINISHED, arg=prompt, polling=5)
        took.append((perf_counter() - began) * 1e3)
    return took


def first_picture(page: Page, address: str) -> list[float]:
    """Milliseconds to the first picture of Latest, in a browser that has been there before."""
    page.goto(address)
    page.evaluate(PICTURE_SHOWN)
    took = []
    for _ in range(ROUNDS):
        page.goto("about:blank")
        page.goto(address, wait_until="commit")
        took.append(float(page.evaluate(PICTURE_SHOWN)))
    return took


def script(address: str) -> float:
    """Kilobytes of script that the page's first load names, as they travel."""
    index = httpx.get(address).text
    names = re.findall(r'(?:src|href)="(/app/assets/[^"]+\.js)"', index)
    with httpx.Client(base_url=address, headers={"accept-encoding": "gzip"}) as client:
        answers = [client.build_request("GET", name) for name in names]
        return sum(len(b"".join(client.send(one, stream=True).iter_raw())) for one in answers) / 1e3


def scroll(browser: Browser, page: Page, address: str, pace: float, step: int) -> dict[str, float]:
    """Go down Latest, `step` pixels at a time and at most `pace` posts a second: megabytes while it lasts and after."""
    page.goto(address)
    page.evaluate(PICTURE_SHOWN)
    inside, outside = page.context.new_cdp_session(page), browser.new_browser_cdp_session()
    inside.send("Performance.enable")
    peaks, seen, began, past = {"peak_mb": 0.0, "own_mb": 0.0, "heap_mb": 0.0}, 0, perf_counter(), 0.0
    while seen < POSTS and past < LONGEST_SCROLL:
        if seen < pace * past:
            page.mouse.wheel(0, step)
        page.wait_for_timeout(30)
        seen, past = int(page.evaluate(LAST_SEEN)), perf_counter() - began
        now = {**process_mb(outside), "heap_mb": heap_mb(inside)}
        peaks = {name: max(value, now[name]) for name, value in peaks.items()}
    assert seen >= POSTS, f"the scroll came to {seen} of {POSTS} posts"
    return {**peaks, **afterwards(page, inside, outside), "seconds": past}


def afterwards(page: Page, inside: CDPSession, outside: CDPSession) -> dict[str, float]:
    """Megabytes a second after a collection, and a second after the browser was told that memory is short."""
    inside.send("HeapProfiler.collectGarbage")
    page.wait_for_timeout(1_000)
    rest = process_mb(outside)["peak_mb"]
    inside.send("Memory.simulatePressureNotification", {"level": "critical"})
    page.wait_for_timeout(1_000)
    return {"rest_mb": rest, "short_mb": process_mb(outside)["peak_mb"]}


def heap_mb(page: CDPSession) -> float:
    """Megabytes of JavaScript in use."""
    metrics = {each["name"]: float(each["value"]) for each in page.send("Performance.getMetrics")["metrics"]}
    return metrics["JSHeapUsedSize"] / 1e6


def process_mb(browser: CDPSession) -> dict[str, float]:
    """Megabytes that the largest process of a page has for itself: all, and all but pictures in shared memory."""
    processes = browser.send("SystemInfo.getProcessInfo")["processInfo"]
    pages = [each["id"] for each in processes if each["type"] == "renderer"]
    peak, pid = max((kilobytes(pid, "smaps_rollup", "Private_"), pid) for pid in pages)
    return {"peak_mb": peak / 1e3, "own_mb": kilobytes(pid, "status", "RssAnon:") / 1e3}


def kilobytes(pid: int, file: str, name: str) -> int:
    """The sum of what a file of a process says under names that begin so."""
    lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith(name))


def named(prefix: str, figures: dict[str, float]) -> dict[str, float]:
    """The same under longer names."""
    return {f"{prefix}_{name}": value for name, value in figures.items()}


def shown(figures: dict[str, float]) -> None:
    """The table."""
    for name, value in figures.items():
        floor, aim = FLOORS.get(name, (None, None))
        print(f"{name:<28}{value:10.1f}" + (f"   floor {floor}, aim {aim}" if floor else ""))


def main() -> None:
    """Measure, print, keep."""
    path = chromium_path()
    if path is None:
        sys.exit("no chromium on the PATH; mend: apt-get install chromium")
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else [*QUIET]
    with system() as running, sync_playwright() as playwright:
        launch = partial(playwright.chromium.launch, executable_path=path, args=arguments)
        until_built(running.http)
        with launch() as browser:
            page = new_page(browser)
            join(page, running.http)
            pictures = prompt_to_picture(page)
            with ThreadPoolExecutor(1) as other:  # this thread's loop is playwright's
                other.submit(asyncio.run, fill(running.http, POSTS)).result()
            first = first_picture(page, running.http)
            figures = {
                "prompt_to_picture_ms": median(pictures),
                "prompt_to_picture_p95_ms": percentile(pictures, 0.95),
                "first_picture_ms": median(first),
                "first_picture_p95_ms": percentile(first, 0.95),
                "script_kb": script(running.http),
            }
        for name, (pace, step) in SCROLLS.items():
            with launch() as browser:  # a new one: what was told that memory is short keeps less from then on
                figures |= named(name, scroll(browser, new_page(browser), running.http, pace, step))
    shown(figures)
    write("app", {"name": "app", "machine": machine(), "rounds": ROUNDS, "posts": POSTS, "figures": figures})


if __name__ == "__main__":
    main()
