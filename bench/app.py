"""The app as a person meets it, in Debian's chromium: B16, the first picture of a warm feed, script, a long scroll.

B16 is from the key that sends a prompt to the finished picture of 512 px on the page, on an idle system. The scroll
goes through 2,000 posts, all made by rendering; memory is that of the page's own process, and of its JavaScript.
"""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import httpx
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.harness import machine, percentile, write
from bench.system import system
from infra.cli.client import Client
from infra.cli.operations import PROGRESS, REGISTER, SHARE, SUBMIT
from tests.acceptance.browser import QUIET, chromium_path

ROUNDS = 20
POSTS = 2_000
AT_ONCE = 8
LONGEST_SCROLL = 240.0
SIDE = 256
PASSWORD = "long enough for a bench"
FLOORS = {
    "prompt_to_picture_ms": (4_000, 1_500),
    "first_picture_ms": (1_000, 1_000),
    "script_kb": (150, 150),
    "scroll_mb": (200, 200),
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


def scroll(browser: Browser, page: Page, address: str) -> dict[str, float]:
    """Go down Latest as fast as it comes: megabytes of the page's own process after it, and at their highest."""
    page.goto(address)
    page.evaluate(PICTURE_SHOWN)
    inside, outside = page.context.new_cdp_session(page), browser.new_browser_cdp_session()
    inside.send("Performance.enable")
    process, heap, seen, began = 0.0, 0.0, 0, perf_counter()
    while seen < POSTS and perf_counter() - began < LONGEST_SCROLL:
        page.mouse.wheel(0, 2_400)
        page.wait_for_timeout(30)
        seen = int(page.evaluate(LAST_SEEN))
        process, heap = max(process, process_mb(outside)), max(heap, heap_mb(inside))
    assert seen >= POSTS, f"the scroll came to {seen} of {POSTS} posts"
    seconds = perf_counter() - began
    inside.send("HeapProfiler.collectGarbage")
    page.wait_for_timeout(1_000)
    return {
        "scroll_mb": process_mb(outside),
        "scroll_peak_mb": process,
        "scroll_peak_heap_mb": heap,
        "scroll_seconds": seconds,
    }


def heap_mb(page: CDPSession) -> float:
    """Megabytes of JavaScript in use."""
    metrics = {each["name"]: float(each["value"]) for each in page.send("Performance.getMetrics")["metrics"]}
    return metrics["JSHeapUsedSize"] / 1e6


def process_mb(browser: CDPSession) -> float:
    """Megabytes that the largest process of a page has for itself alone."""
    processes = browser.send("SystemInfo.getProcessInfo")["processInfo"]
    return max(private_mb(each["id"]) for each in processes if each["type"] == "renderer")


def private_mb(pid: int) -> float:
    """Megabytes of a process that it shares with no other."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1e3


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
        until_built(running.http)
        with playwright.chromium.launch(executable_path=path, args=arguments) as browser:
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
                **scroll(browser, new_page(browser), running.http),
            }
    shown(figures)
    write("app", {"name": "app", "machine": machine(), "rounds": ROUNDS, "posts": POSTS, "figures": figures})


if __name__ == "__main__":
    main()
