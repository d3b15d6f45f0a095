"""Every row of rules.toml is sound: it compiles, its reason exists, and its own example reaches it first."""

import re

import pytest

from checker.bounce import classify
from checker.bounce.reply import codes_of, one_line
from checker.bounce.rule import Rule, alternatives, rule_of, seed, spelled_out
from checker.bounce.rules import matcher
from checker.bounce.tables import TableError, load, reasons

RULES = matcher().rules


def test_ids_are_unique_and_stable_looking() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9-]+", id_) for id_ in ids)


def test_providers_are_known() -> None:
    known = {row["id"] for row in load("rules.toml")["provider"]} | {"any"}
    assert {rule.provider for rule in RULES} <= known


def first_row(rule: Rule) -> str:
    """The id of the row that the example of a row reaches."""
    text = one_line(rule.example)
    reply_code, status = codes_of(text)
    provider = None if rule.provider == "any" else rule.provider
    verdict = matcher().judge(text, reply_code, status, provider, provider is not None)
    assert 0 <= verdict.start < verdict.end <= len(text)
    return verdict.rule


def test_every_example_reaches_its_row_first() -> None:
    assert [(rule.id, first_row(rule)) for rule in RULES if first_row(rule) != rule.id] == []


def test_every_row_names_a_reason_and_a_source() -> None:
    assert [rule.id for rule in RULES if rule.reason not in reasons() or not rule.source] == []


def test_examples_name_no_real_address() -> None:
    domains = {domain for rule in RULES for domain in re.findall(r"@([\w.-]+\.\w+)", rule.example)}
    assert domains <= {"example.com", "docomo.ne.jp", "abuse-att.net"}


GOOD = {
    "id": "a",
    "provider": "any",
    "reason": "unknown",
    "pattern": ["x y"],
    "example": "x y",
    "source": "s",
}


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "no-such-reason"},
        {"also": ["no-such-reason"]},
        {"confirm": "("},
        {"patern": []},
        {"id": None},
    ],
    ids=str,
)
def test_a_broken_row_is_refused_with_its_name(change: dict[str, object]) -> None:
    row = {key: value for key, value in {**GOOD, **change}.items() if value is not None}
    with pytest.raises(TableError, match=r"rules\.toml: "):
        rule_of(row, reasons())


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("mailbox full", "mailbox full"),
        (r"virus [^ ]+ detected", " detected"),
        (r"\brusr\b", "rusr"),
        (r"aup#[a-z]*-?1000", "aup#"),
        (r"(ofr|lpn)[0-9]*_416\b", "_416"),
        (r"a|b", ""),
        (r"colou?r of it", "r of it"),
        (r"\[bl2[0-9]\]", "[bl2"),
    ],
)
def test_the_plain_text_of_a_phrase(pattern: str, text: str) -> None:
    assert seed(pattern) == text


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("not found", ["not found"]),
        ("not (found|known)", ["not found", "not known"]),
        (r"den(y|ied)\.", ["deny.", "denied."]),
        ("has (a )?box", ["has a box", "has box"]),
        ("from .*", None),
        ("a(b.)c", None),
    ],
)
def test_conditions_are_spelled_out_where_they_can_be(pattern: str, texts: list[str] | None) -> None:
    assert spelled_out(pattern) == texts


def test_alternatives_are_those_of_the_top_level() -> None:
    assert alternatives(r"a|b(c|d)|[|]|\|") == ["a", "b(c|d)", "[|]", r"\|"]


def test_a_last_row_speaks_only_where_the_status_code_tells_nothing() -> None:
    words = "we have no record of that mailbox"
    assert [
        (outcome.reason, outcome.evidence.rule)
        for outcome in (
            classify(f"550 {words}"),
            classify(f"550 5.7.1 {words}"),
            classify(f"554 5.4.7 {words}"),
        )
    ] == [
        ("user-unknown", "last-user"),
        ("user-unknown", "last-user"),
        ("expired", "code:x-4-7"),
    ]
