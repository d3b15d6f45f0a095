"""DMARC records as they are read (RFC 9989 section 4.8), and where the policy comes from (section 4.10)."""

import checkdmarc.dmarc as oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.domain.dmarc import DmarcRecord, Flaw, is_dmarc, parse, weaker
from checker.domain.dmarc_discovery import discover, is_elsewhere, names
from checker.net.resolver import Status
from tests.domain.book import Book, Entries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v=DMARC1", True),
        ("v=DMARC1;", True),
        ("v=DMARC1; p=none", True),
        ("V = DMARC1 ;p=none", True),
        ("v=dmarc1; p=none", False),
        ("v=DMARC1 p=none", False),
        ("v=DMARC2; p=none", False),
        ("p=none; v=DMARC1", False),
        (" v=DMARC1; p=none", False),
        ('"v=DMARC1; p=none"', False),
        ("v=spf1 -all", False),
        ("", False),
    ],
)
def test_what_is_a_dmarc_record(text: str, expected: bool) -> None:
    assert is_dmarc(text) is expected


def read(tags: str) -> DmarcRecord:
    return parse(f"v=DMARC1; {tags}")


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("p=none", ("none", "none", "none")),
        ("p=REJECT", ("reject", "reject", "reject")),
        ("sp=none; p=reject", ("reject", "none", "none")),
        ("p=reject; sp=quarantine; np=none", ("reject", "quarantine", "none")),
        ("p=none; np=reject", ("none", "none", "reject")),
        # Section 4.10.1: what is broken counts as none where reports were asked for.
        ("p=rejct; rua=mailto:a@a.example", ("none", "none", "none")),
        ("p=reject; sp=x; rua=mailto:a@a.example", ("none", "none", "none")),
        ("rua=mailto:a@a.example", ("none", "none", "none")),
    ],
)
def test_the_three_policies(tags: str, expected: tuple[str, str, str]) -> None:
    record = read(tags)
    assert record.is_applied
    assert expected == (
        record.policy_for(),
        record.policy_for(subdomain=True),
        record.policy_for(subdomain=True, exists=False),
    )


@pytest.mark.parametrize(
    "tags",
    [
        "",
        "p=",
        "p=x",
        "sp=reject",
        "p=reject; np=x",
        "p=x; rua=a@a.example",
        "p=x; rua=mailto:",
        "p=none; p=none",
    ],
)
def test_records_that_nobody_applies(tags: str) -> None:
    assert not read(tags).is_applied


@pytest.mark.parametrize(
    ("tags", "attribute", "expected"),
    [
        ("p=none; adkim=S; aspf=r", "adkim", "s"),
        ("p=none; adkim=strict", "flaws", (Flaw("adkim", "strict", "r"),)),
        ("p=none; aspf=", "flaws", (Flaw("aspf", "", "r"),)),
        ("p=none; t=Y", "testing", True),
        ("p=none; t=x", "flaws", (Flaw("t", "x", "n"),)),
        ("p=none; psd=y", "psd", "y"),
        ("p=none; psd=yes", "psd", "u"),
        ("p=none; fo=1:d:s", "flaws", ()),
        ("p=none; fo=0:1", "flaws", (Flaw("fo", "0:1", "0"),)),
        ("p=none; fo=d:d", "flaws", (Flaw("fo", "d:d", "0"),)),
        ("p=none; fo=x", "flaws", (Flaw("fo", "x", "0"),)),
        ("p=none; pct=50; RF=afrf; ri=1", "retired", (("pct", "50"), ("rf", "afrf"), ("ri", "1"))),
        ("p=none; foo=1; foo=2", "unknown", ("foo",)),
        ("p=none; p=reject; ri=1; ri=1", "repeated", ("p", "ri")),
        ("p=none; p:reject; ; 메일", "stray", ("p:reject", "메일")),
        ("p=none; sp=x; np=y", "policy_flaws", (Flaw("sp", "x"), Flaw("np", "y"))),
    ],
)
def test_other_tags(tags: str, attribute: str, expected: object) -> None:
    assert getattr(read(tags), attribute) == expected


