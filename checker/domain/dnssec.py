"""Are the domain's records signed? Told by a validating resolver (RFC 4035 section 3.2.3)."""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.domain.asking import found
from checker.findings import Finding, Severity
from checker.net.resolver import TOLD, Answer, Status

E, I = Severity.ERROR, Severity.INFO  # noqa: E741


@dataclass(frozen=True, slots=True)
class Dnssec:
    """`signed` is about the domain, `mail_servers_signed` about the names of all its mail servers. None: no
    validating resolver is at hand, or it could not tell."""

    signed: bool | None = None
    mail_servers_signed: bool | None = None
    findings: tuple[Finding, ...] = ()


def read(domain: str, answer: Answer, hosts: Mapping[str, Answer]) -> Dnssec:
    """What the answer to the first question (`<domain> MX`), and those about the mail servers, tell."""
    if answer.status is Status.BOGUS:
        return Dnssec(None, None, (found("dnssec-bogus", E, domain, "MX", domain=domain),))
    states = [each.authenticated for each in hosts.values()]
    servers = None if not states or None in states else all(states)
    if answer.status not in TOLD:
        return Dnssec(None, servers)
    if answer.authenticated is None:
        return Dnssec(None, servers, (found("dnssec-unknown", I, domain, "MX", domain=domain),))
    if not answer.authenticated:
        return Dnssec(False, servers, (found("dnssec-not-signed", I, domain, "MX", domain=domain),))
    unsigned = [host for host, each in hosts.items() if each.authenticated is False]
    return Dnssec(
        True,
        servers,
        tuple(found("dnssec-mail-server-not-signed", I, host, "A", host=host) for host in unsigned),
    )
