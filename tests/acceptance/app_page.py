"""The app as a person uses it: by what is written on it and what a screen reader says, never by its markup."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

SECONDS = 1000.0
BUILT_WITHIN = 120 * SECONDS
PAINTED_WITHIN = 45 * SECONDS
SOON = 20 * SECONDS
FITS = "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"
KNOWN_LATE = """{
  const real = window.fetch;
  const pressed = new Promise((done) => addEventListener("click", done, { capture: true, once: true }));
  window.fetch = async (to, options) => {
    if (String(options?.body).includes("query Viewer ")) await pressed;
    return real(to, options);
  };
}"""
"""Who looks is not known until they have pressed something."""
PASSWORD = "correct horse battery staple"

expect.set_options(timeout=SOON)  # the machine that runs this may be slow, and nothing here measures it


@dataclass(frozen=True, slots=True)
class AppPage:
    """One browser page on the app at `address`."""

    page: Page
    address: str

    def open(self, path: str = "/") -> None:
        """Go to an address of the app; until the page is built, another one stands in for it."""
        self.page.goto(f"{self.address}{path}")
        expect(self.bar).to_be_visible(timeout=BUILT_WITHIN)

    def wall(self) -> None:
        """Go to the newest pictures, and wait for them."""
        self.open()
        self.expect_wall()

    def expect_wall(self) -> None:
        """The newest pictures have been read: what is shared from now on is new to this page."""
        read = self.main.get_by_role("article").first.or_(self.main.get_by_role("heading", name="The wall is bare"))
        expect(read).to_be_visible()

    def join(self, name: str) -> str:
        """Join as a new person and be signed in; the handle."""
        handle = f"{name}_{secrets.token_hex(3)}"
        self.open("/join")
        main = self.page.get_by_role("main")
        main.get_by_label("Handle").fill(handle)
        main.get_by_label("Name").fill(name.title())
        main.get_by_label("Password", exact=True).fill(PASSWORD)
        main.get_by_role("button", name="Join").click()
        expect(self.page.get_by_role("link", name=f"@{handle}").first).to_be_visible()
        return handle

    @property
    def main(self) -> Locator:
        """The page itself, without what stays from page to page."""
        return self.page.get_by_role("main")

    @property
    def bar(self) -> Locator:
        """Where one writes what one would like to see."""
        return self.page.get_by_role("textbox", name="What would you like to see?")

    @property
    def tray(self) -> Locator:
        """What was asked for."""
        return self.page.get_by_role("list", name="Your pictures under way")

    @property
    def dialog(self) -> Locator:
        """The sheet over the page."""
        return self.page.get_by_role("dialog")

    def ask(self, prompt: str) -> None:
        """Send a prompt."""
        self.bar.fill(prompt)
        self.bar.press("Enter")

    def paint(self, prompt: str) -> str:
        """Send a prompt and wait until its picture is there; the path of its page."""
        self.ask(prompt)
        ready = self.tray.get_by_role("link", name=f"Ready: “{prompt}”")
        expect(ready).to_be_visible(timeout=PAINTED_WITHIN)
        return str(ready.get_attribute("href"))

    def share(self, caption: str, audience: str = "Everyone", tags: str = "") -> str:
        """Share the picture that was finished last; the path of its post."""
        self.tray.get_by_role("button", name="Share").first.click()
        return self.publish(caption, audience, tags)

    def publish(self, caption: str, audience: str = "Everyone", tags: str = "") -> str:
        """Fill in the sheet that is open, and share; the path of the post."""
        self.dialog.get_by_label("Caption").fill(caption)
        self.dialog.get_by_label("Tags").fill(tags)
        self.dialog.get_by_role("radio", name=re.compile(f"^{audience}")).check()
        self.dialog.get_by_role("button", name=re.compile("^Share")).click()
        expect(self.dialog.get_by_role("heading", name="It is shared")).to_be_visible()
        shown = self.dialog.get_by_text(re.compile(r"/p/post_\w+"))
        address = str(shown.inner_text()).strip()
        self.dialog.get_by_role("button", name="Close").click()
        return address.removeprefix(self.address)

    def comment(self, text: str) -> None:
        """Say something about the picture whose page this is."""
        self.main.get_by_label("Say something").fill(text)
        self.main.get_by_role("button", name="Comment", exact=True).click()
        expect(self.main.get_by_role("article").filter(has_text=text)).to_be_visible()

    def article(self, text: str) -> Locator:
        """The picture in a list, or the comment, that has these words."""
        return self.page.get_by_role("article").filter(has_text=text)

    def like(self, within: Locator, count: int) -> Locator:
        """The button that likes, while it shows this many likes."""
        return within.get_by_role("button", name=re.compile(rf"^Like\s*{count}$"))

    def expect_no_sideways(self) -> None:
        """Nothing is wider than the window, once things have found their places."""
        self.page.wait_for_function(FITS)
