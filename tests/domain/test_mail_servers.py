"""Does a domain take mail? Asked of a real server."""

import asyncio

import pytest

from checker.domain.mail_servers import FINDING_IDS, Deliverability, MailServer, deliverability
from checker.guide.findings import words_of
from tests.servers.dns import NameServer, SilentServer

MX1 = MailServer("mx1.good.example", 10)


def ask(domain: str, nameserver: NameServer) -> Deliverability:
    return asyncio.run(deliverability(domain, nameserver.resolver()))


@pytest.mark.parametrize(
    ("domain", "answer", "servers", "findings"),
    [
        ("good.example", "yes", (MX1, MailServer("mx2.good.example", 20)), ()),
        ("GOOD.example.", "yes", (MX1, MailServer("mx2.good.example", 20)), ()),
        ("메일.example", "yes", (MX1,), ()),
        ("xn--h32bq4v.example", "yes", (MX1,), ()),
        ("six.example", "yes", (MailServer("mx.six.example", 10),), ()),
        ("null.example", "no", (), ("null-mx",)),
        ("null-and-more.example", "yes", (MX1,), ("null-mx-with-others",)),
        ("implicit.example", "yes", (MailServer("implicit.example", 0),), ("address-without-mx",)),
        ("implicit-six.example", "yes", (MailServer("implicit-six.example", 0),), ("address-without-mx",)),
        ("implicit-private.example", "no", (), ("mx-is-private", "no-usable-mail-server")),
        ("no-mail.example", "no", (), ("no-mail-server",)),
        ("nowhere.example", "no", (), ("domain-not-found",)),
        ("literal.example", "no", (MailServer("9.9.9.9", 10),), ("mx-is-address", "no-usable-mail-server")),
        ("alias.example", "yes", (MailServer("mail.alias.example", 10),), ("mx-is-alias",)),
        (
            "alias-dangling.example",
            "no",
            (MailServer("mail.alias-dangling.example", 10),),
            ("mx-is-alias", "mx-without-address", "no-usable-mail-server"),
        ),
        (
            "private.example",
            "no",
            (MailServer("mx.private.example", 10),),
            ("mx-is-private", "no-usable-mail-server"),
        ),
        (
            "loopback.example",
            "no",
            (MailServer("mx.loopback.example", 10),),
            ("mx-is-private", "no-usable-mail-server"),
        ),
        (
            "mapped.example",
            "no",
            (MailServer("mx.mapped.example", 10),),
            ("mx-is-private", "no-usable-mail-server"),
        ),
        (
            "half-private.example",
            "yes",
            (MailServer("mx.private.example", 10), MailServer("mx1.good.example", 20)),
            ("mx-is-private",),
        ),
        (
            "dangling.example",
            "no",
            (MailServer("mx.dangling.example", 10),),
            ("mx-without-address", "no-usable-mail-server"),
        ),
        (
            "half-dangling.example",
            "yes",
            (MailServer("mx.half-dangling.example", 10), MailServer("mx1.good.example", 20)),
            ("mx-without-address",),
        ),
        ("foreign.example", "unknown", (MailServer("mx.elsewhere.invalid", 10),), ("dns-refused",)),
        ("broken-host.example", "unknown", (MailServer("mx.broken.example", 10),), ("dns-servfail",)),
        (
            "half-broken.example",
            "yes",
            (MailServer("mx.broken.example", 10), MailServer("mx1.good.example", 20)),
            ("dns-servfail",),
        ),
        ("broken.example", "unknown", (), ("dns-servfail",)),
        ("elsewhere.invalid", "unknown", (), ("dns-refused",)),
        ("", "no", (), ("domain-name-not-valid",)),
        ("a..example", "no", (), ("domain-name-not-valid",)),
        ("a" * 64 + ".example", "no", (), ("domain-name-not-valid",)),
        ("a b.example", "no", (), ("domain-name-not-valid",)),
        ("\ud800.example", "no", (), ("domain-name-not-valid",)),
        ("\0.example", "no", (), ("domain-name-not-valid",)),
    ],
)
def test_answers(
    nameserver: NameServer,
    domain: str,
    answer: str,
    servers: tuple[MailServer, ...],
    findings: tuple[str, ...],
) -> None:
    found = ask(domain, nameserver)
    assert (found.answer, found.mail_servers, tuple(f.id for f in found.findings)) == (
        answer,
        servers,
        findings,
    )
    assert {finding.id for finding in found.findings} <= FINDING_IDS
    assert all(words_of(finding.id).explanation % finding.evidence for finding in found.findings)


def test_a_loop_of_aliases_is_no_answer(nameserver: NameServer) -> None:
    assert ask("loop.example", nameserver).answer in ("no", "unknown")


def test_a_dead_server_costs_one_timeout(silent_nameserver: SilentServer) -> None:
    resolver = silent_nameserver.resolver(timeout=0.2)

    async def check() -> Deliverability:
        async with asyncio.timeout(2):
            return await deliverability("good.example", resolver)

    found = asyncio.run(check())
    assert (found.answer, [finding.id for finding in found.findings]) == ("unknown", ["dns-timeout"])
    assert silent_nameserver.questions() == 2  # one question, sent again once
