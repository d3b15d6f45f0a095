"""Whole checks, asked of real servers."""

import asyncio
from collections.abc import Iterator, Sequence

import pytest

from checker.domain.asking import Question
from checker.domain.health import QUESTIONS, Health, check
from checker.domain.observations import FINDING_IDS
from checker.domain.reverse import look_up
from checker.domain.verdict import Theme
from checker.findings import Verdict
from checker.guide.findings import words_of
from checker.net.fetch import Fetched
from checker.net.resolver import Answer, Budget, Status
from checker.net.troubles import Trouble
from tests.domain.book import Book
from tests.domain.zones import GOOD, ZONES
from tests.servers.dns import NameServer, SilentServer, serving
from tests.servers.signed import sign
from tests.servers.unbound import validating


@pytest.fixture(scope="module")
def domains(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NameServer]:
    """A server with the zones of this test."""
    with serving(tmp_path_factory.mktemp("domains"), ZONES) as server:
        yield server


POLICY = b"version: STSv1\r\nmode: enforce\r\nmx: mx1.good.example\r\nmax_age: 604800\r\n"


async def fetch(host: str, path: str, *, domain: str, types: Sequence[str], budget: Budget) -> Fetched:
    """Has the policy of one domain."""
    assert (path, domain, types) == (
        "/.well-known/mta-sts.txt",
        host.removeprefix("mta-sts."),
        ("text/plain",),
    )
    if host == "mta-sts.good.example":
        return Fetched(None, 200, "text/plain", POLICY)
    return Fetched(Trouble.NAME_NOT_FOUND)


def ask(domain: str, server: NameServer, *selectors: str) -> Health:
    health = asyncio.run(check(domain, server.resolver(), selectors=selectors, fetch=fetch))
    assert {finding.id for finding in health.findings} <= FINDING_IDS
    for finding in health.findings:
        words = words_of(finding.id)
        assert all(text % finding.evidence for text in (words.title, words.explanation, words.fix))
    assert [theme.theme for theme in health.themes] == list(Theme)
    assert health.questions <= QUESTIONS
    return health


def ids(health: Health, theme: Theme) -> list[str]:
    return [finding.id for each in health.themes if each.theme is theme for finding in each.findings]


NO_RECORDS = ["mta-sts-missing", "tls-reporting-missing", "encryption-not-required"]


