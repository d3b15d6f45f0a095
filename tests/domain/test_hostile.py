"""Nothing that a zone or a policy file may hold makes a reader raise, or take long."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import fields

import dns.rdata
import dns.rdataclass
import dns.rdatatype
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.domain import dane, dkim, dmarc, dmarc_correction, mta_sts, spf, spf_correction, tls_reporting
from checker.domain.asking import MAX_EVIDENCE, Question, Record, shown
from checker.domain.corrections import Change, Correction
from checker.domain.dkim_health import selector_of
from checker.domain.health import QUESTIONS, Health, check
from checker.domain.observations import FINDING_IDS
from checker.domain.spf_evaluation import Result, evaluate
from checker.domain.spf_health import MAX_ALIKE, examine
from checker.domain.spf_macros import expand, parse_macros
from checker.domain.spf_tree import SpfNode
from checker.domain.theme_receives import MailServerHealth
from checker.findings import Finding, Verdict
from checker.guide.findings import words_of
from checker.net.fetch import Fetched
from checker.net.resolver import Answer, Budget, Status
from tests.domain.book import Book
from tests.domain.test_dmarc_health import health as dmarc_health

words = st.sampled_from(
    [
        "v=spf1",
        "v=DMARC1",
        "v=DKIM1",
        "v=STSv1",
        "v=TLSRPTv1",
        " ",
        ";",
        ":",
        "=",
        ",",
        "/",
        "%",
        "%{",
        "}",
        "!",
        "all",
        "+all",
        "include:",
        "a",
        "mx",
        "ip4:",
        "ip6:",
        "::",
        "redirect=",
        "p=",
        "sp=",
        "rua=",
        "mailto:",
        "@",
        "id=",
        "mode:",
        "mx:",
        "max_age:",
        "\r\n",
        "\n",
        "\x00",
        "\x1b[31m",
        "\u202e",
        "<b>",
        "&",
        "'",
        '"',
        "메일",
        "9.9.9.9",
        "a.example",
        "-",
        ".",
        "_",
        "0",
        "99999999999999999999",
        "\ufffd",
        "\ud7ff",
        "é",
    ]
)
texts = st.one_of(st.text(max_size=300), st.lists(words, max_size=40).map("".join))
sentences = st.one_of(
    texts, texts.map("v=spf1 {}".format), texts.map("v=DMARC1; {}".format), texts.map("v=DKIM1; {}".format)
)


@settings(max_examples=200, deadline=None)
@given(sentences)
def test_readers_never_raise(text: str) -> None:
    record = spf.parse(text)
    assert len(record.tested) + len(record.ignored) == len(record.mechanisms)
    dmarc.parse(text)
    dkim.parse(text)
    mta_sts.parse_policy(text)
    selector_of(text, "a.example")
    macros = parse_macros(text)
    if macros is not None:
        expand(macros, {"d": "a.example", "l": "a.b-c", "s": "", "o": "", "i": "", "h": "", "v": ""})


@settings(max_examples=150, deadline=None)
@given(sentences, sentences, st.sampled_from(["9.9.9.9", "2620:fe::9"]))
def test_checks_never_raise_and_what_they_show_is_clean(one: str, two: str, ip: str) -> None:
    entries = {
        "a.example TXT": [one, two],
        "_dmarc.a.example TXT": two,
        "b.example TXT": one,
        "s._domainkey.a.example TXT": one,
        "_mta-sts.a.example TXT": two,
        "_smtp._tls.a.example TXT": one,
    }
    book = Book(entries)
    assert book.carry_out(evaluate(ip, two, one)) in Result
    found = book.carry_out(examine("a.example"))
    policy = dmarc_health({"_dmarc.a.example TXT": two}, at_domain=(one,))
    key, about_key = dkim.read(
        "s",
        "s._domainkey.a.example",
        book.look_up(Question("s._domainkey.a.example", "TXT")),
        asked_for=True,
        service=None,
    )
    sts = mta_sts.read_record("a.example", book.look_up(Question("_mta-sts.a.example", "TXT")))
    tls = tls_reporting.read("a.example", book.look_up(Question("_smtp._tls.a.example", "TXT")))
    fixes = (
        *spf_correction.correct("a.example", found, (), takes_mail=True),
        *dmarc_correction.correct("a.example", policy, sends=True),
    )
    for finding in (*found.findings, *policy.findings, *about_key, *sts.findings, *tls.findings):
        for value in finding.evidence.values():
            assert isinstance(value, int) or (value.isprintable() and len(value) <= MAX_EVIDENCE)
    for text in (key.record, sts.record, tls.record, found.record, policy.record):
        assert text is None or text.isprintable()
    for fix in fixes:
        assert fix.text.isprintable() and fix.text.isascii()
        assert all(each.isprintable() for each in fix.replaces)
        if fix.name == "a.example":
            assert spf.is_spf(fix.text) and not spf.parse(fix.text).flaws
        elif fix.name == "_dmarc.a.example":
            assert dmarc.is_dmarc(fix.text) and dmarc.parse(fix.text).is_applied


LONG = 64 * 1024


@pytest.mark.parametrize(
    "text",
    [
        "v=spf1 " + "a" * LONG,
        "v=spf1 " + "a " * (LONG // 2),
        "v=spf1 a:" + "a." * (LONG // 2),
        "v=spf1 a:" + "%" * LONG,
        "v=spf1 a:" + "%{" * (LONG // 2),
        "v=spf1 a:%{d" + "1" * LONG + "}",
        "v=spf1 a:%{d" + "." * LONG + "}",
        "v=spf1 a" + "/1" * (LONG // 2),
        "v=spf1 ip6:" + ":" * LONG,
        "v=spf1 ip4:" + "1." * (LONG // 2),
        "v=spf1 " + "ip4:9.9.9.9 " * (LONG // 12),
        "v=spf1 " + " ".join(f"ip4:{i % 256}.{i // 256}.0.0/16" for i in range(LONG // 18)),
        "v=spf1 " + "x=" * (LONG // 2),
        "v=DMARC1" + ";" * LONG,
        "v=DMARC1; " + "p=none; " * (LONG // 8),
        "v=DMARC1; rua=" + "mailto:a@b.c," * (LONG // 13),
        "v=DMARC1; rua=mailto:a@" + "a-" * (LONG // 2),
        "v=DMARC1; rua=mailto:" + "@" * LONG,
        "v=DMARC1; rua=mailto:a@" + "a." * (LONG // 2) + "!" + "9" * LONG,
        "v=DMARC1; fo=" + "1:" * (LONG // 2),
        "v=DMARC1; pct=" + "9" * LONG,
        "v=DKIM1; p=" + "A" * LONG,
        "v=DKIM1; h=" + "a:" * (LONG // 2),
        "v=STSv1; id=" + "a" * LONG,
        "version: STSv1\n" + "mx: a\n" * (LONG // 6),
        "mx: " + "a." * (LONG // 2),
        "a" * LONG,
        ":" * LONG,
        "v=TLSRPTv1; rua=" + "mailto:a@b.c," * (LONG // 13),
    ],
    ids=lambda text: text[:24].strip(),
)
def test_64_kib_take_no_time(text: str) -> None:
    """A reader of quadratic time would take minutes for some of these."""
    book = Book({"a.example TXT": text, "_dmarc.a.example TXT": text})
    found = book.carry_out(examine("a.example"))
    book.carry_out(evaluate("9.9.9.9", "kim@a.example", "a.example"))
    policy = dmarc_health({"_dmarc.a.example TXT": text})
    spf_correction.correct("a.example", found, (), takes_mail=True)
    dmarc_correction.correct("a.example", policy, sends=True)
    dkim.parse(text)
    mta_sts.parse_policy(text)
    tls_reporting.read("a.example", book.look_up(Question("a.example", "TXT")))
    assert len(found.findings) <= 8 * MAX_ALIKE
    assert len(policy.findings) <= 8 * MAX_ALIKE


@given(st.binary(min_size=1, max_size=80))
def test_any_octets_as_a_tlsa_record(data: bytes) -> None:
    record = dns.rdata.GenericRdata(dns.rdataclass.IN, dns.rdatatype.TLSA, data)
    found = dane.read("mx.a.example", Answer(Status.FOUND, (record,), 60.0, "", True))
    assert all(text.isprintable() for text in found.records)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x00", "\ufffd[31mred\ufffd"),
        ("a\u202eb\u200bc\n", "a\ufffdb\ufffdc\ufffd"),
        ("<b>메일</b>", "<b>메일</b>"),
        ("x" * 300, "x" * 199 + "…"),
        ("x" * 200, "x" * 200),
    ],
)
def test_what_is_shown(text: str, expected: str) -> None:
    assert shown(text) == expected


class Asker:
    """Answers from a table, and counts: whoever asks beyond the budget is told that nothing was sent."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def budget(self, questions: int = QUESTIONS) -> Budget:
        return Budget(questions, 0.0)

    async def query(self, name: str, rdtype: str, budget: Budget | None = None) -> Answer:
        if budget is not None:
            if budget.questions < 1:
                return Answer(Status.NOT_CHECKED)
            budget.questions -= 1
        return self.book.look_up(Question(name, rdtype))


