"""Settings that a domain publishes in DNS: SRV records (RFC 6186, RFC 8314 section 5.1)."""

import asyncio
from dataclasses import dataclass

import dns.rdtypes.IN.SRV

from checker.account.hosts import is_mail_port
from checker.account.model import NAMES, Origin, ServerSettings, dns_failure, found
from checker.findings import Finding, Severity
from checker.net.dial import is_host
from checker.net.hostile import clean
from checker.net.resolver import Answer, Budget, Resolver
from checker.providers import Protocol, Security

SERVICES: tuple[tuple[str, Protocol, Security], ...] = (
    ("_imaps._tcp", Protocol.IMAP, Security.TLS),
    ("_imap._tcp", Protocol.IMAP, Security.STARTTLS),
    ("_submissions._tcp", Protocol.SMTP, Security.TLS),
    ("_submission._tcp", Protocol.SMTP, Security.STARTTLS),
    ("_pop3s._tcp", Protocol.POP3, Security.TLS),
    ("_pop3._tcp", Protocol.POP3, Security.STARTTLS),
)
"""TLS at once stands first: RFC 8314 prefers it."""

MOST_RECORDS = 4
"""Servers of one service that are looked at, best first."""


@dataclass(frozen=True, slots=True)
class Published:
    """What a domain publishes: servers, best first, and what was odd about it."""

    servers: tuple[ServerSettings, ...] = ()
    findings: tuple[Finding, ...] = ()


async def published(domain: str, resolver: Resolver, budget: Budget) -> Published:
    """Ask for the services of a domain. Never raises for what DNS does."""
    answers = await asyncio.gather(
        *(resolver.query(f"{service}.{domain}", "SRV", budget) for service, _, _ in SERVICES)
    )
    servers: list[ServerSettings] = []
    findings: list[Finding] = []
    for (service, protocol, security), answer in zip(SERVICES, answers, strict=True):
        read = _read(f"{service}.{domain}", protocol, security, answer)
        servers += read.servers
        findings += read.findings
    for (service, _, _), answer in zip(SERVICES, answers, strict=True):
        if failed := dns_failure(domain, f"{service}.{domain}", "SRV", answer.status):
            findings += failed
            break  # one is enough to say that DNS did not tell
    return Published(tuple(servers), tuple(findings))


def _read(name: str, protocol: Protocol, security: Security, answer: Answer) -> Published:
    records = sorted(
        (record for record in answer.records if isinstance(record, dns.rdtypes.IN.SRV.SRV)),
        # Among equals RFC 2782 draws lots; to tell people, the likeliest is better.
        key=lambda record: (record.priority, -record.weight, record.target.to_text()),
    )[:MOST_RECORDS]
    servers: list[ServerSettings] = []
    findings: list[Finding] = []
    for record in records:
        host = record.target.to_text(omit_final_dot=True).lower()
        evidence: dict[str, str | int] = {"protocol": NAMES[protocol]}
        if host in ("", "."):
            findings.append(found("srv-not-offered", Severity.INFO, **evidence, name=name))
            continue
        evidence |= {"origin": Origin.SRV.value, "host": clean(host)}
        if not is_host(host):
            findings.append(found("settings-host-not-valid", Severity.WARNING, **evidence))
        elif not is_mail_port(record.port):
            findings.append(found("settings-port-refused", Severity.WARNING, **evidence, port=record.port))
        else:
            servers.append(ServerSettings(protocol, host, record.port, security, None, (), Origin.SRV))
    return Published(tuple(servers), tuple(findings))
