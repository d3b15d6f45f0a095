"""Can the domain take mail? Its mail servers, with their addresses and the names of those."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_address

from checker.domain import reverse
from checker.domain.asking import Inquiry, found
from checker.domain.mail_servers import MAX_HOSTS, Deliverability, MailServer, deliverability
from checker.domain.reverse import Reverse
from checker.domain.spf import SpfRecord
from checker.findings import Finding, Severity
from checker.net.allowed import Network, is_allowed
from checker.net.resolver import TOLD, Answer, Budget, Status

MAX_LOOKED_UP = 5
"""Mail servers whose addresses are asked for; the best come first."""

MAX_REVERSED = 3
"""Mail servers whose addresses are looked up by number."""

W, I = Severity.WARNING, Severity.INFO  # noqa: E741

_DETAIL = frozenset({"dns-not-checked"})


@dataclass(frozen=True, slots=True)
class MailServerHealth:
    """One mail server: the best have addresses, and those their names."""

    host: str
    preference: int
    addresses: tuple[str, ...] = ()
    reverse: tuple[Reverse, ...] = ()


async def look_up(
    domain: str, first: Answer, inquiry: Inquiry, extra_denied: Iterable[Network]
) -> tuple[Deliverability, tuple[MailServerHealth, ...]]:
    """What `deliverability` says, told for a domain that was asked about on purpose, and its servers.

    `first` is what DNS said about MX. A null MX is a choice there, and no fault; what did not fit is a detail
    as long as mail gets through.
    """
    named = {record.to_text().rpartition(" ")[2].lower() for record in first.records} or {domain}
    budget = inquiry.budget(2 * min(len(named), MAX_LOOKED_UP))
    told = await deliverability(domain, inquiry, extra_denied=extra_denied, budget=budget)
    inquiry.give_back(budget)
    hosts = list(dict.fromkeys(server.host for server in told.mail_servers))[:MAX_HOSTS]
    addresses = {host: _addresses(host, inquiry) for host in hosts}
    servers = tuple(_server(server, addresses) for server in told.mail_servers)
    findings = [_milder(finding, told) for finding in told.findings]
    findings += _ipv6_only(domain, servers)
    return replace(told, findings=tuple(findings)), servers


def _addresses(host: str, inquiry: Inquiry) -> tuple[str, ...]:
    """What `deliverability` was told."""
    four, six = (inquiry.remembered(host, rdtype) for rdtype in ("A", "AAAA"))
    return tuple(str(record.to_text()) for answer in (four, six) for record in answer.records)[:20]


def _server(server: MailServer, addresses: dict[str, tuple[str, ...]]) -> MailServerHealth:
    return MailServerHealth(server.host, server.preference, addresses.get(server.host, ()))


def _milder(finding: Finding, told: Deliverability) -> Finding:
    if finding.id == "null-mx" or (finding.id in _DETAIL and told.answer == "yes"):
        return replace(finding, severity=I)
    return finding


def _ipv6_only(domain: str, servers: Sequence[MailServerHealth]) -> list[Finding]:
    with_addresses = [server for server in servers if server.addresses]
    only = [server for server in with_addresses if all(":" in address for address in server.addresses)]
    severity = W if only and len(only) == len(with_addresses) else I
    return [found("mx-ipv6-only", severity, domain, "MX", host=server.host) for server in only]


async def name_addresses(
    servers: Sequence[MailServerHealth], inquiry: Inquiry, budget: Budget
) -> tuple[MailServerHealth, ...]:
    """The same servers, the best of them with the names of their first IPv4 and IPv6 address."""
    hosts = list(dict.fromkeys(server.host for server in servers))[:MAX_REVERSED]
    picked = {server.host: _first_of_each(server.addresses) for server in servers if server.host in hosts}
    asked = await asyncio.gather(
        *(reverse.look_up_all(addresses, inquiry, budget) for addresses in picked.values())
    )
    names = dict(zip(picked, asked, strict=True))
    return tuple(replace(server, reverse=names.get(server.host, ())) for server in servers)


def _first_of_each(addresses: Sequence[str]) -> list[str]:
    public = [address for address in addresses if is_allowed(address)]
    four = [address for address in public if ":" not in address]
    six = [address for address in public if ":" in address]
    return four[:1] + six[:1]


def reverse_findings(servers: Iterable[MailServerHealth], spf: SpfRecord | None) -> tuple[Finding, ...]:
    """Addresses whose names are missing or do not lead back; it weighs more where the server may send."""
    told: dict[str, Finding] = {}
    for server in servers:
        sends = spf is not None and any(may_send(each.address, spf) for each in server.reverse)
        for finding in reverse.findings(server.host, server.reverse, sends=sends):
            told.setdefault(str(finding.evidence["address"]), finding)
    return tuple(told.values())


def may_send(address: str, spf: SpfRecord) -> bool:
    """Does the record itself let this address of a mail server send: by `mx`, or by a range?"""
    number = ip_address(address)
    return any(
        each.qualifier == "+"
        and (
            (each.name == "mx" and each.target is None)
            or (each.network is not None and number in each.network)
        )
        for each in spf.tested
    )


def is_known(told: Deliverability, status: Status) -> bool:
    """Could DNS tell whether the domain takes mail?"""
    return told.answer != "unknown" and status in TOLD
