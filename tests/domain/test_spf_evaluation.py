"""May this address send for this sender? check_host() against the RFC's rules, and against pyspf."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.domain.spf_evaluation import Result, evaluate
from checker.net.resolver import Status
from tests.domain.book import Book, Entries
from tests.domain.oracle_spf import opinion

SENDER, HELO = "kim@a.example", "mail.a.example"


def result(entries: Entries, ip: str = "9.9.9.9", sender: str = SENDER, helo: str = HELO) -> Result:
    return Book(entries).carry_out(evaluate(ip, sender, helo))


def record(text: str, **more: str) -> Entries:
    return {"a.example TXT": text, **{key.replace("__", " "): value for key, value in more.items()}}


CASES: list[tuple[Entries, str, Result]] = [
    ({}, "9.9.9.9", Result.NONE),
    ({"a.example TXT": "some text"}, "9.9.9.9", Result.NONE),
    ({"a.example TXT": "v=spf10 -all"}, "9.9.9.9", Result.NONE),
    ({"a.example TXT": Status.SERVFAIL}, "9.9.9.9", Result.TEMPERROR),
    ({"a.example TXT": Status.TIMEOUT}, "9.9.9.9", Result.TEMPERROR),
    ({"a.example TXT": ["v=spf1 -all", "v=spf1 +all"]}, "9.9.9.9", Result.PERMERROR),
    (record("v=spf1"), "9.9.9.9", Result.NEUTRAL),
    (record("v=spf1 +all"), "9.9.9.9", Result.PASS),
    (record("v=spf1 -all"), "9.9.9.9", Result.FAIL),
    (record("v=spf1 ~all"), "9.9.9.9", Result.SOFTFAIL),
    (record("v=spf1 ?all"), "9.9.9.9", Result.NEUTRAL),
    (record("v=spf1 -all a:"), "9.9.9.9", Result.PERMERROR),
    (record("v=spf1 ip4:9.9.9.0/24 -all"), "9.9.9.9", Result.PASS),
    (record("v=spf1 ip4:9.9.9.0/24 -all"), "::ffff:9.9.9.9", Result.PASS),
    (record("v=spf1 ip4:9.9.9.0/24 -all"), "2620:fe::9", Result.FAIL),
    (record("v=spf1 ip6:2620:fe::/48 -all"), "2620:fe::9", Result.PASS),
    ({"a.example TXT": "v=spf1 a -all", "a.example A": "9.9.9.9"}, "9.9.9.9", Result.PASS),
    ({"a.example TXT": "v=spf1 a/24 -all", "a.example A": "9.9.9.1"}, "9.9.9.9", Result.PASS),
    ({"a.example TXT": "v=spf1 a//48 -all", "a.example AAAA": "2620:fe::1"}, "2620:fe::9", Result.PASS),
    ({"a.example TXT": "v=spf1 a -all", "a.example A": Status.SERVFAIL}, "9.9.9.9", Result.TEMPERROR),
    (
        {"a.example TXT": "v=spf1 mx -all", "a.example MX": "10 mx.a.example.", "mx.a.example A": "9.9.9.9"},
        "9.9.9.9",
        Result.PASS,
    ),
    (
        {"a.example TXT": "v=spf1 mx -all", "a.example MX": [f"{i} mx{i}.a.example." for i in range(11)]},
        "9.9.9.9",
        Result.PERMERROR,
    ),
    (
        {"a.example TXT": "v=spf1 exists:%{i}.a.example -all", "9.9.9.9.a.example A": "127.0.0.2"},
        "9.9.9.9",
        Result.PASS,
    ),
    # "exists" asks for A, whatever the sender's address is (section 5.7).
    (
        {"a.example TXT": "v=spf1 exists:b.example -all", "b.example A": "127.0.0.2"},
        "2620:fe::9",
        Result.PASS,
    ),
    (
        {
            "a.example TXT": "v=spf1 ptr -all",
            "9.9.9.9.in-addr.arpa PTR": "mail.a.example.",
            "mail.a.example A": "9.9.9.9",
        },
        "9.9.9.9",
        Result.PASS,
    ),
    (
        {
            "a.example TXT": "v=spf1 ptr -all",
            "9.9.9.9.in-addr.arpa PTR": "mail.a.example.",
            "mail.a.example A": "9.9.9.10",
        },
        "9.9.9.9",
        Result.FAIL,
    ),
    (
        {
            "a.example TXT": "v=spf1 a:%{p}.b.example -all",
            "9.9.9.9.in-addr.arpa PTR": "mail.a.example.",
            "mail.a.example A": "9.9.9.9",
            "mail.a.example.b.example A": "9.9.9.9",
        },
        "9.9.9.9",
        Result.PASS,
    ),
    (
        {"a.example TXT": "v=spf1 include:b.example -all", "b.example TXT": "v=spf1 +all"},
        "9.9.9.9",
        Result.PASS,
    ),
    (
        {"a.example TXT": "v=spf1 include:b.example ~all", "b.example TXT": "v=spf1 -all"},
        "9.9.9.9",
        Result.SOFTFAIL,
    ),
    (
        {"a.example TXT": "v=spf1 -include:b.example ~all", "b.example TXT": "v=spf1 +all"},
        "9.9.9.9",
        Result.FAIL,
    ),
    ({"a.example TXT": "v=spf1 include:b.example -all"}, "9.9.9.9", Result.PERMERROR),
    (
        {"a.example TXT": "v=spf1 include:b.example -all", "b.example TXT": "v=spf1 a:"},
        "9.9.9.9",
        Result.PERMERROR,
    ),
    (
        {"a.example TXT": "v=spf1 include:b.example -all", "b.example TXT": Status.TIMEOUT},
        "9.9.9.9",
        Result.TEMPERROR,
    ),
    ({"a.example TXT": "v=spf1 include:a.example -all"}, "9.9.9.9", Result.PERMERROR),
    ({"a.example TXT": "v=spf1 redirect=b.example", "b.example TXT": "v=spf1 -all"}, "9.9.9.9", Result.FAIL),
    ({"a.example TXT": "v=spf1 redirect=b.example"}, "9.9.9.9", Result.PERMERROR),
    ({"a.example TXT": "v=spf1 redirect=b.example ?all"}, "9.9.9.9", Result.NEUTRAL),
    (
        {"a.example TXT": "v=spf1 " + " ".join(["a:b.example"] * 10) + " -all", "b.example A": "9.9.9.1"},
        "9.9.9.9",
        Result.FAIL,
    ),
    (
        {"a.example TXT": "v=spf1 " + " ".join(["a:b.example"] * 11) + " -all", "b.example A": "9.9.9.1"},
        "9.9.9.9",
        Result.PERMERROR,
    ),
    (record("v=spf1 a:b.example a:c.example -all"), "9.9.9.9", Result.FAIL),
    (record("v=spf1 a:b.example a:c.example a:d.example -all"), "9.9.9.9", Result.PERMERROR),
]


@pytest.mark.parametrize(("entries", "ip", "expected"), CASES)
def test_results(entries: Entries, ip: str, expected: Result) -> None:
    assert result(entries, ip) is expected


@pytest.mark.parametrize(("entries", "ip", "expected"), CASES)
def test_pyspf_says_the_same(entries: Entries, ip: str, expected: Result) -> None:
    assert opinion(Book(entries), ip, SENDER, HELO) == expected


@pytest.mark.parametrize(
    ("sender", "helo", "expected"),
    [
        ("", "a.example", Result.PASS),
        ("@a.example", "b.example", Result.PASS),
        ("a.example", "b.example", Result.PASS),
        ("kim@b.example", "a.example", Result.NONE),
        ("kim@localhost", "a.example", Result.NONE),
        ("kim@a..example", "a.example", Result.NONE),
        ("kim@" + "a" * 64 + ".example", "a.example", Result.NONE),
        ("", "", Result.NONE),
        ("kim@@a.example", "b.example", Result.PASS),
    ],
)
def test_whom_the_sender_stands_for(sender: str, helo: str, expected: Result) -> None:
    assert result({"a.example TXT": "v=spf1 +all"}, sender=sender, helo=helo) is expected


def test_the_local_part_and_the_helo_name_reach_the_macros() -> None:
    book = Book({"a.example TXT": "v=spf1 exists:%{l}.%{h}.%{v}.a.example -all"})
    assert book.carry_out(evaluate("2620:fe::9", "kim@a.example", "mail.b.example")) is Result.FAIL
    assert [question.name for question in book.asked] == ["a.example", "kim.mail.b.example.ip6.a.example"]


NAMES = [f"{letter}.example" for letter in "abcdef"]
ADDRESSES = ["9.9.9.9", "9.9.9.10", "149.112.112.112"]
SIX = ["2620:fe::9", "2620:fe::fe"]

targets = st.sampled_from(
    [*NAMES, "gone.example", "%{d}", "%{d2}", "x.%{o}", "%{l}.b.example", "bad", "%{h}"]
)
prefixes = st.sampled_from(["", "/32", "/24", "/0", "//128", "/24//64", "/33"])
networks = st.sampled_from(
    [
        "ip4:9.9.9.9",
        "ip4:9.9.9.0/24",
        "ip4:0.0.0.0/0",
        "ip4:9.9.9",
        "ip6:2620:fe::/48",
        "ip6:2620:fe::9",
        "ip6:x",
    ]
)
mechanisms = st.one_of(
    st.just("all"),
    networks,
    st.builds("include:{}".format, targets),
    st.builds("exists:{}".format, targets),
    st.builds(
        lambda name, target, prefix: f"{name}{target}{prefix}",
        st.sampled_from(["a", "mx"]),
        st.one_of(st.just(""), targets.map(":{}".format)),
        prefixes,
    ),
)
directives = st.builds("{}{}".format, st.sampled_from(["", "+", "-", "~", "?"]), mechanisms)
modifiers = st.one_of(st.builds("redirect={}".format, targets), st.sampled_from(["x=y", "x=%{d}", "x=%"]))
terms = st.lists(st.one_of(directives, directives, directives, modifiers), max_size=6).filter(
    lambda each: sum(term.startswith("x=") for term in each) < 2  # see test_where_pyspf_differs
)
records = terms.map(lambda each: " ".join(["v=spf1", *each]))
texts = st.one_of(records, st.just("text"), st.lists(records, min_size=2, max_size=2))


def _includes_itself(text: str | list[str], name: str) -> bool:
    """See test_where_pyspf_differs."""
    every = [text] if isinstance(text, str) else text
    return any(f"include:{target}" in each for each in every for target in (name, "%{d}", "%{d2}", "%{h}"))


@st.composite
def zones(draw: st.DrawFn) -> dict[str, str | list[str]]:
    """A few names that lead to one another. Mail servers always have addresses: see the next test."""
    entries: dict[str, str | list[str]] = {}
    for name in NAMES:
        if draw(st.booleans()) or name == "a.example":
            entries[f"{name} TXT"] = draw(
                texts.filter(lambda text, name=name: not _includes_itself(text, name))
            )
        if draw(st.booleans()):
            entries[f"{name} A"] = draw(st.sampled_from(ADDRESSES))
            entries[f"{name} AAAA"] = draw(st.sampled_from(SIX))
            entries[f"{name} MX"] = f"10 {name}."
    return entries


@settings(max_examples=120, deadline=None)
@given(zones(), st.sampled_from([*ADDRESSES, *SIX]), st.sampled_from(["kim@a.example", "@a.example", ""]))
def test_generated_zones(entries: dict[str, str | list[str]], ip: str, sender: str) -> None:
    helo = "a.example"
    assert result(entries, ip, sender, helo) == opinion(Book(entries), ip, sender, helo)


@pytest.mark.parametrize(
    ("entries", "ours", "theirs"),
    [
        # Unrecognised modifiers are ignored however often they appear (section 6).
        ({"a.example TXT": "v=spf1 x=y x=y"}, Result.NEUTRAL, "permerror"),
        # A mechanism behind `all` is never tested (section 5.1), and including oneself is no syntax error.
        ({"a.example TXT": "v=spf1 +all include:a.example"}, Result.PASS, "permerror"),
        # A redirect that is not followed costs no lookup (section 4.6.4).
        (
            {
                "a.example TXT": "v=spf1 " + "a:b.example " * 9 + "a:c.example redirect=d.example",
                "b.example A": "9.9.9.1",
                "c.example A": "9.9.9.9",
            },
            Result.PASS,
            "permerror",
        ),
        # A DNS error while looking for the names of an address leaves `ptr` without a match (section 5.5).
        (
            {"a.example TXT": "v=spf1 ptr -all", "9.9.9.9.in-addr.arpa PTR": Status.SERVFAIL},
            Result.FAIL,
            "temperror",
        ),
    ],
)
def test_where_pyspf_differs(entries: Entries, ours: Result, theirs: str) -> None:
    assert (result(entries), opinion(Book(entries), "9.9.9.9", SENDER, HELO)) == (ours, theirs)