@pytest.mark.parametrize(
    ("domain", "verdict", "receives", "proves", "encrypted"),
    [
        ("good.example", "good", [], ["dkim-no-selector-known"], []),
        ("GOOD.example.", "good", [], ["dkim-no-selector-known"], []),
        ("parked.example", "good", ["null-mx", "domain-parked"], ["spf-sends-no-mail"], []),
        ("parked-bare.example", "good", ["domain-parked"], ["spf-sends-no-mail"], []),
        (
            "half-parked.example",
            "attention",
            ["null-mx-but-sends", "null-mx"],
            ["dmarc-missing", "dkim-no-selector-known"],
            [],
        ),
        (
            "bare.example",
            "attention",
            [],
            ["spf-missing", "dmarc-missing", "dkim-no-selector-known"],
            NO_RECORDS,
        ),
        (
            "implicit.example",
            "attention",
            ["address-without-mx"],
            ["spf-missing", "dmarc-missing", "dkim-no-selector-known"],
            NO_RECORDS,
        ),
        (
            "twice.example",
            "broken",
            [],
            ["spf-several-records", "dmarc-missing", "dkim-no-selector-known"],
            NO_RECORDS,
        ),
        (
            "open.example",
            "broken",
            [],
            [
                "spf-allows-everyone",
                "dmarc-reports-not-authorized",
                "dmarc-policy-none",
                "dkim-no-selector-known",
            ],
            NO_RECORDS,
        ),
        ("loop.example", "broken", [], ["spf-loop", "dmarc-missing", "dkim-no-selector-known"], NO_RECORDS),
        (
            "deep.example",
            "broken",
            [],
            ["spf-too-many-lookups", "dmarc-missing", "dkim-no-selector-known"],
            NO_RECORDS,
        ),
        (
            "spf-broken.example",
            "attention",
            [],
            ["dns-servfail", "dmarc-missing", "dkim-no-selector-known"],
            NO_RECORDS,
        ),
        (
            "six.example",
            "attention",
            ["mx-ipv6-only"],
            ["spf-missing", "dmarc-missing", "dkim-no-selector-known"],
            NO_RECORDS,
        ),
        (
            "half-six.example",
            "attention",
            ["mx-ipv6-only"],
            ["spf-missing", "dmarc-missing", "dkim-no-selector-known"],
            NO_RECORDS,
        ),
        (
            "mx-broken.example",
            "unknown",
            ["dns-servfail"],
            ["spf-missing", "dmarc-missing", "dkim-no-selector-known"],
            [*NO_RECORDS[:2], "dns-servfail", NO_RECORDS[2]],
        ),
        (
            "hosted.example",
            "attention",
            [],
            ["dmarc-missing", "dkim-key-short", "mx-reverse-name-differs"],
            NO_RECORDS,
        ),
        (
            "hosted-bare.example",
            "attention",
            [],
            ["spf-missing", "dmarc-missing", "dkim-usual-key-missing", "mx-reverse-name-differs"],
            NO_RECORDS,
        ),
        # A wildcard answers for everything.
        (
            "wild.example",
            "attention",
            [],
            ["dmarc-missing", "dkim-usual-key-missing", "mx-reverse-name-differs"],
            NO_RECORDS,
        ),
        (
            "a.b.tree.example",
            "attention",
            [],
            ["spf-missing", "dmarc-inherited", "dkim-no-selector-known"],
            NO_RECORDS,
        ),
        (
            "null-and-more.example",
            "attention",
            ["null-mx-with-others"],
            ["spf-missing", "dmarc-missing", "dkim-no-selector-known"],
            NO_RECORDS,
        ),
        (
            "hostile.example",
            "broken",
            [],
            ["spf-term-not-valid", "dmarc-ignored", "dmarc-no-reports", "dkim-no-selector-known"],
            ["mta-sts-record-not-valid", "tls-reporting-missing", "encryption-not-required"],
        ),
        ("nowhere.example", "broken", ["domain-not-found"], [], []),
        ("a..example", "broken", ["domain-name-not-valid"], [], []),
        ("", "broken", ["domain-name-not-valid"], [], []),
        (
            "broken.example",
            "unknown",
            ["dns-servfail"],
            ["dns-servfail", "dns-servfail", "dkim-no-selector-known"],
            ["dns-servfail", "dns-servfail"],
        ),
        (
            "elsewhere.invalid",
            "unknown",
            ["dns-refused"],
            ["dns-refused", "dns-refused", "dkim-no-selector-known"],
            ["dns-refused", "dns-refused"],
        ),
    ],
)
def test_domains(
    domains: NameServer,
    domain: str,
    verdict: str,
    receives: list[str],
    proves: list[str],
    encrypted: list[str],
) -> None:
    health = ask(domain, domains)
    assert (
        health.verdict,
        ids(health, Theme.RECEIVES),
        ids(health, Theme.PROVES),
        ids(health, Theme.ENCRYPTED),
    ) == (verdict, receives, proves, encrypted)


@pytest.mark.parametrize(
    ("domain", "encrypted", "signed"),
    [
        ("good.example", "good", "unknown"),
        ("bare.example", "good", "unknown"),
        ("parked.example", "good", "unknown"),
        ("parked-bare.example", "good", "unknown"),
        ("half-parked.example", "good", "unknown"),
        # A mail server that does not work.
        ("mistaken.example", "unknown", "unknown"),
        ("tree.example", "unknown", "unknown"),
        ("nowhere.example", "unknown", "unknown"),
    ],
)
def test_what_is_not_required(domains: NameServer, domain: str, encrypted: str, signed: str) -> None:
    themes = ask(domain, domains).themes
    told = [each.verdict for each in themes if each.theme in (Theme.ENCRYPTED, Theme.SIGNED)]
    assert told == [encrypted, signed]


def test_what_is_known_of_a_good_domain(domains: NameServer) -> None:
    health = ask("good.example", domains, "s1")
    assert [(server.host, server.addresses) for server in health.mail_servers] == [
        ("mx1.good.example", ("9.9.9.9",))
    ]
    assert health.mail_servers[0].reverse[0].confirmed is True
    assert (health.spf.record, health.spf.lookups, health.spf.all) == ("v=spf1 mx -all", 1, "-")
    assert [(key.selector, key.bits, key.valid) for key in health.dkim] == [("s1", 2048, True)]
    assert (health.dmarc.policy, health.dmarc.walk) == ("reject", ("good.example", "example"))
    assert (health.mta_sts.mode, health.mta_sts.patterns) == ("enforce", ("mx1.good.example",))
    assert health.tls_reporting.addresses == ("mailto:tls@good.example",)
    assert [(each.host, each.usable) for each in health.dane] == [("mx1.good.example", None)]
    assert (health.corrections, health.changes, health.parked) == ((), (), False)
    asked = [(record.name, record.type) for record in health.records]
    assert asked[0] == ("good.example", "MX")
    assert len(asked) == len(set(asked)) == health.questions == 11


