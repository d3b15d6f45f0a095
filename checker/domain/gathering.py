"""Asks everything about a domain that exists: side by side, and in order of use where questions run short."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checker.domain import dmarc_health, dnssec, spf_health, theme_encrypted
from checker.domain import theme_receives as receives
from checker.domain.asking import Inquiry, run, texts
from checker.domain.dkim_health import MAX_GUESSES, MAX_SELECTORS, DkimHealth, ask_named, ask_usual
from checker.domain.dmarc_discovery import MAX_TARGETS, Walk, discover, names
from checker.domain.dmarc_health import DmarcHealth
from checker.domain.dnssec import Dnssec
from checker.domain.mail_servers import Deliverability
from checker.domain.services import Service, recognise
from checker.domain.spf_health import SpfHealth
from checker.domain.spf_tree import SpfNode
from checker.domain.theme_encrypted import Encryption
from checker.domain.theme_receives import MailServerHealth
from checker.net.allowed import Network
from checker.net.fetch import Fetch
from checker.net.resolver import Answer, Budget

SPF_QUESTIONS = 14
"""Ten includes, the record itself, and some of what a, mx and exists name."""

PATIENCE = 1.2
"""Seconds that the second round waits for the first. An include of an SPF record that is never answered shall
not keep the rest of the check from being asked."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that was found out."""

    told: Deliverability
    servers: tuple[MailServerHealth, ...]
    spf: SpfHealth
    dkim: DkimHealth
    dmarc: DmarcHealth
    encryption: Encryption
    signed: Dnssec
    services: tuple[Service, ...]


async def gather(
    domain: str,
    first: Answer,
    inquiry: Inquiry,
    selectors: Sequence[str],
    fetch: Fetch | None,
    extra_denied: Sequence[Network],
) -> Facts:
    """Ask about a domain whose MX question was answered by `first`.

    The first round goes out at once; each part of it has a budget of its own. The second one needs what the
    first one found, and takes what was left over.
    """
    async with asyncio.TaskGroup() as group:
        servers = group.create_task(receives.look_up(domain, first, inquiry, extra_denied))
        spf = group.create_task(_spf(domain, inquiry))
        walk = group.create_task(_walk(domain, inquiry))
        named = group.create_task(_named(domain, selectors, inquiry))
        encryption = group.create_task(_encryption(domain, first, inquiry))
        round_one = (servers, spf, walk, named, encryption)
        await asyncio.wait(round_one, timeout=PATIENCE)

        told, found = await servers
        hosts = [server.host for server in found]
        known = spf.result() if spf.done() else None
        services = recognise(hosts, () if known is None else _targets(known.tree))
        budgets = _second_round(inquiry, await encryption, fetch)
        usual = group.create_task(_usual(domain, services, known, await named, inquiry, budgets.dkim))
        dmarc = group.create_task(_dmarc(domain, await walk, inquiry, budgets.dmarc))
        sts = group.create_task(
            theme_encrypted.fetch_policy(domain, (await encryption).mta_sts, hosts, fetch, budgets.fetch)
        )
        reverse = group.create_task(receives.name_addresses(found, inquiry, budgets.rest))
        dane = group.create_task(
            theme_encrypted.look_up_dane(hosts if told.answer != "no" else (), inquiry, budgets.rest)
        )
    return Facts(
        told,
        reverse.result(),
        spf.result(),
        usual.result(),
        dmarc.result(),
        replace(encryption.result(), mta_sts=sts.result(), dane=dane.result()),
        dnssec.read(domain, first, _addresses(hosts, inquiry)),
        services,
    )


async def _spf(domain: str, inquiry: Inquiry) -> SpfHealth:
    budget = inquiry.budget(SPF_QUESTIONS)
    found = await run(spf_health.examine(domain), inquiry.asking(budget))
    inquiry.give_back(budget)
    return found


async def _walk(domain: str, inquiry: Inquiry) -> Walk:
    budget = inquiry.budget(len(names(domain)))
    found = await run(discover(domain), inquiry.asking(budget))
    inquiry.give_back(budget)
    return found


async def _named(domain: str, selectors: Sequence[str], inquiry: Inquiry) -> DkimHealth:
    budget = inquiry.budget(min(len(selectors), MAX_SELECTORS))
    found = await ask_named(domain, selectors, inquiry, budget)
    inquiry.give_back(budget)
    return found


async def _encryption(domain: str, first: Answer, inquiry: Inquiry) -> Encryption:
    if first.records and all(record.to_text().endswith(" .") for record in first.records):
        return Encryption()  # a null MX takes no mail that could be encrypted
    return await theme_encrypted.look_up(domain, inquiry)


@dataclass(frozen=True, slots=True)
class _Budgets:
    dkim: Budget
    dmarc: Budget
    fetch: Budget
    rest: Budget


def _second_round(inquiry: Inquiry, encryption: Encryption, fetch: Fetch | None) -> _Budgets:
    """What is left, in order of use: reverse names and TLSA go without first."""
    needs_policy = encryption.mta_sts.id is not None and fetch is not None
    return _Budgets(
        inquiry.budget(MAX_GUESSES),
        inquiry.budget(MAX_TARGETS),
        inquiry.budget(theme_encrypted.FETCH_QUESTIONS if needs_policy else 0),
        inquiry.budget(2 * receives.MAX_REVERSED * 2 + theme_encrypted.MAX_HOSTS),
    )


async def _usual(
    domain: str,
    services: Sequence[Service],
    spf: SpfHealth | None,
    named: DkimHealth,
    inquiry: Inquiry,
    budget: Budget,
) -> DkimHealth:
    if spf is not None and spf.forbids_all and not named.keys:
        return named  # who sends nothing signs nothing
    return await ask_usual(domain, services, named, inquiry, budget)


async def _dmarc(domain: str, walk: Walk, inquiry: Inquiry, budget: Budget) -> DmarcHealth:
    at_domain = texts(await inquiry.query(domain, "TXT", budget))
    return await run(dmarc_health.examine(domain, walk, at_domain), inquiry.asking(budget))


def _targets(node: SpfNode | None) -> list[str]:
    """The domains whose records an SPF record leads to."""
    if node is None:
        return []
    return [node.domain, *(name for child in node.children for name in _targets(child))]


def _addresses(hosts: Sequence[str], inquiry: Inquiry) -> Mapping[str, Answer]:
    """What was said about the mail servers' addresses."""
    asked = list(dict.fromkeys(hosts))[: receives.MAX_LOOKED_UP]
    return {host: inquiry.remembered(host, "A") for host in asked}
