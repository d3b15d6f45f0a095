"""Every finding of the address and mail server checks has words, and every row of words a finding."""

import re
import string
from pathlib import Path

import pytest

from checker.address import FINDING_IDS as ADDRESS_IDS
from checker.address import check
from checker.address.data import TABLES
from checker.domain.mail_servers import FINDING_IDS as MAIL_SERVER_IDS
from checker.guide.findings import EVIDENCE_MSGIDS, FINDINGS, translated, words_of

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_one_row_per_finding() -> None:
    assert set(FINDINGS) == ADDRESS_IDS | MAIL_SERVER_IDS


def test_no_engine_gives_the_other_engines_ids() -> None:
    assert frozenset() == ADDRESS_IDS & MAIL_SERVER_IDS


@pytest.mark.parametrize("finding_id", sorted(FINDINGS))
def test_a_row_is_written_in_full(finding_id: str) -> None:
    words = words_of(finding_id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", finding_id)
    assert words.title and words.explanation and words.fix and words.article
    assert not words.title.endswith(".")
    assert words.fix.endswith(".")
    assert "%" not in words.title
    placeholders = re.findall(r"%\(([a-z]+)\)s", words.explanation)
    assert words.explanation.count("%") == len(placeholders)
    assert words.explanation % dict.fromkeys(placeholders, "x")
    assert not set("!…&") & set(words.explanation)


@pytest.mark.parametrize("locale", ["ko", "en", "ja"])
def test_every_article_and_its_anchor_are_there(locale: str) -> None:
    for target in {words.article for words in FINDINGS.values() if words.article}:
        article, _, anchor = target.partition("#")
        text = (DOCS / locale / f"{article}.md").read_text(encoding="utf-8")
        assert not anchor or f"{{ #{anchor} }}" in text, f"{locale}/{target}"


def test_the_names_of_characters_can_be_translated() -> None:
    assert set(TABLES.character_names.values()) == EVIDENCE_MSGIDS
    assert set(string.punctuation) <= set(TABLES.character_names)


def test_the_name_of_a_character_is_translated_and_the_character_is_not() -> None:
    (found,) = (each for each in check("kim|lee@company.kr").findings if each.id == "refused-character")
    korean = translated(found.evidence, {"vertical bar": "세로줄"}.__getitem__)
    assert korean == {"character": "|", "name": "세로줄", "code": "U+007C"}