@pytest.mark.parametrize(
    ("uri", "host", "limit", "valid"),
    [
        ("mailto:a@a.example", "a.example", False, True),
        ("MAILTO:a@A.Example", "a.example", False, True),
        ("mailto:a+b@a.example?subject=x", "a.example", False, True),
        ("mailto:a@a.example!10m", "a.example", True, True),
        ("https://a.example/reports", None, False, True),
        ("a@a.example", None, False, False),
        ("mailto:", None, False, False),
        ("mailto:a", None, False, False),
        ("mailto:a@a", None, False, False),
        ("mailto: a@a.example", None, False, False),
        ("mailto:a@b@a.example", None, False, False),
        ("mailto:a@-.example", None, False, False),
        ("mailto:<a@a.example>", None, False, False),
        ("https:", None, False, False),
    ],
)
def test_report_addresses(uri: str, host: str | None, limit: bool, valid: bool) -> None:
    address = read(f"p=none; rua={uri},mailto:z@z.example").addresses[0]
    assert (address.host, address.size_limit, address.valid) == (host, limit, valid)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("", []), (",", []), ("mailto:a@a.example,", ["mailto:a@a.example"]), (", x ,,", ["x"])],
)
def test_a_comma_too_many(value: str, expected: list[str]) -> None:
    assert [address.text for address in read(f"p=none; rua={value}").addresses] == expected


def test_test_mode_is_one_level_weaker() -> None:
    assert [weaker(policy, True) for policy in ("none", "quarantine", "reject")] == [
        "none",
        "none",
        "quarantine",
    ]
    assert [weaker(policy, False) for policy in ("none", "reject")] == ["none", "reject"]


def test_the_names_of_the_example_in_the_rfc() -> None:
    assert names("a.b.c.d.e.f.g.h.i.j.mail.example.com") == (
        "a.b.c.d.e.f.g.h.i.j.mail.example.com",
        "g.h.i.j.mail.example.com",
        "h.i.j.mail.example.com",
        "i.j.mail.example.com",
        "j.mail.example.com",
        "mail.example.com",
        "example.com",
        "com",
    )
    assert names("a.b.c.d.e.f.g.h") == (
        "a.b.c.d.e.f.g.h",
        *(f"{x}" for x in ("b.c.d.e.f.g.h", "c.d.e.f.g.h", "d.e.f.g.h", "e.f.g.h", "f.g.h", "g.h", "h")),
    )
    assert names("example.com") == ("example.com", "com")
    assert names("com") == ("com",)


P, S = "v=DMARC1; p=reject", "v=DMARC1; p=none; sp=quarantine"
Y, N = "v=DMARC1; p=reject; psd=y", "v=DMARC1; p=reject; psd=n"


@pytest.mark.parametrize(
    ("records", "policy", "organizational"),
    [
        ({}, None, "a.mail.example.com"),
        ({"example.com": P}, "example.com", "example.com"),
        ({"mail.example.com": P}, "mail.example.com", "mail.example.com"),
        ({"mail.example.com": P, "example.com": S}, "example.com", "example.com"),
        ({"a.mail.example.com": P, "example.com": S}, "a.mail.example.com", "example.com"),
        ({"a.mail.example.com": P}, "a.mail.example.com", "a.mail.example.com"),
        ({"com": Y}, "com", "example.com"),
        ({"example.com": P, "com": Y}, "example.com", "example.com"),
        ({"mail.example.com": P, "com": Y}, "com", "example.com"),
        ({"mail.example.com": N, "example.com": P}, "mail.example.com", "mail.example.com"),
        ({"mail.example.com": Y, "example.com": P}, "mail.example.com", "a.mail.example.com"),
        ({"a.mail.example.com": Y, "example.com": P}, "a.mail.example.com", "a.mail.example.com"),
        ({"a.mail.example.com": N, "example.com": P}, "a.mail.example.com", "a.mail.example.com"),
        ({"example.com": [P, S], "com": P}, "com", "com"),
        ({"a.mail.example.com": [P, S], "example.com": S}, "example.com", "example.com"),
        ({"a.mail.example.com": "v=spf1 -all", "example.com": S}, "example.com", "example.com"),
        ({"a.mail.example.com": ["text", P]}, "a.mail.example.com", "a.mail.example.com"),
        ({"example.com": Status.SERVFAIL}, None, None),
        ({"a.mail.example.com": P, "example.com": Status.SERVFAIL}, "a.mail.example.com", None),
        ({"a.mail.example.com": Status.TIMEOUT, "example.com": P}, None, None),
        ({"mail.example.com": N, "example.com": Status.TIMEOUT}, "mail.example.com", "mail.example.com"),
    ],
)
def test_the_walk(
    records: dict[str, str | list[str] | Status], policy: str | None, organizational: str | None
) -> None:
    entries: Entries = {f"_dmarc.{name} TXT": text for name, text in records.items()}
    walk = Book(entries).carry_out(discover("a.mail.example.com"))
    assert (walk.policy.domain if walk.policy else None, walk.organizational_domain) == (
        policy,
        organizational,
    )


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("example.com", False),
        ("reports.example.com", False),
        ("badexample.com", True),
        ("com", True),
        ("example.net", True),
    ],
)
def test_whose_consent_is_needed(host: str, expected: bool) -> None:
    assert is_elsewhere(host, "example.com") is expected


