"""Pictures of the app for README and docs, of a Limn that `limn demo` has filled.

Called as `python -m tests.acceptance.screenshots ADDRESS`.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.acceptance.app_page import AppPage
from tests.acceptance.browser import DESKTOP, chromium, visit

DOCS = Path(__file__).parents[2] / "docs"
PHONE: ViewportSize = {"width": 390, "height": 844}
MOST = 250_000  # bytes of one file
POSTS = "{ feed(first: 60) { edges { node { id likeCount remixedFrom { id } } } } }"
THERE = """() => [...document.querySelectorAll('article img, #post img')]
  .filter(image => image.getBoundingClientRect().top < innerHeight)
  .every(image => image.complete && getComputedStyle(image).opacity === '1')"""


def main(address: str) -> None:
    """Take all of them anew."""
    with chromium() as browser:
        take(browser, address, "/", "app-light")
        take(browser, address, "/", "app-dark", dark=True)
        take(browser, address, best(browser, address), "app-post")
        take(browser, address, "/", "app-phone", viewport=PHONE)


def best(browser: Browser, address: str) -> str:
    """The path of the most liked remix: its page shows the change of words and the family."""
    with visit(browser) as person:
        answer = person.page.request.post(f"{address}/graphql", data={"query": POSTS})
        posts = [edge["node"] for edge in answer.json()["data"]["feed"]["edges"] if edge["node"]["remixedFrom"]]
        return f"/p/{max(posts, key=lambda post: int(post['likeCount']))['id']}"


def take(
    browser: Browser, address: str, path: str, name: str, *, dark: bool = False, viewport: ViewportSize = DESKTOP
) -> None:
    """One page as someone sees it who has never been here."""
    with visit(browser, dark=dark, viewport=viewport) as person:
        app = AppPage(person.page, address)
        app.open(path)
        expect(app.main.get_by_role("img").first).to_be_visible()
        person.page.wait_for_function(THERE)
        person.page.evaluate("Promise.all([...document.images].filter(i => i.complete).map(i => i.decode()))")
        save(person.page, DOCS / f"{name}.webp")


def save(page: Page, file: Path) -> None:
    """As WebP, as fine as the limit allows."""
    image = Image.open(BytesIO(page.screenshot()))
    for quality in range(90, 40, -5):
        made = BytesIO()
        image.save(made, "WEBP", quality=quality, method=6)
        if made.tell() <= MOST:
            break
    file.write_bytes(made.getvalue())
    sys.stdout.write(f"{file.name}: {image.width} x {image.height}, {made.tell()} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1])
