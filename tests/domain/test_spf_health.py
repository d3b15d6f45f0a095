"""What is wrong with a domain's SPF, and the tree that is drawn of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.domain.spf import MAX_TERMS
from checker.domain.spf_health import MAX_ALIKE, SpfHealth, examine
from checker.domain.spf_tree import SpfNode
from checker.findings import Severity
from checker.net.resolver import Status
from tests.domain.book import Book, Entries
from tests.domain.oracle_checkdmarc import opinion

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741


def health(entries: Entries | str) -> SpfHealth:
    if isinstance(entries, str):
        entries = {"a.example TXT": entries}
    return Book(entries).carry_out(examine("a.example"))


def told(found: SpfHealth) -> list[tuple[Severity, str, dict[str, str | int]]]:
    """Severity, id and evidence of the findings, without the name and type that all of them carry."""
    for finding in found.findings:
        assert finding.evidence["type"] == "TXT"
        assert finding.evidence["name"] == finding.evidence["domain"]
    return [
        (each.severity, each.id, {k: v for k, v in each.evidence.items() if k not in ("name", "type")})
        for each in found.findings
    ]


A, B = {"domain": "a.example"}, {"domain": "b.example"}


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("v=spf1 ip4:9.9.9.9 -all", []),
        ("v=spf1 ip4:9.9.9.9 ~all", []),
        ("v=spf1 -all", [(I, "spf-sends-no-mail", A)]),
        ({}, [(W, "spf-missing", A)]),
        ("some text", [(W, "spf-missing", A)]),
        ({"a.example TXT": Status.NO_DATA}, [(W, "spf-missing", A)]),
        ({"a.example TXT": Status.TIMEOUT}, [(W, "dns-timeout", A)]),
        ({"a.example TXT": Status.SERVFAIL}, [(W, "dns-servfail", A)]),
        ({"a.example TXT": Status.BOGUS}, [(W, "dns-bogus", A)]),
        ({"a.example TXT": Status.REFUSED}, [(W, "dns-refused", A)]),
        ({"a.example TXT": Status.NOT_CHECKED}, [(W, "dns-not-checked", A)]),
        (
            {"a.example TXT": ["v=spf1 -all", "v=spf1 mx -all"]},
            [(E, "spf-several-records", {**A, "count": 2})],
        ),
        ("v=spf1;mx -all", [(W, "spf-looks-alike", {**A, "text": "v=spf1;mx -all"})]),
        ('"v=spf1 mx -all"', [(W, "spf-looks-alike", {**A, "text": '"v=spf1 mx -all"'})]),
        ("spf1 mx -all", [(W, "spf-looks-alike", {**A, "text": "spf1 mx -all"})]),
        ("v=spf2.0 mx -all", [(W, "spf-missing", A)]),
        ("spf1-verification=abc", [(W, "spf-missing", A)]),
        (
            "v=spf1 ip4:9.9.9.300 -all",
            [(E, "spf-term-not-valid", {**A, "term": "ip4:9.9.9.300", "reason": "address-not-valid"})],
        ),
        (
            "v=spf1 ipv4:9.9.9.9 a: -all",
            [
                (E, "spf-term-not-valid", {**A, "term": "ipv4:9.9.9.9", "reason": "unknown-mechanism"}),
                (E, "spf-term-not-valid", {**A, "term": "a:", "reason": "domain-missing"}),
            ],
        ),
        (
            "v=spf1 redirect=b.example redirect=c.example",
            [(E, "spf-modifier-repeated", {**A, "modifier": "redirect"})],
        ),
        ("v=spf1 +all", [(E, "spf-allows-everyone", {**A, "term": "+all"})]),
        ("v=spf1 ALL", [(E, "spf-allows-everyone", {**A, "term": "ALL"})]),
        ("v=spf1 ip4:0.0.0.0/0 -all", [(E, "spf-allows-everyone", {**A, "term": "ip4:0.0.0.0/0"})]),
        (
            {"a.example TXT": "v=spf1 a/0 -all", "a.example A": "9.9.9.9"},
            [(E, "spf-allows-everyone", {**A, "term": "a/0"})],
        ),
        (
            "v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all",
            [
                (W, "spf-wide-range", {**A, "term": "ip4:0.0.0.0/1"}),
                (W, "spf-wide-range", {**A, "term": "ip4:128.0.0.0/1"}),
                (E, "spf-allows-everyone", {**A, "term": "ip4:0.0.0.0/1 ip4:128.0.0.0/1"}),
            ],
        ),
        ("v=spf1 -ip4:0.0.0.0/0 ~all", []),
        (
            {"a.example TXT": "v=spf1 include:b.example -all", "b.example TXT": "v=spf1 +all"},
            [(E, "spf-allows-everyone", {**B, "term": "+all"})],
        ),
        ({"a.example TXT": "v=spf1 ?include:b.example -all", "b.example TXT": "v=spf1 +all"}, []),
        ({"a.example TXT": "v=spf1 include:b.example -all", "b.example TXT": "v=spf1 ?all"}, []),
        ("v=spf1 ip4:9.9.9.9 ?all", [(W, "spf-neutral-all", {**A, "term": "?all"})]),
        ("v=spf1 ip4:9.9.9.9", [(W, "spf-missing-all", A)]),
        (
            {"a.example TXT": "v=spf1 redirect=b.example", "b.example TXT": "v=spf1 ip4:9.9.9.9"},
            [(W, "spf-missing-all", B)],
        ),
        ({"a.example TXT": "v=spf1 redirect=b.example", "b.example TXT": "v=spf1 ip4:9.9.9.9 -all"}, []),
        (
            {"a.example TXT": "v=spf1 redirect=b.example -all", "b.example TXT": "v=spf1 -all"},
            [(W, "spf-redirect-ignored", {**A, "term": "redirect=b.example"})],
        ),
        (
            "v=spf1 ip4:9.9.9.9 -all ip4:9.9.9.10",
            [(W, "spf-ignored-after-all", {**A, "term": "ip4:9.9.9.10"})],
        ),
        ("v=spf1 -all ip4:9.9.9.9", [(W, "spf-ignored-after-all", {**A, "term": "ip4:9.9.9.9"})]),
        ("v=spf1 ptr -all", [(W, "spf-ptr", {**A, "term": "ptr"})]),
        ("v=spf1 ip4:16.0.0.0/5 -all", [(W, "spf-wide-range", {**A, "term": "ip4:16.0.0.0/5"})]),
        ("v=spf1 ip6:2000::/3 -all", [(W, "spf-wide-range", {**A, "term": "ip6:2000::/3"})]),
        ("v=spf1 ip4:17.0.0.0/8 -all", []),
        ("v=spf1 ip4:192.168.0.0/16 -all", [(I, "spf-private-range", {**A, "term": "ip4:192.168.0.0/16"})]),
        (
            "v=spf1 ip4:9.9.9.9 IP4:9.9.9.9 -all",
            [(I, "spf-duplicate-term", {**A, "term": "ip4:9.9.9.9"})],
        ),
        ("v=spf1 ip4:9.9.9.9 -all foo=bar", [(I, "spf-unknown-modifier", {**A, "term": "foo=bar"})]),
        (
            "v=spf1 exists:%{i}.b.example -all",
            [(I, "spf-depends-on-sender", {**A, "term": "exists:%{i}.b.example"})],
        ),
        (
            "v=spf1 a:gone.example -all",
            [(W, "spf-void-lookup", {**A, "term": "a:gone.example"})],
        ),
        ({"a.example TXT": "v=spf1 a:b.example -all", "b.example AAAA": "2620:fe::9"}, []),
        (
            "v=spf1 a:b.example mx:c.example exists:d.example -all",
            [
                (E, "spf-too-many-void-lookups", {**A, "count": 3, "limit": 2}),
                (W, "spf-void-lookup", {**A, "term": "a:b.example"}),
                (W, "spf-void-lookup", {**A, "term": "mx:c.example"}),
                (W, "spf-void-lookup", {**A, "term": "exists:d.example"}),
            ],
        ),
        ("v=spf1 include:a.example -all", [(E, "spf-loop", {**A, "term": "include:a.example"})]),
        ("v=spf1 redirect=%{d}", [(E, "spf-loop", {**A, "term": "redirect=%{d}"})]),
        (
            {"a.example TXT": "v=spf1 include:b.example -all", "b.example TXT": "v=spf1 redirect=A.example"},
            [(E, "spf-loop", {**B, "term": "redirect=A.example"})],
        ),
        (
            "v=spf1 include:b.example -all",
            [(E, "spf-include-without-record", {**A, "term": "include:b.example", "target": "b.example"})],
        ),
        (
            "v=spf1 redirect=b.example",
            [(E, "spf-redirect-without-record", {**A, "term": "redirect=b.example", "target": "b.example"})],
        ),
        (
            {
                "a.example TXT": "v=spf1 include:b.example -all",
                "b.example TXT": ["v=spf1 -all", "v=spf1 a -all"],
            },
            [
                (
                    E,
                    "spf-include-several-records",
                    {**A, "term": "include:b.example", "target": "b.example", "count": 2},
                )
            ],
        ),
        (
            {"a.example TXT": "v=spf1 include:b.example -all", "b.example TXT": "v=spf1 x -all"},
            [(E, "spf-term-not-valid", {**B, "term": "x", "reason": "unknown-mechanism"})],
        ),
        (
            {"a.example TXT": "v=spf1 include:b.example -all", "b.example TXT": Status.SERVFAIL},
            [(W, "dns-servfail", B)],
        ),
        (
            {"a.example TXT": "v=spf1 include:b.example -all", "b.example TXT": Status.NOT_CHECKED},
            [(I, "dns-not-checked", B)],
        ),
        (
            {"a.example TXT": "v=spf1 mx -all", "a.example MX": [f"{i} mx{i}.b.example." for i in range(11)]},
            [(E, "spf-too-many-mail-servers", {**A, "term": "mx", "count": 11, "limit": 10})],
        ),
        (
            {"a.example TXT": "v=spf1 " + "a:b.example " * 9 + "-all", "b.example A": "9.9.9.9"},
            [
                (I, "spf-lookups-near-limit", {**A, "count": 9, "limit": 10}),
                (I, "spf-duplicate-term", {**A, "term": "a:b.example"}),
            ],
        ),
        (
            {"a.example TXT": "v=spf1 " + "a:b.example " * 11 + "-all", "b.example A": "9.9.9.9"},
            [
                (E, "spf-too-many-lookups", {**A, "count": 11, "limit": 10}),
                (I, "spf-duplicate-term", {**A, "term": "a:b.example"}),
            ],
        ),
        (
            "v=spf1 " + " ".join(f"ip4:9.9.9.{i}" for i in range(30, 65)) + " -all",
            [(I, "spf-too-long", {**A, "length": 466, "limit": 450})],
        ),
    ],
)
def test_findings(entries: Entries | str, expected: list[tuple[Severity, str, dict[str, str | int]]]) -> None:
    assert told(health(entries)) == expected


def test_the_tree() -> None:
    found = health(
        {
            "a.example TXT": "v=spf1 mx include:b.example include:c.example redirect=d.example",
            "a.example MX": "10 mx.a.example.",
            "b.example TXT": "v=spf1 a:mx.a.example include:e.example -all",
            "c.example TXT": "v=spf1 ip4:9.9.9.9 -all include:late.example",
            "d.example TXT": "v=spf1 a:mx.a.example ~all",
            "mx.a.example A": "9.9.9.9",
        }
    )
    missing = SpfNode("e.example", "include:e.example", None, 0, (), "spf-include-without-record")
    b = SpfNode(
        "b.example", "include:b.example", "v=spf1 a:mx.a.example include:e.example -all", 2, (missing,)
    )
    c = SpfNode("c.example", "include:c.example", "v=spf1 ip4:9.9.9.9 -all include:late.example", 0)
    d = SpfNode("d.example", "redirect=d.example", "v=spf1 a:mx.a.example ~all", 1)
    assert found.tree == SpfNode(
        "a.example",
        "",
        "v=spf1 mx include:b.example include:c.example redirect=d.example",
        7,
        (b, c, d),
    )
    assert (found.lookups, found.void_lookups, found.all, found.status) == (7, 1, "~", "found")


def test_the_questions_go_out_level_by_level_and_includes_first() -> None:
    book = Book(
        {
            "a.example TXT": "v=spf1 a:x.example include:b.example include:c.example -all",
            "b.example TXT": "v=spf1 include:d.example -all",
            "c.example TXT": "v=spf1 -all",
            "d.example TXT": "v=spf1 -all",
            "x.example A": "9.9.9.9",
        }
    )
    book.carry_out(examine("a.example"))
    assert [(question.name, question.type) for question in book.asked] == [
        ("a.example", "TXT"),
        ("b.example", "TXT"),
        ("c.example", "TXT"),
        ("d.example", "TXT"),
        ("x.example", "A"),
    ]


@pytest.mark.parametrize(
    ("record", "forbids"),
    [
        ("v=spf1 -all", True),
        ("v=spf1  -all ", True),
        ("v=spf1 -all exp=e.example", True),
        ("v=spf1 ~all", False),
        ("v=spf1 mx -all", False),
        ("v=spf1 -all x", False),
        ("v=spf1 -all redirect=b.example", False),
        ("v=spf1 -all ip4:9.9.9.9", False),
    ],
)
def test_a_record_that_lets_nobody_send(record: str, forbids: bool) -> None:
    assert health(record).forbids_all is forbids


def test_a_record_of_64_kib_is_told_of_in_a_few_findings() -> None:
    found = health("v=spf1 " + "include:b.example x " * 3000)
    assert {finding.id for finding in found.findings} == {"spf-term-not-valid", "spf-too-many-lookups"}
    assert len(found.findings) <= MAX_ALIKE + 1
    many = health("v=spf1 " + " ".join(f"include:i{i}.example" for i in range(3000)) + " -all")
    assert len(many.findings) <= 3 * MAX_ALIKE
    assert many.lookups == MAX_TERMS


NAMES = [f"{letter}.example" for letter in "abcdefg"]
terms = st.one_of(
    st.sampled_from(["ip4:9.9.9.9", "ip4:9.9.9.0/24", "ip6:2620:fe::/48", "a", "mx", "ip4:9.9.9", "x", "a:"]),
    st.builds(
        "{}:{}".format,
        st.sampled_from(["a", "mx", "include", "include"]),
        st.sampled_from([*NAMES, "gone.example"]),
    ),
)
records = st.builds(
    lambda drawn, end: " ".join(["v=spf1", *drawn, end]),
    st.lists(terms, max_size=5),
    st.sampled_from(["-all", "~all", "", "redirect=b.example", "redirect=g.example"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(records, min_size=7, max_size=7), st.lists(st.booleans(), min_size=7, max_size=7))
def test_checkdmarc_counts_the_same(texts: list[str], has_address: list[bool]) -> None:
    entries: dict[str, str] = {f"{name} TXT": text for name, text in zip(NAMES, texts, strict=True)}
    for name, has in zip(NAMES, has_address, strict=True):
        if has:
            entries |= {f"{name} A": "9.9.9.9", f"{name} MX": f"10 {name}."}
    ours, theirs = health(entries), opinion(Book(entries), "a.example")
    errors = {finding.id for finding in ours.findings if finding.severity is E} - {"spf-allows-everyone"}
    assert (theirs.error is not None) == bool(errors)
    if theirs.error is None:
        assert (ours.lookups, ours.void_lookups) == (theirs.lookups, theirs.void_lookups)
