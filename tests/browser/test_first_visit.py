"""What a newcomer does: land in the right language, search, check an address, decode a reply."""

import pytest

from checker.guide.articles import Library
from checker.guide.catalog import load_words
from checker.settings import Settings
from tests.browser.conftest import LOCALES, MakeReader
from tests.messages import report

pytestmark = pytest.mark.parts

SENTENCES = {"ko": "메일이 안 보내져요", "en": "my email is not sending", "ja": "メールが送れない"}


@pytest.fixture(scope="module")
def library(settings: Settings) -> Library:
    return Library.load(settings)


@pytest.mark.parametrize(
    ("asked", "path"),
    [("ko-KR", "/ko/"), ("en-GB", "/en/"), ("ja-JP", "/ja/"), ("fr-FR", "/ko/")],
)
def test_the_browsers_language_decides(reader: MakeReader, asked: str, path: str) -> None:
    one = reader(asked)
    page = one.open("/")
    assert page.url == one.address + path
    assert page.evaluate("document.documentElement.lang") == path.strip("/")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("locale", LOCALES)
def test_search_finds_the_article(reader: MakeReader, locale: str, phone: bool) -> None:
    page = reader(locale, phone=phone).open(f"/{locale}/")
    page.locator(".mc-header__search").click()
    page.locator(".md-search__input").press_sequentially(SENTENCES[locale], delay=20)
    first = page.locator(".md-search-result__link").first
    first.wait_for()
    page.wait_for_function("document.querySelectorAll('.md-search-result__link').length > 1")
    assert f"/{locale}/symptoms/cannot-send/" in str(first.get_attribute("href"))
    first.click()
    page.wait_for_url(f"**/{locale}/symptoms/cannot-send/**")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_refused_character_is_shown_and_explained(
    reader: MakeReader, settings: Settings, locale: str, phone: bool, script: bool
) -> None:
    words = load_words(settings.locales_dir, locale)
    page = reader(locale, phone=phone, script=script).open(f"/{locale}/symptoms/cannot-send/")
    if script:  # without it every step stands open
        page.locator("#step-check-address summary").click()
    page.locator("mailclinic-address input[name=address]").fill("´kim@naver.com")
    page.locator("mailclinic-address button[type=submit]").click()
    result = page.locator(".mc-result")
    result.wait_for()
    assert result.get_attribute("data-verdict") == "suspect"
    assert result.locator(".mc-verdict").inner_text().strip() == words.gettext("The address is suspicious")
    assert result.locator(".mc-typed mark").first.inner_text() == "´"
    finding = result.locator(".mc-finding").first
    assert finding.locator(".mc-finding__title").inner_text() == words.gettext(
        "The address has a character that isn't accepted"
    )
    link = finding.locator("a").first
    assert str(link.get_attribute("href")).startswith(f"/{locale}/guides/address-characters/")
    if not script:
        assert page.url.endswith(f"/{locale}/tools/address/")
        assert page.locator("mailclinic-address input[name=address]").input_value() == "´kim@naver.com"
    link.click()
    page.wait_for_url(f"**/{locale}/guides/address-characters/**")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("locale", LOCALES)
def test_a_reply_is_decoded_with_cause_people_and_steps(
    reader: MakeReader, library: Library, settings: Settings, locale: str, phone: bool, script: bool
) -> None:
    words = load_words(settings.locales_dir, locale)
    article = library.get("reasons/mailbox-full", locale)
    assert article is not None
    page = reader(locale, phone=phone, script=script).open(f"/{locale}/tools/decode/")
    page.locator("mailclinic-decoder textarea").fill("552 5.2.2 mailbox full")
    page.locator("mailclinic-decoder button[type=submit]").click()
    result = page.locator(".mc-result")
    result.wait_for()
    assert result.get_attribute("data-scope") == "one"
    said = result.inner_text()
    assert article.title in said
    assert words.gettext("Recipient") in said
    assert result.locator(".mc-steps li").count() == sum(len(fix.steps) for fix in article.fixes)
    assert result.locator("blockquote mark").inner_text() == "mailbox full"
    result.get_by_role("link", name=article.title, exact=True).first.click()
    page.wait_for_url(f"**/{locale}/reasons/mailbox-full/")
    assert page.locator("h1").inner_text() == article.title


TWO_RECIPIENTS = report(
    ("minji@example.com", "failed", "552 5.2.2 mailbox full"),
    ("dohyun@example.net", "failed", "550 5.1.1 No such user here"),
)


def test_a_returned_message_is_dropped_as_a_file(reader: MakeReader) -> None:
    page = reader("ko").open("/ko/tools/decode/")
    page.locator("mailclinic-decoder input[type=file]").set_input_files(
        {"name": "bounce.eml", "mimeType": "message/rfc822", "buffer": TWO_RECIPIENTS.encode()}
    )
    page.locator("mailclinic-decoder button[type=submit]").click()
    result = page.locator(".mc-result")
    result.wait_for()
    assert result.get_attribute("data-scope") == "all"
    reasons = result.locator(".mc-recipient").evaluate_all("rows => rows.map(row => row.dataset.reason)")
    assert reasons == ["mailbox-full", "user-unknown"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_the_home_box_takes_anything(reader: MakeReader, script: bool) -> None:
    page = reader("ko", script=script).open("/ko/")
    page.locator("form textarea[name=text]").first.fill("550 5.1.1 No such user")
    page.locator(".mc-box button[type=submit].mc-button--primary").click()
    page.locator(".mc-result").wait_for()
    assert page.locator("[data-reason=user-unknown]").count() > 0


def test_the_language_switch_stays_on_the_page(reader: MakeReader) -> None:
    page = reader("ko").open("/ko/reasons/mailbox-full/")
    page.locator(".mc-language summary").click()
    page.locator(".mc-language a[hreflang=ja]").click()
    page.wait_for_url("**/ja/reasons/mailbox-full/")
