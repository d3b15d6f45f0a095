"""The built site, read as a browser, a search engine and an operator read it."""

import gzip
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from checker.bounce import codes
from checker.publish.build import build
from checker.publish.cleanliness import violations
from checker.publish.problems import BuildError
from checker.publish.source import read_source
from checker.publish.views import Views
from checker.settings import Banner, Settings
from tests.publish.conftest import ENGLISH_SYMPTOM, plant

BASE = "https://help.example.com"
NOTICES = {
    "missing": "This article has not been translated yet.",
    "stale": "The original is newer than this translation.",
    "machine": "This article was translated by machine.",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """One site for the tests that only read."""
    settings = plant(tmp_path_factory.mktemp("built")).model_copy(
        update={
            "banner": Banner(text={"ko": "웨비나 안내", "en": "Webinar"}, link="https://example.com/webinar"),
            "edit_url": "https://git.example.com/edit/{path}",
        }
    )
    build(settings)
    return settings


def _page(settings: Settings, path: str) -> str:
    return (settings.site_dir / path / "index.html").read_text(encoding="utf-8")


def _pages(settings: Settings) -> list[Path]:
    return sorted(settings.site_dir.resolve().rglob("*.html"))


def test_every_article_stands_in_every_locale(built: Settings) -> None:
    for locale in ("ko", "en"):
        found = {
            p.relative_to(built.site_dir.resolve() / locale).as_posix()
            for p in _pages(built)
            if locale in p.parts
        }
        assert found == {
            "404.html",
            "index.html",
            "codes/index.html",
            "guides/address-characters/index.html",
            "reasons/index.html",
            "reasons/mailbox-full/index.html",
            "symptoms/index.html",
            "symptoms/cannot-send/index.html",
            "tools/address/index.html",
            "tools/decode/index.html",
            "tools/diagnose/index.html",
        }


def test_no_page_holds_what_its_policy_forbids(built: Settings) -> None:
    pages = _pages(built)
    assert len(pages) == 22
    assert [(page.name, found) for page in pages if (found := violations(page.read_text("utf-8")))] == []


def test_every_local_address_of_a_page_exists(built: Settings) -> None:
    site = built.site_dir.resolve()
    dead = []
    for page in _pages(built):
        for address in re.findall(r'(?:href|src|action)="([^"]+)"', page.read_text("utf-8")):
            path = address.partition("#")[0]
            if not path or path.startswith(("http:", "https:", "mailto:")):
                continue
            target = (site / path.lstrip("/")) if path.startswith("/") else (page.parent / path)
            target = target.resolve()
            if not (target.is_file() or (target / "index.html").is_file()):
                dead.append((page.relative_to(site).as_posix(), address))
    assert dead == []


def test_an_article_shows_its_front_matter(built: Settings) -> None:
    page = _page(built, "ko/symptoms/cannot-send")
    assert '<html lang="ko"' in page
    assert "<title>메일을 보낼 수 없습니다 - 메일클리닉</title>" in page
    assert '<meta name="description" content="앱이 메일을 보내지 못합니다.">' in page
    assert f'<link rel="canonical" href="{BASE}/ko/symptoms/cannot-send/">' in page
    assert "모든 요금제" in page
    assert "<p>Note: 첫 줄도 본문입니다.</p>" in page
    assert re.findall(r'id="((?:fix|step)[^"]*)"', page) == [
        "fix",
        "fix-reader",
        "step-check-address",
        "step-reconnect",
        "fix-sender-admin",
        "step-check-limit",
    ]
    assert '<span class="mc-step__title">주소를 확인하세요.</span>' in page
    assert '<p><a href="../../reasons/mailbox-full/#fix">메일함</a>도 봅니다.</p>' in page
    assert '<span class="mc-step__title"><strong>다시 연결</strong> 버튼을 누르세요.</span>' in page
    assert page.count("<details open>") == 2
    assert '<td align="right"><code>5.2.2</code></td>' in page
    assert 'href="https://git.example.com/edit/docs/ko/symptoms/cannot-send.md"' in page
    assert 'href="https://example.com/webinar"' in page
    assert "메일이 안 나가요" not in page


def test_what_an_article_says_is_escaped(built: Settings) -> None:
    page = _page(built, "en/symptoms/cannot-send")
    assert "<title>Can&#39;t send &amp; receive - Mailclinic</title>" in page
    assert "send & receive" not in page


def test_a_lent_page_says_so_and_keeps_its_language(built: Settings) -> None:
    page = _page(built, "en/reasons/mailbox-full")
    assert '<html lang="en"' in page
    assert '<h1 lang="ko">메일함이 가득 찼습니다</h1>' in page
    assert '<div class="mc-body" lang="ko">' in page
    assert '<ol class="mc-steps" lang="ko">' in page
    assert {name for name, text in NOTICES.items() if text in page} == {"missing"}
    assert f'<link rel="canonical" href="{BASE}/ko/reasons/mailbox-full/">' in page


def test_a_translation_of_an_older_major_revision_says_so(built: Settings) -> None:
    page = _page(built, "en/symptoms/cannot-send")
    assert '<a href="../../../ko/symptoms/cannot-send/" hreflang="ko">Read the original</a>' in page


@pytest.mark.parametrize(
    ("translation", "notices"),
    [
        ('{of: "2.1.0", by: machine}', ["machine"]),
        ('{of: "2.0.0", by: machine, reviewed: "2026-11-22"}', []),
        ('{of: "1.9.9", by: human}', ["stale"]),
        ('{of: "1.0.0", by: machine}', ["stale", "machine"]),
    ],
)
def test_notices_follow_the_revision(planted: Settings, translation: str, notices: list[str]) -> None:
    path = planted.docs_dir / "en/symptoms/cannot-send.md"
    path.write_text(ENGLISH_SYMPTOM.replace('{of: "1.0.0", by: machine}', translation), encoding="utf-8")
    views = Views(read_source(planted), "en", ())
    assert views.notices(views.articles["symptoms/cannot-send"]) == notices
    assert views.notices(views.articles["reasons/mailbox-full"]) == ["missing"]


def test_the_language_switch_stays_on_the_page(built: Settings) -> None:
    page = _page(built, "ko/symptoms/cannot-send")
    assert page.count('<a href="../../../en/symptoms/cannot-send/" hreflang="en" lang="en">English</a>') == 2
    lost = (built.site_dir / "en" / "404.html").read_text("utf-8")
    assert "<h1>Page not found</h1>" in lost
    assert 'hreflang="ko" lang="ko">한국어</a>' in lost


def test_sitemap_names_real_translations_only(built: Settings) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    english = ElementTree.parse(built.site_dir / "en" / "sitemap.xml")
    assert [loc.text for loc in english.iterfind(".//s:loc", names)] == [f"{BASE}/en/symptoms/cannot-send/"]
    korean = ElementTree.parse(built.site_dir / "ko" / "sitemap.xml")
    alternates = {
        str(url.findtext("s:loc", None, names)): {
            link.get("hreflang"): link.get("href") for link in url.iterfind("x:link", names)
        }
        for url in korean.iterfind("s:url", names)
    }
    assert len(alternates) == 10
    assert alternates[f"{BASE}/ko/symptoms/cannot-send/"] == {
        "ko": f"{BASE}/ko/symptoms/cannot-send/",
        "x-default": f"{BASE}/ko/symptoms/cannot-send/",
        "en": f"{BASE}/en/symptoms/cannot-send/",
    }
    assert set(alternates[f"{BASE}/ko/"]) == {"ko", "x-default"}
    with gzip.open(built.site_dir / "ko" / "sitemap.xml.gz") as file:
        assert file.read() == (built.site_dir / "ko" / "sitemap.xml").read_bytes()
    assert 'rel="alternate"' not in _page(built, "ko")


def test_files_at_the_root(built: Settings) -> None:
    assert f"Sitemap: {BASE}/sitemap.xml" in (built.site_dir / "robots.txt").read_text()
    assert f"<loc>{BASE}/en/sitemap.xml</loc>" in (built.site_dir / "sitemap.xml").read_text()
    assert (built.site_dir / "favicon.ico").read_bytes()[:4] == b"\0\0\1\0"


def test_the_search_index_holds_phrases_and_the_theme_gets_a_stub(built: Settings) -> None:
    index = json.loads((built.site_dir / "ko/search/index.json").read_text("utf-8"))
    rows = {row[0]: dict(zip(index["fields"], row, strict=True)) for row in index["docs"]}
    assert len(rows) == 10
    assert rows["symptoms/cannot-send"] == {
        "id": "symptoms/cannot-send",
        "path": "symptoms/cannot-send/",
        "title": "메일을 보낼 수 없습니다",
        "description": "앱이 메일을 보내지 못합니다.",
        "phrases": ["메일이 안 나가요"],
        "headings": ["확인하기"],
        "text": rows["symptoms/cannot-send"]["text"],
    }
    assert json.loads((built.site_dir / "ko/search/search_index.json").read_text())["docs"] == []


@pytest.mark.parametrize("tool", ["address", "decode", "diagnose"])
def test_a_tool_page_carries_a_form_that_works_without_script(built: Settings, tool: str) -> None:
    element = {
        "address": "mailclinic-address",
        "decode": "mailclinic-decoder",
        "diagnose": "mailclinic-diagnose",
    }
    page = _page(built, f"ko/tools/{tool}")
    start, end = page.index(f"<{element[tool]} "), page.index(f"</{element[tool]}>")
    form = page[start:end]
    assert '<form method="post" action="./"' in form
    assert form.count("<!-- mailclinic:answer -->") == 1
    assert 'aria-live="polite" data-answer-region><!-- mailclinic:answer --></div>' in form
    assert f'name="{"address" if tool == "address" else "text"}"' in form
    assert set(re.findall(r'<template data-state="([a-z]+)">', form)) == {
        "empty",
        "busy",
        "limited",
        "large",
        "problem",
        "down",
    }
    assert not re.search(rf"<p>\s*<{element[tool]}", page)


def test_a_form_in_an_article_posts_to_the_tool(built: Settings) -> None:
    page = _page(built, "ko/symptoms/cannot-send")
    assert '<form method="post" action="../../tools/address/"' in page
    assert '<a href="../../guides/address-characters/">' in page
    assert 'action="tools/diagnose/"' in _page(built, "ko")


def test_the_codes_page_has_an_anchor_for_each_code(built: Settings) -> None:
    page = _page(built, "ko/codes")
    spellings = '<code id="5-5-3">5.5.3</code> <code id="4-5-3">4.5.3</code>'
    assert f'<tr id="x-5-3"><th scope="row">{spellings}' in page
    assert page.count("<tr id=") == len(codes())
    assert '<a class="mc-code" href="../../codes/#x-2-2">5.2.2</a>' in _page(built, "ko/reasons/mailbox-full")


def test_reasons_are_listed_by_who_can_fix_them(built: Settings) -> None:
    page = _page(built, "ko/reasons")
    assert '<h2 id="by-recipient">Recipient</h2>' in page
    assert '<a href="mailbox-full/"><span class="mc-list__title">메일함이 가득 찼습니다</span></a>' in page


def test_interface_words_come_from_the_catalogue(planted: Settings) -> None:
    folder = planted.locales_dir / "ko" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    words = {"How to fix it": "해결 방법", "Sender's administrator": "보낸 쪽 관리자"}
    entries = "".join(f'\nmsgid "{english}"\nmsgstr "{korean}"\n' for english, korean in words.items())
    (folder / "messages.po").write_text(head + entries, encoding="utf-8")
    build(planted)
    assert '<h2 id="fix">해결 방법</h2>' in _page(planted, "ko/symptoms/cannot-send")
    assert '<h3 class="mc-tab__title">보낸 쪽 관리자</h3>' in _page(planted, "ko/symptoms/cannot-send")
    assert '<h2 id="fix">How to fix it</h2>' in _page(planted, "en/symptoms/cannot-send")


def test_a_failed_build_leaves_the_old_site(planted: Settings) -> None:
    first = build(planted)
    before = planted.site_dir.resolve()
    path = planted.docs_dir / "ko/index.md"
    path.write_text(path.read_text("utf-8") + "\n[나쁨](nowhere.md)\n", encoding="utf-8")
    with pytest.raises(BuildError, match="dead link"):
        build(planted)
    assert planted.site_dir.resolve() == before == first.resolve()
    assert _page(planted, "ko")


def test_a_page_that_its_policy_would_break_fails_the_build(planted: Settings) -> None:
    path = planted.docs_dir / "ko/index.md"
    path.write_text(path.read_text("utf-8") + '\n<p style="color: red">x</p>\n', encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        build(planted)
    assert [(problem.path, problem.message) for problem in caught.value.problems] == [
        (Path("en/index.html"), "the page holds a style attribute, which its policy forbids"),
        (Path("ko/index.html"), "the page holds a style attribute, which its policy forbids"),
    ]
    assert not planted.site_dir.exists()


def test_building_twice_gives_the_same_site(planted: Settings) -> None:
    def content(folder: Path) -> dict[str, bytes]:
        return {
            p.relative_to(folder).as_posix(): p.read_bytes()
            for p in folder.rglob("*")
            if p.is_file() and p.suffix != ".gz"
        }

    first = build(planted)
    second = build(planted)
    assert first != second
    assert planted.site_dir.resolve() == second.resolve()
    assert content(first) == content(second)
