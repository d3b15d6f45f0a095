"""Does the domain see to it that mail to it is encrypted? MTA-STS, DANE, and reports about failures."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.domain import dane, mta_sts, tls_reporting
from checker.domain.asking import Inquiry, found
from checker.domain.dane import Dane
from checker.domain.mta_sts import PATH, MtaStsHealth, policy_host, read_policy, read_record
from checker.domain.tls_reporting import TlsReporting
from checker.findings import Finding, Severity
from checker.net.fetch import Fetch
from checker.net.resolver import TOLD, Budget, Status

FETCH_QUESTIONS = 4
MAX_HOSTS = 5

I = Severity.INFO  # noqa: E741


@dataclass(frozen=True, slots=True)
class Encryption:
    """What was found. A domain that takes no mail is not asked about."""

    mta_sts: MtaStsHealth = field(default_factory=lambda: MtaStsHealth(Status.NOT_CHECKED.value))
    tls_reporting: TlsReporting = field(default_factory=lambda: TlsReporting(Status.NOT_CHECKED.value))
    dane: tuple[Dane, ...] = ()


async def look_up(domain: str, inquiry: Inquiry) -> Encryption:
    """The two records of the domain."""
    budget = inquiry.budget(2)
    sts, reporting = await asyncio.gather(
        inquiry.query(f"_mta-sts.{domain}", "TXT", budget),
        inquiry.query(f"_smtp._tls.{domain}", "TXT", budget),
    )
    inquiry.give_back(budget)
    return Encryption(read_record(domain, sts), tls_reporting.read(domain, reporting))


async def fetch_policy(
    domain: str, health: MtaStsHealth, hosts: Sequence[str], fetch: Fetch | None, budget: Budget
) -> MtaStsHealth:
    """The same with the policy file, if the record says that there is one."""
    if health.id is None:
        return health
    if fetch is None:
        return mta_sts.not_fetched(domain, health)
    fetched = await fetch(policy_host(domain), PATH, domain=domain, types=("text/plain",), budget=budget)
    return read_policy(domain, health, fetched, hosts)


async def look_up_dane(hosts: Sequence[str], inquiry: Inquiry, budget: Budget) -> tuple[Dane, ...]:
    """The TLSA records of the best mail servers."""
    asked = list(dict.fromkeys(hosts))[:MAX_HOSTS]
    answers = await asyncio.gather(*(inquiry.query(dane.name_of(host), "TLSA", budget) for host in asked))
    return tuple(dane.read(host, answer) for host, answer in zip(asked, answers, strict=True))


def findings(domain: str, encryption: Encryption) -> tuple[Finding, ...]:
    """Everything of the theme, and whether anything makes senders encrypt at all."""
    told = [*encryption.mta_sts.findings, *encryption.tls_reporting.findings]
    for each in encryption.dane:
        told += each.findings
    told += dane.incomplete(encryption.dane)
    if is_known(encryption) and not is_required(encryption):
        told.append(found("encryption-not-required", I, f"_mta-sts.{domain}", "TXT", domain=domain))
    return tuple(told)


def is_required(encryption: Encryption) -> bool:
    """Do senders that know MTA-STS or DANE refuse to fall back to plain text?"""
    return encryption.mta_sts.requires_encryption or any(each.usable for each in encryption.dane)


def is_known(encryption: Encryption) -> bool:
    """Could everything be looked at that decides it?"""
    if is_required(encryption):
        return True
    told = encryption.mta_sts.status in TOLD and not any(
        finding.id == "mta-sts-policy-not-fetched" for finding in encryption.mta_sts.findings
    )
    # TLSA records that nobody could validate may or may not protect.
    return told and not any(each.usable is None and each.records for each in encryption.dane)