async def no_policy(host: str, path: str, **_: object) -> Fetched:
    """An empty file, wherever it is looked for."""
    return Fetched(None, 200, "text/plain", f"{host}\n{path}".encode())


answered = st.one_of(sentences, st.lists(sentences, max_size=3), st.sampled_from(list(Status)[1:]))
mail_servers = st.lists(
    st.sampled_from(["0 .", "10 mx.a.example.", "20 9.9.9.9.", "5 aspmx.l.google.com.", "7 <b>.example."]),
    max_size=4,
)
found_or_failed = st.one_of(mail_servers, st.sampled_from(list(Status)[1:]))
addresses = st.sampled_from(["9.9.9.9", "10.0.0.1", Status.NXDOMAIN, Status.SERVFAIL, Status.TIMEOUT])
SHOWN = (Record, Finding, Correction, Change, MailServerHealth, SpfNode)


def strings(value: object) -> Iterator[str]:
    """Every text that an answer may show."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (each for key in value for each in strings(value[key]))
    elif isinstance(value, tuple):
        yield from (each for part in value for each in strings(part))
    elif isinstance(value, SHOWN):
        yield from (each for field in fields(value) for each in strings(getattr(value, field.name)))


@settings(max_examples=100, deadline=None)
@given(
    found_or_failed,
    st.tuples(*[answered] * 6),
    addresses,
    st.lists(texts, max_size=7),
    st.integers(0, QUESTIONS),
)
def test_whole_checks_of_hostile_domains(
    mx: list[str] | Status,
    held: tuple[str | list[str] | Status, ...],
    address: str | Status,
    selectors: list[str],
    questions: int,
) -> None:
    names = ("", "_dmarc.", "google._domainkey.", "_mta-sts.", "_smtp._tls.", "s1._domainkey.")
    entries: dict[str, str | list[str] | Status] = {
        f"{name}a.example TXT": text for name, text in zip(names, held, strict=True)
    }
    entries |= {"a.example MX": mx, "mx.a.example A": address, "9.9.9.9.in-addr.arpa PTR": "x.example."}
    asker = Asker(Book(entries))

    async def once() -> Health:
        budget = asker.budget(questions)
        return await check("a.example", asker, selectors=[*selectors, "s1"], fetch=no_policy, budget=budget)

    health = asyncio.run(once())
    assert health.questions <= questions
    assert {finding.id for finding in health.findings} <= FINDING_IDS
    assert health.verdict in Verdict
    for finding in health.findings:
        words = words_of(finding.id)
        assert all(text % finding.evidence for text in (words.title, words.explanation, words.fix))
    for part in (health.records, health.findings, health.changes, health.mail_servers, (health.spf.tree,)):
        assert all(text.isprintable() for text in strings(part) if "\n" not in text)
    for each in health.corrections:
        assert all(line.isprintable() for line in each.text.split("\n"))
