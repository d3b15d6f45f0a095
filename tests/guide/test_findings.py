"""Every finding of every check has words in full, in every locale, and leads to a place that is there."""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

import checker
from checker.domain.spf import Reason
from checker.guide.catalog import read_catalog
from checker.guide.findings import FINDINGS, ORIGINS, REASONS, TABLES, translated, words_of
from checker.net.troubles import Trouble

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ("address", "bounce", "domain", "account")
LOCALES = ("ko", "ja")
PLACEHOLDER = re.compile(r"%\(([a-z_]+)\)s")


def known_ids() -> Mapping[str, frozenset[str]]:
    """What each module of an engine that names its findings (`FINDING_IDS`) says that it gives."""
    found = {}
    for engine in ENGINES:
        package = importlib.import_module(f"{checker.__name__}.{engine}")
        names = [package.__name__]
        names += [each.name for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
        for name in names:
            ids = getattr(importlib.import_module(name), "FINDING_IDS", None)
            if ids is not None:
                found[name] = frozenset(ids)
    return found


def test_one_row_per_finding_and_one_finding_per_row() -> None:
    assert set(FINDINGS) == frozenset().union(*known_ids().values())


def test_no_finding_is_in_two_tables() -> None:
    assert [
        id_ for id_, count in Counter(id_ for table in TABLES for id_ in table).items() if count > 1
    ] == []


@pytest.mark.parametrize("finding_id", sorted(FINDINGS))
def test_a_row_is_written_in_full(finding_id: str) -> None:
    words = words_of(finding_id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", finding_id)
    assert words.title and words.explanation and words.fix and words.article
    assert not words.title.endswith(".")
    assert words.fix.endswith(".")
    assert "%" not in words.title + words.fix
    placeholders = PLACEHOLDER.findall(words.explanation)
    assert words.explanation.count("%") == len(placeholders)
    assert words.explanation % dict.fromkeys(placeholders, "x")
    assert not set("!…&") & set(words.explanation + words.title + words.fix)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_row_is_said_in_every_locale_with_the_same_evidence(locale: str) -> None:
    catalog = read_catalog(ROOT / "locales" / locale / "LC_MESSAGES" / "messages.po", locale)
    for each in FINDINGS.values():
        title, explanation, fix = (_said(catalog, text) for text in (each.title, each.explanation, each.fix))
        assert not title.endswith((".", "。")), title
        assert explanation and fix.endswith((".", "。")), fix
    assert all(_said(catalog, text) for text in (*REASONS.values(), *ORIGINS.values()))


def _said(catalog: Catalog, sentence: str) -> str:
    message = catalog.get(sentence)
    assert message is not None and message.string, sentence
    said = str(message.string)
    assert Counter(PLACEHOLDER.findall(said)) == Counter(PLACEHOLDER.findall(sentence)), said
    assert said.count("%") == sentence.count("%"), said
    return said


def test_every_trouble_on_the_way_to_a_server_and_every_flaw_of_a_term_can_be_said() -> None:
    assert {str(each) for each in Trouble} <= set(REASONS)
    assert {str(each) for each in Reason} - {"repeated"} <= set(REASONS)


@pytest.mark.parametrize("locale", ["ko", "en", "ja"])
def test_every_article_and_its_anchor_are_there(locale: str) -> None:
    for target in sorted({words.article for words in FINDINGS.values() if words.article}):
        article, _, anchor = target.partition("#")
        text = (ROOT / "docs" / locale / f"{article}.md").read_text(encoding="utf-8")
        assert not anchor or f"{{ #{anchor} }}" in text, f"{locale}/{target}"


@pytest.mark.parametrize(
    ("evidence", "korean"),
    [
        ({"term": "ip4:x", "reason": "address-not-valid"}, {"reason": "The IP address isn't valid."}),
        ({"reason": "certificate-expired", "host": "a.example"}, {"reason": "The certificate has expired."}),
        (
            {"origin": "srv", "used": "provider-table"},
            {"origin": ORIGINS["srv"], "used": ORIGINS["provider-table"]},
        ),
        ({"tag": "adkim", "value": "strict", "used": "r"}, {}),
        ({"name": "vertical bar"}, {"name": "vertical bar"}),
        ({"host": "timeout", "text": "srv"}, {}),
    ],
)
def test_evidence_that_stands_for_words_is_translated(
    evidence: dict[str, str | int], korean: dict[str, str]
) -> None:
    said = translated(evidence, lambda text: f"<{text}>")
    assert said == {**evidence, **{name: f"<{text}>" for name, text in korean.items()}}