@pytest.fixture(scope="module", autouse=True)
def oracle_asks_nobody() -> None:
    """checkdmarc would ask DNS about report addresses."""
    oracle.verify_dmarc_report_destination = lambda *_, **__: None
    oracle.get_mx_records = lambda *_, **__: [{"hostname": "mx.example", "preference": 10}]


def opinion(text: str) -> dict[str, object] | None:
    """The tags as checkdmarc reads them, None for a record that it refuses."""
    try:
        tags = oracle.parse_dmarc_record(text, "a.example")["tags"]
    except oracle.DMARCError:
        return None
    return {tag: tags[tag]["value"] for tag in tags}


def ours(record: DmarcRecord) -> dict[str, object]:
    return {
        "p": record.policy_for(),
        "sp": record.policy_for(subdomain=True),
        "np": record.policy_for(subdomain=True, exists=False),
        "adkim": record.adkim,
        "aspf": record.aspf,
        "t": "y" if record.testing else "n",
        "psd": record.psd,
    }


def has_fault(record: DmarcRecord) -> bool:
    faults = record.repeated or record.stray or record.flaws or record.policy_flaws
    return bool(faults) or any(not address.valid for address in record.addresses)


policies = st.sampled_from(["none", "quarantine", "reject", "Reject", "", "x"])
addresses = st.sampled_from(
    [
        "mailto:a@a.example",
        "mailto:a@b.example!5m",
        "a@a.example",
        "https://a.example/x",
        "mailto:x",
        "mailto:a.b+c@d.example",
    ]
)
lists = st.lists(addresses, min_size=1, max_size=3).map(",".join)
tags = st.one_of(
    st.builds("{}={}".format, st.sampled_from(["p", "sp", "np"]), policies),
    st.builds("{}={}".format, st.sampled_from(["adkim", "aspf", "t", "psd"]), st.sampled_from("rsynux")),
    st.builds("{}={}".format, st.sampled_from(["rua", "ruf"]), lists),
    st.builds("fo={}".format, st.sampled_from(["0", "1", "d", "s", "1:d:s", "0:1", "d:d", "x"])),
    st.sampled_from(["pct=100", "pct=50", "ri=3600", "rf=afrf", "foo=bar", "p", "p:none", "=x"]),
)
separators = st.sampled_from(["; ", ";", " ; "])


@settings(max_examples=300, deadline=None)
@given(st.lists(tags, max_size=6), separators)
def test_checkdmarc_reads_the_same(parts: list[str], separator: str) -> None:
    text = separator.join(["v=DMARC1", *parts])
    record, theirs = parse(text), opinion(text)
    if theirs is None:
        assert has_fault(record)
        return
    mine = ours(record)
    # Where p= is missing, sp= and np= do not count: RFC 9989 section 4.10.1 has "p=none" for all of them.
    if record.policy is None:
        theirs = {**theirs, "sp": "none", "np": "none"}
    assert {tag: theirs[tag] for tag in mine} == mine
    if not has_fault(record):
        for tag in ("rua", "ruf"):
            listed = [
                a.text.partition("!")[0].removeprefix("mailto:") for a in record.addresses if a.tag == tag
            ]
            assert [each["address"] for each in theirs.get(tag, [])] == listed  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "applied"),
    [
        # Section 4.8: what is wrong in the remainder of the record is dropped, the rest counts.
        ("v=DMARC1; p=reject; nonsense", "reject"),
        # Section 4.10.1: a policy that is not valid counts as none where reports were asked for.
        ("v=DMARC1; p=x; rua=mailto:a@a.example", "none"),
        # Section 4.7: an unknown tag is ignored; its value may be empty.
        ("v=DMARC1; p=reject; foo=", "reject"),
    ],
)
def test_where_checkdmarc_differs(text: str, applied: str) -> None:
    assert opinion(text) is None
    assert parse(text).is_applied
    assert parse(text).policy_for() == applied
