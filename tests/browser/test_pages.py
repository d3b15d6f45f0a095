"""Every kind of page, on every screen: no sideways scrolling, nothing for axe to find."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from checker.guide.articles import Library
from checker.settings import Settings
from tests.browser.conftest import LOCALES, MakeReader

pytestmark = pytest.mark.parts

KINDS = (
    "",
    "symptoms/",
    "symptoms/cannot-send/",
    "reasons/",
    "reasons/spf-failed/",
    "guides/read-a-failure-message/",
    "codes/",
    "tools/address/",
    "tools/decode/",
    "about/api/",
    "about/privacy/",
    "about/applies-to/",
)


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("locale", LOCALES)
def test_no_page_scrolls_sideways(reader: MakeReader, locale: str, width: int) -> None:
    one = reader(locale)
    one.page.set_viewport_size({"width": width, "height": 800})
    wide = {}
    for kind in KINDS:
        page = one.open(f"/{locale}/{kind}")
        if (more := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
            wide[kind] = more
    assert wide == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_axe_finds_nothing(reader: MakeReader, phone: bool, dark: bool) -> None:
    one = reader("ko", phone=phone, dark=dark)
    found = {}
    for kind in KINDS:
        one.open(f"/ko/{kind}")
        violations = Axe().run(one.page).response["violations"]
        if violations:
            found[kind] = [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations]
    assert found == {}


@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing_in_results(reader: MakeReader, locale: str) -> None:
    one = reader(locale)
    page = one.open(f"/{locale}/tools/decode/")
    page.locator("mailclinic-decoder textarea").fill(
        "550 5.7.26 Unauthenticated email is not accepted due to DMARC policy"
    )
    page.locator("mailclinic-decoder button[type=submit]").click()
    page.locator(".mc-result").wait_for()
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    page = one.open(f"/{locale}/tools/address/")
    page.locator("mailclinic-address input[name=address]").fill("kim@naver,com, <lee@gamil.com>")
    page.locator("mailclinic-address button[type=submit]").click()
    page.locator(".mc-result").wait_for()
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_article_opens_without_a_complaint(reader: MakeReader, settings: Settings, locale: str) -> None:
    library = Library.load(settings)
    one = reader(locale)
    for article in library.articles(locale):
        page = one.open(library.url(article.id, locale))
        assert page.locator("h1").count() == 1, article.id
        assert page.evaluate("document.documentElement.lang") == locale
        assert "{{" not in page.locator("body").inner_text(), article.id


@pytest.mark.parametrize("locale", LOCALES)
def test_a_page_that_is_not_there(reader: MakeReader, locale: str) -> None:
    one = reader("fr")
    page = one.open(f"/{locale}/nothing/here/")
    assert page.evaluate("document.documentElement.lang") == locale
    assert page.locator("h1").count() == 1
    one.wrong.clear()  # the browser reports the 404 answer itself as an error


@pytest.mark.parametrize("locale", LOCALES)
def test_a_problem_stands_in_the_site(reader: MakeReader, locale: str) -> None:
    page = reader(locale).open("/problems/too-large")
    assert page.evaluate("document.documentElement.lang") == locale
    assert page.locator(".mc-header, .mc-footer").count() == 2
    assert Axe().run(page).response["violations"] == []


def test_another_language_opens_at_the_same_place(reader: MakeReader) -> None:
    page = reader("ko").open("/ko/reasons/mailbox-full/#retry")
    page.locator(".mc-language summary").click()
    page.locator(".mc-language a[hreflang=ja]").click()
    page.wait_for_url("**/ja/reasons/mailbox-full/#retry")


@pytest.mark.parametrize(("locale", "label"), [("ko", "파일 선택(.eml)"), ("ja", "ファイルを選択(.eml)")])
def test_a_file_is_chosen_in_the_language_of_the_page(reader: MakeReader, locale: str, label: str) -> None:
    page = reader(locale).open(f"/{locale}/tools/decode/")
    button, name = page.locator(".mc-file__button"), page.locator(".mc-file__name")
    assert (button.inner_text(), name.inner_text()) == (label, "")
    with page.expect_file_chooser() as chooser:
        button.click()
    chooser.value.set_files({"name": "bounce.eml", "mimeType": "message/rfc822", "buffer": b"550"})
    assert name.inner_text() == "bounce.eml"


def test_the_keyboard_reaches_menu_search_and_form(reader: MakeReader) -> None:
    page = reader("ko").open("/ko/tools/address/")
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.className || document.activeElement.name"))
    assert any("mc-header__search" in str(name) for name in seen)
    assert any("mc-input" in str(name) for name in seen)
    assert any("mc-button--primary" in str(name) for name in seen)


def test_print_shows_every_step(reader: MakeReader) -> None:
    page = reader("ko").open("/ko/symptoms/cannot-send/")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    hidden = page.locator("[id^=step-]").evaluate_all(
        "rows => rows.filter(row => !row.checkVisibility()).length"
    )
    assert hidden == 0
    assert page.locator("[id^=step-]").count() == 8


def test_without_script_every_step_is_there(reader: MakeReader) -> None:
    page = reader("ko", script=False).open("/ko/symptoms/cannot-send/")
    assert page.locator("[id^=step-]").count() == 8
    for step in page.locator("[id^=step-]").all():
        assert step.is_visible()
