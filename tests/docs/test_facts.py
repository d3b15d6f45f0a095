"""Every fact that the help centre has to hold has a place, the same in every locale."""

from pathlib import Path

import pytest

from checker.bounce import reasons
from checker.guide.articles import Article, Library
from checker.publish.outline import headings
from checker.publish.views import ASKED
from checker.settings import Settings
from tests.prepared import library_of

FACTS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("facts.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.fixture(scope="module")
def library(settings: Settings) -> Library:
    return library_of(settings)


def anchors(article: Article) -> set[str]:
    """Everything on the page that a link can lead to."""
    found = {heading.anchor for heading in headings(article.body) if heading.anchor}
    found |= {f"step-{step.id}" for _, step in article.steps()}
    found |= {"helpful"} if article.section in ASKED and not article.is_index else set()
    found |= {"content"} | ({"fix"} if article.fixes else set()) | ({"related"} if article.related else set())
    return found


@pytest.mark.parametrize("locale", ["ko", "en", "ja"])
@pytest.mark.parametrize(("fact", "article_id", "anchor"), FACTS)
def test_every_fact_has_a_place(
    library: Library, locale: str, fact: str, article_id: str, anchor: str
) -> None:
    assert library.has(article_id, locale), fact
    article = library.get(article_id, locale)
    assert article is not None
    assert anchor in anchors(article), fact


def test_the_refused_characters_are_all_named(library: Library, settings: Settings) -> None:
    for locale in settings.locales:
        for article_id in ("symptoms/cannot-send", "guides/address-characters"):
            article = library.get(article_id, locale)
            assert article is not None
            assert [c for c in settings.refused_characters if c not in article.body] == []


def test_every_reason_of_the_decoder_has_its_article(library: Library) -> None:
    ids = {f"reasons/{reason}" for reason in reasons()}
    for locale in library.locales:
        assert {i for i in library.ids("reasons") if library.has(i, locale)} - {"reasons/index"} == ids


def test_every_article_says_who_can_do_something(library: Library) -> None:
    without = [a.id for a in library.articles("ko") if a.section in ("reasons", "symptoms") and not a.fixes]
    assert [article_id for article_id in without if not article_id.endswith("/index")] == []


def test_translations_have_the_same_steps(library: Library) -> None:
    for article in library.articles("ko"):
        expected = [(fix.by, [step.id for step in fix.steps]) for fix in article.fixes]
        for locale in library.locales:
            other = library.get(article.id, locale)
            assert other is not None
            assert [(fix.by, [s.id for s in fix.steps]) for fix in other.fixes] == expected, (
                locale,
                article.id,
            )