def test_keys_at_selectors_that_somebody_named(domains: NameServer) -> None:
    health = ask("good.example", domains, "s1", "s2", "a b", "s1._domainkey.good.example")
    assert ids(health, Theme.PROVES) == ["dkim-selector-not-valid", "dkim-key-missing"]
    health = ask("alias.example", domains, "s1")
    assert "dkim-alias-dangling" in ids(health, Theme.PROVES)
    assert [key.alias for key in health.dkim] == ["s1.keys.service.example"]


def test_a_service_is_recognised_and_its_usual_key_found(domains: NameServer) -> None:
    health = ask("hosted.example", domains)
    assert health.services == ("google-workspace",)
    assert [(key.selector, key.service, key.asked_for) for key in health.dkim] == [
        ("google", "google-workspace", False)
    ]


def test_a_reverse_name_weighs_more_where_the_server_sends(domains: NameServer) -> None:
    health = ask("hosted.example", domains)
    (finding,) = [each for each in health.findings if each.id == "mx-reverse-name-differs"]
    assert (finding.severity, finding.evidence["target"]) == ("info", "nowhere.example")


def test_one_of_several_reverse_names_is_enough() -> None:
    entries = {
        "9.9.9.9.in-addr.arpa PTR": ["other.example.", "mx.a.example."],
        "mx.a.example A": "9.9.9.9",
        "other.example A": "9.9.9.10",
    }

    server = SlowName("nobody.example")
    server.book = Book(entries)
    found = asyncio.run(look_up("9.9.9.9", server, Budget(QUESTIONS, 0.0)))
    assert (found.names, found.confirmed) == (("other.example", "mx.a.example"), True)


def test_what_takes_no_mail_by_mistake_is_not_parked(domains: NameServer) -> None:
    health = ask("mistaken.example", domains)
    assert (health.parked, health.verdict) == (False, Verdict.BROKEN)
    assert ids(health, Theme.RECEIVES)[0] == "no-usable-mail-server"


def test_hostile_texts_are_cleaned(domains: NameServer) -> None:
    health = ask("hostile.example", domains)
    shown = repr(health.findings) + repr(health.corrections) + repr(health.changes) + repr(health.records)
    assert "<script>" in shown  # markup is escaped by whoever prints it
    assert not any(mark in shown for mark in ("\\x1b", "\\x07", "\\u202e", "\x1b", "\u202e"))


def test_a_crowded_domain_stays_within_its_questions(domains: NameServer) -> None:
    health = ask("crowd.example", domains, "a", "b", "c", "d", "e", "f")
    assert health.questions <= QUESTIONS
    assert len(health.mail_servers) == 20
    assert health.verdict is Verdict.BROKEN
    assert "spf-too-many-lookups" in ids(health, Theme.PROVES)
    assert "dns-not-checked" in ids(health, Theme.RECEIVES)
    assert health.dmarc.policy == "none"
    assert len(health.dkim) == 5
    left_out = [each.evidence.get("name") for each in health.findings if each.id == "dns-not-checked"]
    assert "f._domainkey.crowd.example" in left_out
    assert "crowd.example._report._dmarc.z.test" in left_out


def test_little_budget_is_spent_in_order_of_use(domains: NameServer) -> None:
    resolver = domains.resolver()

    async def check_with(questions: int) -> Health:
        return await check("good.example", resolver, fetch=fetch, budget=resolver.budget(questions))

    for questions in (0, 1, 3, 5, 8):
        resolver = domains.resolver()  # with nothing in its memory
        health = asyncio.run(check_with(questions))
        assert health.questions <= questions
        assert "dns-not-checked" in {finding.id for finding in health.findings}
        assert health.verdict is Verdict.UNKNOWN
        if questions == 3:
            asked = [(each.name, each.type) for each in health.records if each.status != Status.NOT_CHECKED]
            assert sorted(asked) == [
                ("good.example", "MX"),
                ("mx1.good.example", "A"),
                ("mx1.good.example", "AAAA"),
            ]


