"""The page of docs/api/examples shows pictures as they are shared and liked, in a browser."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import expect

from tests.acceptance.browser import Visit
from tests.acceptance.people import person as joined

PAGE = Path(__file__).parents[2] / "docs" / "api" / "examples" / "live.html"


async def share_and_like(address: str) -> str:
    """Somebody shares a picture and likes it; its caption, which is hostile."""
    async with joined(address, "ivo") as ivo:
        caption = f"<img src=x onerror=alert(1)> by {ivo.handle}"
        post = await ivo.share(await ivo.render("an island"), caption)
        await ivo.like(post)
    return caption


def test_a_page_in_one_file_is_live(person: Visit, address: str) -> None:
    page = person.page
    page.route("**/live.html", lambda route: route.fulfill(path=PAGE))
    page.goto(f"{address}/live.html")
    expect(page.get_by_role("status")).to_have_text("Live", timeout=30_000)
    with ThreadPoolExecutor(1) as thread:  # another loop cannot run beside the browser's
        caption = thread.submit(asyncio.run, share_and_like(address)).result(90)
    item = page.get_by_role("listitem").filter(has_text=caption)
    expect(item).to_contain_text("1 ♥", timeout=30_000)
    page.wait_for_function("picture => picture.naturalWidth > 0", arg=item.get_by_role("img").element_handle())
    assert person.outside(address) == []
    assert person.errors == []
