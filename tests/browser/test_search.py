"""The search overlay: what a pasted reply means, what to do where nothing is found; reading a text anew."""

import json

import pytest
from playwright.sync_api import Page, Request

from tests.browser.conftest import LOCALES, MakeReader

pytestmark = pytest.mark.parts

REPLY = "552 5.2.2 mailbox full"
NOTHING = "ゐゑヰヱ쀍쐛꿻"


def _ask(page: Page, text: str) -> None:
    page.locator(".mc-header__search").click()
    page.locator(".md-search__input").fill(text)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_reply_is_decoded_above_the_articles(reader: MakeReader, locale: str) -> None:
    page = reader(locale).open(f"/{locale}/")
    _ask(page, REPLY)
    decoded = page.locator(".mc-found__decoded")
    decoded.locator(f"a[href='/{locale}/reasons/mailbox-full/']").wait_for()
    decoded.locator("button").click()
    page.wait_for_url(f"**/{locale}/tools/diagnose/")
    assert page.locator(".mc-recipient[data-reason=mailbox-full]").count() == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_found_offers_more_and_is_told_once(reader: MakeReader, locale: str) -> None:
    page = reader(locale).open(f"/{locale}/")
    told: list[Request] = []
    page.on("request", lambda request: told.append(request) if "/api/v1/search" in request.url else None)
    with page.expect_request("**/api/v1/search"):
        _ask(page, NOTHING)
    offer = page.locator(".mc-found__none")
    offer.wait_for()
    assert str(offer.locator("a").get_attribute("href")).endswith("guides/contact-support/")
    assert [json.loads(str(each.post_data)) for each in told] == [{"query": NOTHING, "locale": locale}]
    offer.locator("button").click()
    page.wait_for_url(f"**/{locale}/tools/diagnose/")


def test_another_reading_is_answered_in_place(reader: MakeReader) -> None:
    page = reader("en").open("/en/")
    page.locator("#ask").fill(REPLY)
    page.locator(".mc-box button[type=submit]").click()
    page.locator(".mc-read summary").click()
    page.locator(".mc-read button[value=question]").click()
    page.locator(".mc-result[data-kind=question]").wait_for()
    assert page.locator(".mc-read__as").inner_text() == "Read as: Question in your own words"
    assert page.url.endswith("/en/")
