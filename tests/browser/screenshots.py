"""Make the pictures of the README: `make screenshots`. Run it after the look or the words have changed."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import DESKTOP, PHONE, build_site, serving
from tests.conftest import ROOT
from tests.messages import report

PICTURES = ROOT / "docs" / "screenshots"

TWO_FAILURES = report(
    (
        "minji@example.com",
        "failed",
        "552 5.2.2 <minji@example.com> Quota exceeded (mailbox for user is full)",
    ),
    (
        "dohyun@example.net",
        "failed",
        "550 5.7.26 Unauthenticated email is not accepted due to the domain's DMARC policy",
    ),
)


def address(page: Page) -> None:
    """Check an address with a refused character in it."""
    page.locator("#step-check-address summary").click()
    page.locator("mailclinic-address input[name=address]").fill("´kim@naver.com")
    page.locator("mailclinic-address button[type=submit]").click()
    page.locator(".mc-result").wait_for()
    page.locator("mailclinic-address").scroll_into_view_if_needed()


def decode(page: Page) -> None:
    """Decode a returned message with two recipients."""
    page.locator("mailclinic-decoder textarea").fill(TWO_FAILURES)
    page.locator("mailclinic-decoder button[type=submit]").click()
    page.locator(".mc-result").wait_for()
    page.locator(".mc-result").evaluate("element => { element.scrollIntoView(); scrollBy(0, -90) }")


class Picture(NamedTuple):
    """One picture: its name, the page, the reader, and what the reader does first."""

    name: str
    path: str
    locale: str = "ko"
    phone: bool = False
    dark: bool = False
    do: Callable[[Page], None] | None = None


TOUR = (
    Picture("home", "/ko/"),
    Picture("symptom", "/ko/symptoms/cannot-send/"),
    Picture("address", "/ko/symptoms/cannot-send/", do=address),
    Picture("decode-en", "/en/tools/decode/", "en", do=decode),
    Picture("reason-ja", "/ja/reasons/mailbox-full/", "ja"),
    Picture("decode-dark", "/ko/tools/decode/", dark=True, do=decode),
    Picture("phone", "/ko/symptoms/missing-from-mailbox/", phone=True),
)


def main() -> None:
    """Build, serve, and take every picture of the tour."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        with serving(build_site(Path(folder))) as url:
            for picture in TOUR:
                context = browser.new_context(
                    locale=picture.locale,
                    viewport=PHONE if picture.phone else DESKTOP,
                    color_scheme="dark" if picture.dark else "light",
                    reduced_motion="reduce",
                )
                page = context.new_page()
                page.goto(url + picture.path)
                if picture.do is not None:
                    picture.do(page)
                page.wait_for_timeout(300)  # smooth scrolling comes to rest
                page.screenshot(path=PICTURES / f"{picture.name}.jpg", type="jpeg", quality=72)
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
