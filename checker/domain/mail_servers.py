"""Does a domain take mail? Its MX records, and the addresses behind them (RFC 5321 section 5.1)."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal

import dns.rdtypes.ANY.MX
import idna

from checker.domain.asking import FAILURES, Asks
from checker.findings import Finding, Severity
from checker.net.allowed import Network, is_allowed
from checker.net.resolver import Answer, Budget, Status

MAX_HOSTS = 8
"""Mail servers whose addresses are looked up, best preference first."""

MAX_SHOWN = 20
"""Mail servers that are listed: a zone may have thousands."""

QUESTIONS = 1 + 2 * MAX_HOSTS + 2

FINDING_IDS = frozenset(
    {
        "domain-name-not-valid",
        "domain-not-found",
        "null-mx",
        "null-mx-with-others",
        "no-mail-server",
        "address-without-mx",
        "mx-is-address",
        "mx-is-alias",
        "mx-is-private",
        "mx-without-address",
        "no-usable-mail-server",
        "dns-timeout",
        "dns-servfail",
        "dns-bogus",
        "dns-refused",
        "dns-not-checked",
    }
)
"""The ids that `deliverability` may give."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """One MX record: the host in ASCII without the final dot, and its preference (lower is tried first)."""

    host: str
    preference: int


@dataclass(frozen=True, slots=True)
class Deliverability:
    """Does the domain take mail? `unknown` where DNS could not tell, never `no`."""

    answer: Literal["yes", "no", "unknown"]
    mail_servers: tuple[MailServer, ...] = ()
    findings: tuple[Finding, ...] = ()


async def deliverability(
    domain: str, resolver: Asks, *, extra_denied: Iterable[Network] = (), budget: Budget | None = None
) -> Deliverability:
    """Look up whether `domain` (in ASCII or Unicode, without an address literal) takes mail.

    Asks for MX (RFC 5321 section 5.1), null MX (RFC 7505), and the addresses of each mail server; for the
    domain's own addresses where it has no MX. All questions share one deadline. Never raises for what DNS
    does.
    """
    name = ascii_name(domain)
    if name is None:
        return _judge("no", _found("domain-name-not-valid", Severity.ERROR))
    budget = budget or resolver.budget(QUESTIONS)
    denied = tuple(extra_denied)
    answer = await resolver.query(name, "MX", budget)
    match answer.status:
        case Status.FOUND:
            return await _judge_mail_servers(name, answer, resolver, budget, denied)
        case Status.NO_DATA:
            return await _judge_without_mx(name, resolver, budget, denied)
        case Status.NXDOMAIN:
            return _judge("no", _found("domain-not-found", Severity.ERROR, domain=name))
        case failure:
            return _judge("unknown", _found(FAILURES[failure], Severity.WARNING, domain=name))


def ascii_name(domain: str) -> str | None:
    """The domain in A-labels (RFC 5891), or None if it is no name that DNS could hold."""
    domain = domain.strip().rstrip(".")
    if not domain or len(domain) > 253:
        return None
    try:
        return idna.encode(domain.lower(), uts46=not domain.isascii()).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        # Names that break IDNA but not DNS: underscores, two hyphens in the third place.
        labels = domain.lower().split(".")
        well_formed = all(
            0 < len(label) < 64 and label.isprintable() and " " not in label for label in labels
        )
        return domain.lower() if domain.isascii() and well_formed else None


def _found(finding_id: str, severity: Severity, **evidence: str | int) -> Finding:
    return Finding(finding_id, severity, None, evidence)


def _judge(
    answer: Literal["yes", "no", "unknown"], *findings: Finding, servers: tuple[MailServer, ...] = ()
) -> Deliverability:
    return Deliverability(answer, servers, tuple(findings))


@dataclass(frozen=True, slots=True)
class _Host:
    """What is known of one host: usable, not usable, or None where DNS could not tell; and what was found."""

    usable: bool | None
    findings: tuple[Finding, ...] = ()


async def _judge_mail_servers(
    name: str, answer: Answer, resolver: Asks, budget: Budget, denied: tuple[Network, ...]
) -> Deliverability:
    records = sorted(
        (
            MailServer(record.exchange.to_text(omit_final_dot=True).lower(), record.preference)
            for record in answer.records
            if isinstance(record, dns.rdtypes.ANY.MX.MX)
        ),
        key=lambda server: (server.preference, server.host),
    )
    named = tuple(server for server in records if server.host not in ("", "."))
    findings: list[Finding] = []
    if len(named) < len(records):
        if not named:
            return _judge("no", _found("null-mx", Severity.ERROR, domain=name))
        findings.append(_found("null-mx-with-others", Severity.WARNING, domain=name))
    hosts = list(dict.fromkeys(server.host for server in named))[:MAX_HOSTS]
    looked_up = await asyncio.gather(*(_look_up(host, resolver, budget, denied) for host in hosts))
    for host in looked_up:
        findings.extend(host.findings)
    shown = named[:MAX_SHOWN]
    if any(host.usable for host in looked_up):
        return _judge("yes", *findings, servers=shown)
    if any(host.usable is None for host in looked_up) or len(set(named)) > len(hosts):
        return _judge("unknown", *findings, servers=shown)
    return _judge(
        "no", *findings, _found("no-usable-mail-server", Severity.ERROR, domain=name), servers=shown
    )


async def _look_up(host: str, resolver: Asks, budget: Budget, denied: tuple[Network, ...]) -> _Host:
    try:
        ip_address(host)
    except ValueError:
        pass
    else:
        # RFC 1035 section 3.3.9: the exchange is a name, and "192.0.2.1" is a name that nobody has.
        return _Host(False, (_found("mx-is-address", Severity.WARNING, host=host),))
    findings: list[Finding] = []
    answers = await _addresses(host, resolver, budget)
    if any(answer.canonical not in ("", host) for answer in answers):
        # RFC 2181 section 10.3 forbids it; most senders deliver all the same.
        findings.append(_found("mx-is-alias", Severity.WARNING, host=host))
    addresses = [str(record.to_text()) for answer in answers for record in answer.records]
    if any(is_allowed(address, denied) for address in addresses):
        return _Host(True, tuple(findings))
    failures = [answer.status for answer in answers if answer.status in FAILURES]
    if failures:
        findings.append(_found(FAILURES[failures[0]], Severity.WARNING, domain=host))
        return _Host(None, tuple(findings))
    if addresses:
        findings.append(_found("mx-is-private", Severity.WARNING, host=host, address=addresses[0]))
    else:
        findings.append(_found("mx-without-address", Severity.WARNING, host=host))
    return _Host(False, tuple(findings))


async def _addresses(host: str, resolver: Asks, budget: Budget) -> tuple[Answer, Answer]:
    four, six = await asyncio.gather(resolver.query(host, "A", budget), resolver.query(host, "AAAA", budget))
    return four, six


async def _judge_without_mx(
    name: str, resolver: Asks, budget: Budget, denied: tuple[Network, ...]
) -> Deliverability:
    """RFC 5321 section 5.1: without MX records the domain's own address counts as its mail server."""
    answers = await _addresses(name, resolver, budget)
    addresses = [str(record.to_text()) for answer in answers for record in answer.records]
    if any(is_allowed(address, denied) for address in addresses):
        told = _found("address-without-mx", Severity.WARNING, domain=name)
        return _judge("yes", told, servers=(MailServer(name, 0),))
    failures = [answer.status for answer in answers if answer.status in FAILURES]
    if failures:
        return _judge("unknown", _found(FAILURES[failures[0]], Severity.WARNING, domain=name))
    if addresses:
        private = _found("mx-is-private", Severity.WARNING, host=name, address=addresses[0])
        return _judge("no", private, _found("no-usable-mail-server", Severity.ERROR, domain=name))
    return _judge("no", _found("no-mail-server", Severity.ERROR, domain=name))
