"""The interface is whole in Korean and Japanese: nothing unextracted, untranslated or broken."""

import re

import pytest
from babel.messages.catalog import Catalog

from checker.guide.catalog import read_catalog, wrong_placeholders
from checker.publish.catalogues import template, text, untranslated, updated
from checker.settings import Settings

LOCALES = ("ko", "ja")


@pytest.fixture(scope="module")
def sentences(settings: Settings) -> Catalog:
    return template(settings.root)


def test_every_sentence_is_extracted(settings: Settings, sentences: Catalog) -> None:
    written = (settings.locales_dir / "messages.pot").read_text(encoding="utf-8")
    assert text(sentences) == written, "run `make l10n`"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_is_translated(settings: Settings, sentences: Catalog, locale: str) -> None:
    path = settings.locales_dir / locale / "LC_MESSAGES" / "messages.po"
    current = updated(path, locale, sentences)
    assert text(current) == path.read_text(encoding="utf-8"), "run `make l10n`"
    assert untranslated(current) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_keep_the_placeholders(settings: Settings, locale: str) -> None:
    catalog = read_catalog(settings.locales_dir / locale / "LC_MESSAGES" / "messages.po", locale)
    assert list(wrong_placeholders(catalog)) == []


HARD_PARTICLES = re.compile(
    r"%\(\w+\)[sd](?:을|를|이|가|은|는|와|과|으로|로)(?![가-힣])|[을를이가은는와과]\([을를이가은는와과]\)|\(으\)로"
)


def test_korean_never_guesses_a_particle(settings: Settings) -> None:
    """The sound of a placeholder's value is not known, so a noun or a colon stands between."""
    catalog = read_catalog(settings.locales_dir / "ko" / "LC_MESSAGES" / "messages.po", "ko")
    strings = [
        s for m in catalog for s in ((m.string,) if isinstance(m.string, str) else tuple(m.string or ()))
    ]
    assert [string for string in strings if HARD_PARTICLES.search(string)] == []
