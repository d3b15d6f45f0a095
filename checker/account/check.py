"""From an address to the settings of its account, what differs from them, and whether the servers answer."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from checker.account.compare import compare
from checker.account.discovery import discover
from checker.account.hosts import ascii_name, domain_of
from checker.account.model import COULD_NOT_TELL, Account, Probed, ServerSettings, TypedServer, found
from checker.account.probe import Prober
from checker.findings import Finding, Severity, Verdict
from checker.net.fetch import Fetch
from checker.net.resolver import Budget, Resolver
from checker.providers import Protocol

SECONDS = 12.0
"""What one check may take, whatever the servers do."""
QUESTIONS = 40
"""To DNS, for one check."""


async def check(
    address: str,
    resolver: Resolver,
    *,
    typed: Sequence[TypedServer] = (),
    prober: Prober | None = None,
    fetch: Fetch | None = None,
    isp_database: str = "",
    budget: Budget | None = None,
) -> Account:
    """Find the settings for `address` (as it was typed), compare them with the `typed` ones, ask the servers.

    Only the domain of the address is ever sent anywhere. Without `fetch` no file is asked for, without
    `prober` no mail server is contacted. `isp_database` is the host of a database of settings, or empty.
    Never raises for what DNS or a server does.
    """
    domain = domain_of(address)
    name = ascii_name(domain) if domain else None
    if name is None:
        told = "domain-name-not-valid" if domain else "address-without-domain"
        return Account("", Verdict.BROKEN, typed=tuple(typed), findings=(found(told, Severity.ERROR),))
    until = asyncio.get_running_loop().time() + SECONDS
    budget = budget or resolver.budget(QUESTIONS)
    known = await discover(name, resolver, budget, fetch=fetch, isp_database=isp_database)
    unconfirmed = known.provider.unconfirmed if known.provider else ()
    differences, compared = compare(typed, known.servers, address, either_login="username" in unconfirmed)
    probes: tuple[Probed, ...] = ()
    if prober is not None and known.servers:
        # The questions share one count; their time starts anew, because the search may have taken all of it.
        rest = resolver.budget(budget.questions)
        servers = _in_use_first(known.servers, typed)
        probes = softened(await prober.probe(servers, name, rest, until), typed)
    findings = known.findings + compared + tuple(each for probe in probes for each in probe.findings)
    findings += _conclusion(probes)
    findings = tuple(sorted(findings, key=lambda finding: list(Severity).index(finding.severity)))
    return Account(
        name,
        _verdict(findings, bool(known.servers)),
        known.provider,
        known.matched_by,
        known.servers,
        known.offered,
        tuple(typed),
        differences,
        probes,
        findings,
        _retry_after(probes),
    )


def _in_use_first(
    servers: Sequence[ServerSettings], typed: Sequence[TypedServer]
) -> tuple[ServerSettings, ...]:
    """The servers, those that somebody uses first: not all may fit into the budget."""
    used = {(each.protocol, each.host.strip().rstrip(".").lower(), each.port) for each in typed}
    return tuple(
        sorted(servers, key=lambda each: (each.protocol, each.host, each.port) not in used)  # stable
    )


def softened(probes: tuple[Probed, ...], typed: Sequence[TypedServer]) -> tuple[Probed, ...]:
    """Errors of a server become warnings where another one of the same direction is fine.

    But not those of the server that somebody uses: it is the one that has to answer.
    """
    fine = {probe.settings.protocol is Protocol.SMTP for probe in probes if probe.is_fine}
    used = {(each.protocol, each.host.strip().rstrip(".").lower()) for each in typed}

    def soft(probe: Probed) -> Probed:
        settings = probe.settings
        if probe.is_fine or (settings.protocol is Protocol.SMTP) not in fine:
            return probe
        if (settings.protocol, settings.host) in used:
            return probe
        findings = tuple(
            replace(each, severity=Severity.WARNING) if each.severity is Severity.ERROR else each
            for each in probe.findings
        )
        return replace(probe, findings=findings)

    return tuple(soft(probe) for probe in probes)


def _conclusion(probes: tuple[Probed, ...]) -> tuple[Finding, ...]:
    """Where every server that was asked is fine, it is the password, or the right to log in."""
    asked = [probe for probe in probes if not _was_skipped(probe)]
    if not asked or not all(any(each.id == "server-fine" for each in probe.findings) for probe in asked):
        return ()
    return (found("servers-are-fine", Severity.INFO, count=len(asked)),)


def _was_skipped(probe: Probed) -> bool:
    return any(each.id == "server-not-probed" for each in probe.findings)


def _verdict(findings: tuple[Finding, ...], has_servers: bool) -> Verdict:
    severities = {finding.severity for finding in findings}
    if Severity.ERROR in severities:
        return Verdict.BROKEN
    if not has_servers and any(finding.id in COULD_NOT_TELL | {"settings-not-found"} for finding in findings):
        return Verdict.UNKNOWN
    return Verdict.ATTENTION if Severity.WARNING in severities else Verdict.GOOD


def _retry_after(probes: tuple[Probed, ...]) -> int:
    waits = [
        int(each.evidence["retry_after"])
        for probe in probes
        for each in probe.findings
        if each.id == "server-too-many-dials"
    ]
    return max(waits, default=0)
