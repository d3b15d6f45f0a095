"""DANE: certificates of mail servers in DNS (RFC 6698, RFC 7672). Worth something only where DNSSEC signs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import dns.rdata
import dns.rdtypes.tlsabase

from checker.domain.asking import failed, found, shown
from checker.findings import Finding, Severity
from checker.net.resolver import ABSENT, TOLD, Answer

MAX_RECORDS = 20
_DIGESTS = {1: 32, 2: 64}
"""Matching types and the octets of their hashes: SHA-256, SHA-512."""

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741


@dataclass(frozen=True, slots=True)
class Dane:
    """The TLSA records of one mail server. `usable`: senders with DANE go by them; None: nobody can tell."""

    host: str
    status: str
    records: tuple[str, ...] = ()
    usable: bool | None = False
    findings: tuple[Finding, ...] = ()


def name_of(host: str) -> str:
    """Where the records of a mail server stand (RFC 7672 section 2.2.3)."""
    return f"_25._tcp.{host}"


def problem(usage: int, selector: int, matching: int, octets: int) -> str | None:
    """Why no sender can use such a record (RFC 7672 section 3.1): the field that is wrong."""
    if usage not in (2, 3):  # PKIX-TA and PKIX-EE are not for mail
        return "usage"
    if selector not in (0, 1):
        return "selector"
    if matching not in (0, 1, 2):
        return "matching"
    return "length" if octets != _DIGESTS.get(matching, octets) or not octets else None


def read(host: str, answer: Answer) -> Dane:
    """What the answer to `_25._tcp.<host> TLSA` holds."""
    if answer.status not in TOLD:
        return Dane(host, answer.status.value, (), None, (failed(answer, name_of(host), "TLSA", I),))
    records = [each for each in answer.records if _fields(each) is not None]
    if not records:
        return Dane(host, answer.status.value)
    problems = [problem(*fields) for each in records if (fields := _fields(each)) is not None]
    usable = None if answer.authenticated is None else bool(answer.authenticated and None in problems)
    kept = tuple(shown(each.to_text()) for each in records[:MAX_RECORDS])
    return Dane(host, answer.status.value, kept, usable, tuple(_findings(host, answer, kept, problems)))


def _fields(record: dns.rdata.Rdata) -> tuple[int, int, int, int] | None:
    """Usage, selector, matching type and how many octets follow; also of a record whose hash has the wrong
    length, which is read as one of an unknown kind."""
    if isinstance(record, dns.rdtypes.tlsabase.TLSABase):
        return record.usage, record.selector, record.mtype, len(record.cert)
    if isinstance(record, dns.rdata.GenericRdata) and len(record.data) > 3:
        return record.data[0], record.data[1], record.data[2], len(record.data) - 3
    return None


def _findings(
    host: str, answer: Answer, records: Sequence[str], problems: Sequence[str | None]
) -> Iterator[Finding]:
    if answer.authenticated is False:
        yield found("dane-not-signed", W, name_of(host), "TLSA", host=host)
    for record, reason in zip(records, problems, strict=False):
        if reason is not None:
            yield found("dane-not-valid", W, name_of(host), "TLSA", host=host, record=record, reason=reason)


def incomplete(hosts: Sequence[Dane]) -> tuple[Finding, ...]:
    """Mail servers without TLSA beside others that have it: an attacker waits at the weakest."""
    if not any(each.usable for each in hosts):
        return ()
    bare = [each for each in hosts if each.status in ABSENT]
    return tuple(found("dane-incomplete", I, name_of(each.host), "TLSA", host=each.host) for each in bare)