class SlowName:
    """Answers everything at once, but for one name: about that only once TLSA was asked for."""

    def __init__(self, slow: str) -> None:
        self.slow = slow
        self.book = Book(
            {
                "a.example MX": "10 aspmx.l.google.com.",
                "aspmx.l.google.com A": "9.9.9.9",
                "a.example TXT": "v=spf1 include:slow.example -all",
                "9.9.9.9.in-addr.arpa PTR": "aspmx.l.google.com.",
            }
        )
        self.released = asyncio.Event()

    def budget(self, questions: int = QUESTIONS) -> Budget:
        return Budget(questions, 0.0)

    async def query(self, name: str, rdtype: str, budget: Budget | None = None) -> Answer:
        if name == self.slow:
            await self.released.wait()
            return Answer(Status.TIMEOUT)
        if rdtype == "TLSA":
            self.released.set()
        return self.book.look_up(Question(name, rdtype))


@pytest.mark.parametrize(
    ("slow", "theme", "findings", "confirmed"),
    [
        ("slow.example", Theme.PROVES, ["dmarc-missing", "dns-timeout", "dkim-usual-key-missing"], [True]),
        (
            "_dmarc.a.example",
            Theme.PROVES,
            ["dns-timeout", "spf-include-without-record", "dkim-usual-key-missing"],
            [True],
        ),
        ("aspmx.l.google.com", Theme.RECEIVES, ["dns-timeout"], []),
    ],
)
def test_a_name_that_is_never_answered_keeps_nothing_else(
    monkeypatch: pytest.MonkeyPatch, slow: str, theme: Theme, findings: list[str], confirmed: list[bool]
) -> None:
    monkeypatch.setattr("checker.domain.gathering.PATIENCE", 0.05)

    async def once() -> Health:
        async with asyncio.timeout(10):
            return await check("a.example", SlowName(slow))

    health = asyncio.run(once())
    assert [each.confirmed for server in health.mail_servers for each in server.reverse] == confirmed
    assert sorted(ids(health, theme)) == sorted(findings)
    assert health.services == ("google-workspace",)
    assert ("google._domainkey.a.example", "TXT") in [(each.name, each.type) for each in health.records]


def test_thousands_of_records(domains: NameServer) -> None:
    health = ask("many.example", domains)
    (texts,) = [
        record.texts for record in health.records if (record.name, record.type) == ("many.example", "TXT")
    ]
    assert len(texts) == 20


def test_a_dead_domain_costs_one_timeout(silent_nameserver: SilentServer) -> None:
    resolver = silent_nameserver.resolver(timeout=0.2)

    async def once() -> Health:
        async with asyncio.timeout(2):
            return await check("good.example", resolver, fetch=fetch)

    health = asyncio.run(once())
    assert (health.verdict, health.questions) == (Verdict.UNKNOWN, 1)
    assert [finding.id for finding in health.findings] == ["dns-timeout"]
    assert silent_nameserver.questions() == 2  # one question, sent again once


def test_signed_domains(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Well signed, with signatures that expired, with some that were tampered with, and without any."""
    text = (
        GOOD.replace("good.example", "{zone}")
        .replace(".good ", " ")
        .replace("good ", "@ ")
        .replace("mx1.good", "mx1")
    )
    kinds = {"fine": {}, "late": {"expired": True}, "forged": {"broken": True}}
    signed = {zone: sign(zone, text.replace("{zone}", zone), **options) for zone, options in kinds.items()}
    zones = {zone: each.text for zone, each in signed.items()} | {
        "plain": text.replace("{zone}", "plain"),
        "9.in-addr.arpa": "9.9.9 PTR mx1.fine.\n",
    }
    anchors = {zone: each.anchor for zone, each in signed.items()}
    with (
        serving(tmp_path_factory.mktemp("signed"), zones) as behind,
        validating(tmp_path_factory.mktemp("unbound"), behind, list(zones), anchors) as server,
    ):
        found = {zone: ask(zone, server) for zone in (*kinds, "plain")}
    fine, late, forged, plain = (found[zone] for zone in ("fine", "late", "forged", "plain"))
    assert (fine.dnssec.signed, fine.dnssec.mail_servers_signed, ids(fine, Theme.SIGNED)) == (True, True, [])
    assert [each.usable for each in fine.dane] == [True]
    assert ids(late, Theme.SIGNED) == ["dnssec-bogus"]
    assert ids(late, Theme.RECEIVES) == ["dns-bogus"]
    assert late.verdict is Verdict.BROKEN
    # Only the addresses were tampered with.
    assert ids(forged, Theme.RECEIVES) == ["dns-bogus"]
    assert forged.verdict is Verdict.UNKNOWN
    assert (plain.dnssec.signed, ids(plain, Theme.SIGNED)) == (False, ["dnssec-not-signed"])
    assert "dane-not-signed" in ids(plain, Theme.ENCRYPTED)
