"""The explanation of a term: by mouse, keyboard and touch; gone by Escape; not on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import LOCALES, MakeReader

pytestmark = pytest.mark.parts


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_term_is_explained_on_focus_and_hover(reader: MakeReader, locale: str, script: bool) -> None:
    page = reader(locale, phone=True, script=script).open(f"/{locale}/reasons/spf-failed/")
    term = page.locator(".mc-term").first
    text = term.locator("[role=tooltip]")
    assert not text.is_visible()
    term.focus()
    assert text.is_visible()
    box = text.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.locator("h1").hover()
    page.locator("footer a").first.focus()
    assert not text.is_visible()
    term.tap()
    assert text.is_visible()


def test_escape_and_a_press_elsewhere_close_it(reader: MakeReader) -> None:
    page = reader("ko").open("/ko/reasons/spf-failed/")
    term = page.locator(".mc-term").first
    text = term.locator("[role=tooltip]")
    term.hover()
    expect(text).to_be_visible()
    text.hover()  # it can be read with the pointer on it (WCAG 2.2, 1.4.13)
    expect(text).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    expect(text).to_be_hidden()
    page.locator("h1").hover()
    term.click()
    expect(text).to_be_visible()
    page.locator("h1").click()
    expect(text).to_be_hidden()


def test_on_paper_a_term_is_a_word(reader: MakeReader) -> None:
    page = reader("ko").open("/ko/reasons/spf-failed/")
    page.emulate_media(media="print")
    term = page.locator(".mc-term").first
    term.focus()
    assert not term.locator("[role=tooltip]").is_visible()
