"""All states of the widgets on one page: nothing for axe, nothing too wide, nothing half translated."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from checker.guide.catalog import read_catalog
from checker.settings import Settings
from tests.browser.conftest import LOCALES, MakeReader
from tests.browser.states import ASKED, OF_THE_SCRIPT, TOOLS, write_states
from tests.servers.dns import NameServer

pytestmark = pytest.mark.parts

ONE_ANSWER_A_PAGE = {"rules": {"landmark-unique": {"enabled": False}}}
"""Everywhere else there is one answer on a page, and so one region of its name."""


@pytest.fixture(scope="module")
def states(site: Path, nameserver: NameServer) -> None:
    """The page in every locale, with a DNS server that knows which domains take mail."""
    write_states(Settings(site=site, nameservers=(nameserver.address,), nameserver_port=nameserver.port))


@pytest.mark.usefixtures("states")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("locale", LOCALES)
def test_axe_finds_nothing_in_any_state(reader: MakeReader, locale: str, phone: bool, dark: bool) -> None:
    page = reader(locale, phone=phone, dark=dark).open(f"/{locale}/tools/states/")
    found = Axe().run(page, options=ONE_ANSWER_A_PAGE).response["violations"]
    assert [(v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.usefixtures("states")
@pytest.mark.parametrize("locale", LOCALES)
def test_every_state_is_there_and_in_its_language(
    reader: MakeReader, settings: Settings, locale: str
) -> None:
    page = reader(locale).open(f"/{locale}/tools/states/")
    shown = page.locator("section[data-state]").evaluate_all(
        "all => Object.fromEntries(all.map(one => [one.dataset.state,"
        " one.querySelector('[data-answer-region]').innerText.trim()]))"
    )
    assert len(shown) == len(ASKED) + len(OF_THE_SCRIPT) + len(TOOLS) + 3
    empty = [name for name, text in shown.items() if not text]
    assert sorted(empty) == [
        "account: before anything",
        "address: before anything",
        "address: nothing typed",
        "decode: before anything",
        "diagnose: before anything",
        "domain: before anything",
    ]
    verdicts = page.locator("[data-verdict]").evaluate_all("all => all.map(one => one.dataset.verdict)")
    assert set(verdicts) == {
        *("accepted", "repaired", "suspect", "rejected", "list"),
        *("good", "attention", "broken", "unknown"),
    }
    scopes = page.locator("[data-scope]").evaluate_all("all => all.map(one => one.dataset.scope)")
    assert {"one", "some", "all"} <= set(scopes)
    problems = page.locator("[data-problem]").evaluate_all("all => all.map(one => one.dataset.problem)")
    assert problems == ["empty-input", "too-large", "too-many-requests"]
    if locale == "en":
        return
    catalog = read_catalog(settings.locales_dir / locale / "LC_MESSAGES" / "messages.po", locale)
    english = [str(message.id) for message in catalog if message.id and "%" not in str(message.id)]
    said = page.locator("article").inner_text()
    assert [text for text in english if " " in text and len(text) > 12 and text in said] == []
