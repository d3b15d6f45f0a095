"""Do the addresses of the mail servers have names, and do the names lead back? (RFC 1912 section 2.1)

Receivers ask this about the server that sends. A mail server that only takes mail needs no name; where the
SPF record lets it send as well, a missing one costs deliveries.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

import dns.rdtypes.ANY.PTR
import dns.rdtypes.IN.A
import dns.rdtypes.IN.AAAA

from checker.domain.asking import Asks, found, shown
from checker.findings import Finding, Severity
from checker.net.resolver import ABSENT, TOLD, Answer, Budget, reverse_name

MAX_NAMES = 5
MAX_CONFIRMED = 2
"""Names of one address that are looked up in turn; receivers want one name, and it to lead back."""


@dataclass(frozen=True, slots=True)
class Reverse:
    """The names of one address. `confirmed`: one of them leads back to it; None where nobody can tell."""

    address: str
    names: tuple[str, ...] = ()
    confirmed: bool | None = None


async def look_up(address: str, resolver: Asks, budget: Budget) -> Reverse:
    """Ask for the names of an address, and whether one of them leads back."""
    answer = await resolver.query(reverse_name(address), "PTR", budget)
    if answer.status in ABSENT:
        return Reverse(address, (), False)
    names = [
        record.target.to_text(omit_final_dot=True).lower()
        for record in answer.records
        if isinstance(record, dns.rdtypes.ANY.PTR.PTR)
    ][:MAX_NAMES]
    if not names:
        return Reverse(address)
    rdtype = "AAAA" if ":" in address else "A"
    answers = await asyncio.gather(*(resolver.query(name, rdtype, budget) for name in names[:MAX_CONFIRMED]))
    confirmed: bool | None = any(address in _addresses(answer) for answer in answers)
    if not confirmed and any(answer.status not in TOLD for answer in answers):
        confirmed = None
    return Reverse(address, tuple(shown(name) for name in names), confirmed)


def _addresses(answer: Answer) -> list[str]:
    return [
        str(record.address)
        for record in answer.records
        if isinstance(record, dns.rdtypes.IN.A.A | dns.rdtypes.IN.AAAA.AAAA)
    ]


async def look_up_all(addresses: Iterable[str], resolver: Asks, budget: Budget) -> tuple[Reverse, ...]:
    """The same for several addresses, side by side."""
    return tuple(await asyncio.gather(*(look_up(address, resolver, budget) for address in addresses)))


def findings(host: str, reverses: Iterable[Reverse], *, sends: bool) -> tuple[Finding, ...]:
    """What is wrong with the names of a mail server. `sends`: SPF lets it send in the domain's name."""
    severity = Severity.WARNING if sends else Severity.INFO
    told = []
    for each in reverses:
        if each.confirmed is not False:
            continue
        name = reverse_name(each.address)
        evidence = {"host": host, "address": each.address}
        if each.names:
            evidence["target"] = each.names[0]
            told.append(found("mx-reverse-name-differs", severity, name, "PTR", **evidence))
        else:
            told.append(found("mx-without-reverse-name", severity, name, "PTR", **evidence))
    return tuple(told)
