"""Records as they should be."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.domain import corrections
from checker.domain.asking import Question
from checker.domain.corrections import Change, Correction, changes
from checker.domain.dmarc_correction import MENDED
from checker.domain.dmarc_correction import correct as correct_dmarc
from checker.domain.health import check
from checker.domain.mta_sts import MtaStsHealth, read_policy
from checker.domain.services import Service, services
from checker.domain.spf import parse
from checker.domain.spf_correction import correct as correct_spf
from checker.domain.spf_health import examine
from checker.findings import Finding, Severity
from checker.net.fetch import Fetched
from checker.net.resolver import Answer, Budget, Status
from tests.domain.book import Book, Entries
from tests.domain.test_dmarc_health import health as dmarc_health
from tests.domain.test_mta_sts import record as sts_record

GOOGLE = tuple(service for service in services() if service.id == "google-workspace")


def spf(
    records: str | list[str], more: Entries | None = None, *, takes_mail: bool | None = True
) -> tuple[Correction, ...]:
    book = Book({"a.example TXT": records, **(more or {})})
    return correct_spf("a.example", book.carry_out(examine("a.example")), GOOGLE, takes_mail=takes_mail)


DMARC_STARTER = "v=DMARC1; p=none; rua=mailto:dmarc@a.example"

FOUR = {
    "b.example A": "9.9.9.9",
    "b.example TXT": "v=spf1 ip4:9.9.9.9 -all",
    "deep.example TXT": "v=spf1 " + "a:b.example " * 13 + "-all",
}


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ("v=spf1 ip4:9.9.9.9 -all", None),
        ("v=spf1 ip4:9.9.9.9", "v=spf1 ip4:9.9.9.9 ~all"),
        ("v=spf1 ip4:9.9.9.9 ?all", "v=spf1 ip4:9.9.9.9 ~all"),
        ("v=spf1 ip4:9.9.9.9 +all", "v=spf1 ip4:9.9.9.9 ~all"),
        # Who may send is not known.
        ("v=spf1 +all", None),
        ("v=spf1;+all", None),
        ("v=spf1;-all", None),
        ("v=spf1 a:b.example/0 ip4:9.9.9.9 ip4:9.9.9.9 -all", None),
        ("v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1", None),
        ("v=spf1 ip4:9.9.9.9 -all ip4:9.9.9.10", "v=spf1 ip4:9.9.9.9 ip4:9.9.9.10 -all"),
        ("v=spf1 ip4:9.9.9.9 ip4:9.9.9.9 ip4:9.9.9.10", "v=spf1 ip4:9.9.9.9 ip4:9.9.9.10 ~all"),
        ("v=spf1 ip4:9.9.9.9 redirect=b.example ~all", "v=spf1 ip4:9.9.9.9 ~all"),
        ("v=spf1 a:gone.example ip4:9.9.9.9 -all", "v=spf1 ip4:9.9.9.9 -all"),
        ("v=spf1 a:gone.example mx:gone.example exists:gone.example ip4:9.9.9.9", "v=spf1 ip4:9.9.9.9 ~all"),
        # A domain that its owner handed over, and shut out by mistake.
        ("v=spf1 redirect=b.example -all", "v=spf1 redirect=b.example"),
        ("v=spf1 ?all redirect=b.example exp=e.b.example", "v=spf1 redirect=b.example exp=e.b.example"),
        # It may be a service that really sends, misspelled.
        ("v=spf1 include:gone.example ip4:9.9.9.9 -all", None),
        ("v=spf1 include:gone.example ip4:9.9.9.9", None),
        ("v=spf1 include:gone.example -all", None),
        # What is left would shut everybody out.
        ("v=spf1 a -all", None),
        ("v=spf1 include:a.example -all", None),
        ("v=spf1 include:a.example ip4:9.9.9.9 -all", "v=spf1 ip4:9.9.9.9 ~all"),
        # Receivers would give up on the new record too.
        ("v=spf1 redirect=gone.example ip4:9.9.9.9 ip4:9.9.9.9", None),
        ("v=spf1 include:deep.example", None),
        (
            "v=spf1 include:b.example " + "a:b.example " * 10 + "~all",
            "v=spf1 include:b.example a:b.example ~all",
        ),
        (["v=spf1 mx -all", "v=spf1 include:a.example -all"], None),
        ("v=spf1 ip4:9.9.9.9 exp=e.b.example ?all", "v=spf1 ip4:9.9.9.9 ~all exp=e.b.example"),
        (
            ["v=spf1 ip4:9.9.9.9 -all", "v=spf1 include:b.example ip4:9.9.9.9 -all"],
            "v=spf1 include:b.example ip4:9.9.9.9 -all",
        ),
        (
            ["v=spf1 ip4:9.9.9.9 -all", "v=spf1 include:b.example ~all"],
            "v=spf1 include:b.example ip4:9.9.9.9 ~all",
        ),
        (
            ["v=spf1 ip4:9.9.9.9 -all", "v=spf1 redirect=b.example"],
            "v=spf1 ip4:9.9.9.9 include:b.example ~all",
        ),
        ("v=spf1 ip4:2620:fe::/48 -all", "v=spf1 ip6:2620:fe::/48 -all"),
        ("v=spf1 ipv4:9.9.9.9 ip6:9.9.9.10 -all", "v=spf1 ip4:9.9.9.9 ip4:9.9.9.10 -all"),
        ("v=spf1 include: b.example ~all", "v=spf1 include:b.example ~all"),
        ("v=spf1 ip4:9.9.9.300 -all", None),
        ("v=spf1 ip4:0.0.0.0/0 -all", None),
        ("v=spf1;include:b.example;~all", "v=spf1 include:b.example ~all"),
        ('"v=spf1 include:b.example ~all"', "v=spf1 include:b.example ~all"),
        ("spf1 include:b.example ~all", "v=spf1 include:b.example ~all"),
        ("v=spf1;" + "include:b.example " * 30, None),
    ],
)
def test_spf(records: str | list[str], expected: str | None) -> None:
    found = spf(records, FOUR)
    assert [each.text for each in found] == ([] if expected is None else [expected])
    for each in found:
        assert (each.name, each.type) == ("a.example", "TXT")
        assert set(each.replaces) == {records} if isinstance(records, str) else set(records)
        assert not parse(each.text).flaws


@pytest.mark.parametrize(
    ("known", "takes_mail", "expected"),
    [
        (GOOGLE, True, "v=spf1 include:_spf.google.com ~all"),
        ((), True, "v=spf1 mx ~all"),
        (GOOGLE, False, "v=spf1 include:_spf.google.com ~all"),
        ((), False, "v=spf1 -all"),
        # No mail server works, and nobody said that this is meant so.
        (GOOGLE, None, None),
        ((), None, None),
    ],
)
def test_a_first_spf_record(
    known: tuple[Service, ...], takes_mail: bool | None, expected: str | None
) -> None:
    health = Book({}).carry_out(examine("a.example"))
    found = correct_spf("a.example", health, known, takes_mail=takes_mail)
    wanted = () if expected is None else (Correction(("spf-missing",), "a.example", "TXT", expected),)
    assert found == wanted


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        # A null MX is meant so; a mail server that does not work is not.
        ({"a.example MX": "0 ."}, ["v=spf1 -all", DMARC_STARTER]),
        ({"a.example MX": "0 .", "a.example TXT": "v=spf1 -all"}, ["v=DMARC1; p=reject"]),
        ({"a.example MX": "10 mx.gone.example."}, [DMARC_STARTER]),
        ({"a.example MX": "10 9.9.9.9."}, [DMARC_STARTER]),
        ({"a.example MX": "10 mx.a.example.", "mx.a.example A": "10.0.0.25"}, [DMARC_STARTER]),
        ({"a.example MX": Status.NO_DATA}, [DMARC_STARTER]),
        ({"a.example MX": Status.NO_DATA, "a.example TXT": "v=spf1 -all"}, [DMARC_STARTER]),
        ({"a.example MX": "10 mx.gone.example.", "a.example TXT": "v=spf1 -all"}, [DMARC_STARTER]),
        (
            {"a.example MX": "0 .", "a.example TXT": "v=spf1 -all redirect=b.example"},
            ["v=spf1 redirect=b.example", DMARC_STARTER],
        ),
        (
            {"a.example MX": "10 mx.a.example.", "mx.a.example A": "9.9.9.9"},
            ["v=spf1 mx ~all", DMARC_STARTER],
        ),
    ],
)
def test_only_a_null_mx_is_told_to_refuse_everything(entries: Entries, expected: list[str]) -> None:
    health = asyncio.run(check("a.example", Reader(entries)))
    names = ("a.example", "_dmarc.a.example")
    assert [each.text for each in health.corrections if each.name in names] == expected


class Reader:
    """Answers a whole check from a table."""

    def __init__(self, entries: Entries) -> None:
        self.book = Book(entries)

    def budget(self, questions: int = 40) -> Budget:
        return Budget(questions, 0.0)

    async def query(self, name: str, rdtype: str, budget: Budget | None = None) -> Answer:
        return self.book.look_up(Question(name, rdtype))


SPF_WORDS = st.one_of(
    st.builds("{}:{}.example".format, st.sampled_from(["a", "mx", "include"]), st.sampled_from("abz")),
    st.sampled_from(["a", "mx", "ptr", "a/0", "a:b.example/0", "include:deep.example", "x", "foo=bar"]),
    st.sampled_from(["ip4:9.9.9.9", "ip4:0.0.0.0/1", "ip4:128.0.0.0/1", "ip4:0.0.0.0/0", "ip4:2620:fe::/48"]),
    st.sampled_from(["all", "+all", "-all", "~all", "?all", "ipv4:9.9.9.9", "exists:%{i}.b.example"]),
    st.sampled_from(["redirect=b.example", "redirect=a.example", "exp=e.b.example"]),
)
STARTS = st.sampled_from(["v=spf1 ", "v=spf1 ", "V=SPF1  ", "v=spf1;", "spf1 ", '"v=spf1 ', "v= spf1 "])
SPF_TEXTS = st.builds(lambda start, words: start + " ".join(words), STARTS, st.lists(SPF_WORDS, max_size=6))
ABOUT_ITSELF = {"spf-several-records", "spf-term-not-valid", "spf-modifier-repeated", "spf-allows-everyone"}


@settings(max_examples=150, deadline=None)
@given(st.lists(SPF_TEXTS, min_size=1, max_size=2))
def test_an_spf_record_that_is_offered_can_be_read(texts: list[str]) -> None:
    for each in spf(texts, FOUR):
        errors = {
            finding.id
            for finding in Book({**FOUR, "a.example TXT": each.text}).carry_out(examine("a.example")).findings
            if finding.severity is Severity.ERROR and finding.evidence["domain"] == "a.example"
        }
        assert not errors & ABOUT_ITSELF
        assert "spf-loop" not in errors
        read = parse(each.text)
        assert read.redirect is not None or {mechanism.name for mechanism in read.mechanisms} - {"all"}


def dmarc(entries: Entries | str, *, sends: bool = True) -> list[tuple[str, str]]:
    found = correct_dmarc("a.example", dmarc_health(entries), sends=sends)
    return [(each.name, each.text) for each in found]


OWN = "_dmarc.a.example"


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ("p=reject; rua=mailto:r@a.example", []),
        ({}, [(OWN, "v=DMARC1; p=none; rua=mailto:dmarc@a.example")]),
        ("p=reject; ri=1; rua=mailto:r@a.example", [(OWN, "v=DMARC1; p=reject; rua=mailto:r@a.example")]),
        ("p=reject; pct=100; foo=1", [(OWN, "v=DMARC1; p=reject")]),
        ("p=reject; pct=0", [(OWN, "v=DMARC1; p=reject; t=y")]),
        ("rua=mailto:r@a.example", [(OWN, "v=DMARC1; p=none; rua=mailto:r@a.example")]),
        ("p=rejct; sp=quarantine", [(OWN, "v=DMARC1; p=reject; sp=quarantine")]),
        ("p=!!; sp=?", [(OWN, "v=DMARC1; p=none")]),
        ("p=reject; adkim=strict; aspf=s; fo=1", [(OWN, "v=DMARC1; p=reject; aspf=s")]),
        ("p=reject; p=none", [(OWN, "v=DMARC1; p=reject")]),
        (
            "p=reject; x; rua=r@a.example,mailto:s@a.example!5m,<b>",
            [(OWN, "v=DMARC1; p=reject; rua=mailto:r@a.example,mailto:s@a.example")],
        ),
        (
            {f"{OWN} TXT": ["v=DMARC1; p=reject", "v=DMARC1; p=none; rua=mailto:r@a.example"]},
            [(OWN, "v=DMARC1; p=none; rua=mailto:r@a.example")],
        ),
        ({f"{OWN} TXT": "v=dmarc1 p=reject"}, [(OWN, "v=DMARC1; p=reject")]),
        ({f"{OWN} TXT": '"v=DMARC1; p=none"'}, [(OWN, "v=DMARC1; p=none")]),
        ({f"{OWN} TXT": "p=none"}, [(OWN, "v=DMARC1; p=none")]),
        ({f"{OWN} TXT": "DMARC1: nothing"}, []),
        ({f"{OWN} TXT": "p=none; v=DMARC1"}, [(OWN, "v=DMARC1; p=none")]),
        ({f"{OWN} TXT": "p=none; V = DMARC1; aspf=s;"}, [(OWN, "v=DMARC1; p=none; aspf=s")]),
        ({f"{OWN} TXT": "v=DMARC1, p=reject"}, [(OWN, "v=DMARC1; p=reject")]),
        ({f"{OWN} TXT": "p=none; p=reject"}, []),
        ({f"{OWN} TXT": "p=none; aspf=x"}, []),
        ({f"{OWN} TXT": "p=none; sp=x"}, []),
        ({f"{OWN} TXT": "p=none; rua=r"}, []),
        ("p=reject; rua=mailto:a@a.example,", []),
        (
            "p=reject; rua=mailto:r@b.test",
            [("a.example._report._dmarc.b.test", "v=DMARC1")],
        ),
    ],
)
def test_dmarc(entries: Entries | str, expected: list[tuple[str, str]]) -> None:
    assert dmarc(entries) == expected


DMARC_TAGS = st.one_of(
    st.builds(
        "{}={}".format, st.sampled_from(["p", "sp", "np", "P"]), st.sampled_from(["none", "rejct", "?"])
    ),
    st.builds("{}={}".format, st.sampled_from(["adkim", "t", "fo", "psd"]), st.sampled_from("srynd1:x")),
    st.builds("rua={}".format, st.sampled_from(["", "r@a.example", "mailto:r@a.example!5m,", "<b>", ","])),
    st.sampled_from(["v=DMARC1", "V=dmarc1", "pct=5", "ruf=mailto:r@b.test", "x", "x=1", ""]),
)
DMARC_TEXTS = st.builds(
    lambda start, tags: start + "; ".join(tags),
    st.sampled_from(["v=DMARC1; ", "v=DMARC1; ", "v=dmarc1;", "v=DMARC1, ", '"v=DMARC1;', ""]),
    st.lists(DMARC_TAGS, max_size=5),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(DMARC_TEXTS, min_size=1, max_size=2))
def test_a_dmarc_record_that_is_offered_can_be_read(texts: list[str]) -> None:
    for name, text in dmarc({f"{OWN} TXT": texts}):
        if name == OWN:
            found = dmarc_health({f"{OWN} TXT": text}).findings
            wrong = {each.id for each in found if each.severity is Severity.ERROR}
            assert not wrong | ({each.id for each in found} & set(MENDED))


def test_a_domain_that_never_sends_refuses_at_once() -> None:
    assert dmarc({}, sends=False) == [(OWN, "v=DMARC1; p=reject")]


def test_a_record_at_the_wrong_name() -> None:
    health = dmarc_health({}, at_domain=("v=DMARC1; p=none",))
    assert correct_dmarc("a.example", health, sends=True) == (
        Correction(("dmarc-at-wrong-name",), OWN, "TXT", "v=DMARC1; p=none"),
    )


URL = "https://mta-sts.a.example/.well-known/mta-sts.txt"
STARTER = "version: STSv1\nmode: testing\nmx: mx1.a.example\nmx: mx2.a.example\nmax_age: 604800\n"
HOSTS = ("mx1.a.example", "mx2.a.example")


def test_a_first_mta_sts_policy() -> None:
    assert corrections.mta_sts("a.example", sts_record(Status.NXDOMAIN), HOSTS) == (
        Correction(("mta-sts-missing",), "_mta-sts.a.example", "TXT", "v=STSv1; id=1"),
        Correction(("mta-sts-missing",), URL, "HTTPS", STARTER),
    )
    assert corrections.mta_sts("a.example", sts_record("v=STSv1; id=a"), HOSTS) == ()
    assert corrections.mta_sts("a.example", sts_record(Status.NXDOMAIN), ()) == ()
    assert corrections.mta_sts("a.example", sts_record(Status.NXDOMAIN), ("<b>.example",)) == ()


def test_a_policy_that_forgot_a_mail_server() -> None:
    body = b"version: STSv1\r\nmode: enforce\r\nmx: mx1.a.example\r\nmax_age: 2592000\r\n"
    fetched = Fetched(None, 200, "text/plain", body)
    health: MtaStsHealth = read_policy("a.example", sts_record("v=STSv1; id=a"), fetched, HOSTS)
    (found,) = corrections.mta_sts("a.example", health, HOSTS)
    assert found.findings == ("mta-sts-mx-not-listed",)
    assert found.text == STARTER.replace("testing", "enforce").replace("604800", "2592000")


def test_a_null_mx_beside_others() -> None:
    finding = Finding("null-mx-with-others", Severity.WARNING)
    assert corrections.mail_servers("a.example", [finding], ["0 .", "10 mx.a.example."]) == (
        Correction(
            ("null-mx-with-others",), "a.example", "MX", "10 mx.a.example.", ("0 .", "10 mx.a.example.")
        ),
    )


def test_what_to_tell_the_administrator() -> None:
    findings = [
        Finding("null-mx-with-others", Severity.WARNING, None, {"domain": "a.example"}),
        Finding("spf-several-records", Severity.ERROR, None, {"name": "a.example", "type": "TXT"}),
        Finding("spf-ptr", Severity.WARNING, None, {"name": "b.example", "type": "TXT"}),
        Finding("spf-too-long", Severity.INFO, None, {"name": "a.example", "type": "TXT"}),
        Finding("dns-timeout", Severity.WARNING, None, {"name": "_dmarc.a.example", "type": "TXT"}),
        Finding("dkim-test-mode", Severity.WARNING, None, {"name": "s1._domainkey.a.example", "type": "TXT"}),
    ]
    fix = Correction(("spf-several-records",), "a.example", "TXT", "v=spf1 mx ~all", ("old", "older"))
    texts = {("a.example", "MX"): ("0 .",), ("s1._domainkey.a.example", "TXT"): ("v=DKIM1; t=y; p=x",)}
    assert changes("a.example", findings, [fix], texts) == (
        Change(("null-mx-with-others",), "a.example", "MX", ("0 .",), None),
        Change(("spf-several-records",), "a.example", "TXT", ("old", "older"), "v=spf1 mx ~all"),
        Change(("spf-ptr",), "a.example", "TXT", ("old", "older"), None),
        Change(("dkim-test-mode",), "s1._domainkey.a.example", "TXT", ("v=DKIM1; t=y; p=x",), None),
    )
