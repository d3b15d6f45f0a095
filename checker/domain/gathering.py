"""Asks everything about a domain that exists: side by side, and in order of use where questions run short."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import dns.rdtypes.ANY.MX

from checker.domain import dmarc_health, dnssec, spf_health, theme_encrypted
from checker.domain import theme_receives as receives
from checker.domain.asking import Inquiry, run, texts
from checker.domain.dkim_health import MAX_GUESSES, MAX_SELECTORS, DkimHealth, ask_named, ask_usual
from checker.domain.dmarc_discovery import MAX_TARGETS, Walk, discover, names
from checker.domain.dmarc_health import DmarcHealth
from checker.domain.dnssec import Dnssec
from checker.domain.mail_servers import MAX_SHOWN, Deliverability
from checker.domain.mta_sts import MtaStsHealth
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
"""Seconds that the second round waits for the first. One name that is never answered, an include of an SPF
record for example, shall not keep the rest of the check from being asked."""


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

        known = servers.result() if servers.done() else None
        hosts = _hosts(first) if known is None else [server.host for server in known[1]]
        policy = spf.result() if spf.done() else None
        services = recognise(hosts, () if policy is None else _targets(policy.tree))
        takes_mail = known is None or known[0].answer != "no"
        budgets = _second_round(inquiry, encryption, fetch)
        usual = group.create_task(_usual(domain, services, policy, named, inquiry, budgets.dkim))
        dmarc = group.create_task(_dmarc(domain, walk, inquiry, budgets.dmarc))
        sts = group.create_task(_policy(domain, encryption, hosts, fetch, budgets.fetch))
        reverse = group.create_task(_reverse(servers, inquiry, budgets.rest))
        dane = group.create_task(
            theme_encrypted.look_up_dane(hosts if takes_mail else (), inquiry, budgets.rest)
        )
    return Facts(
        servers.result()[0],
        reverse.result(),
        spf.result(),
        usual.result(),
        dmarc.result(),
        replace(encryption.result(), mta_sts=sts.result(), dane=dane.result()),
        dnssec.read(domain, first, _addresses(hosts, inquiry)),
        services,
    )


def _hosts(first: Answer) -> list[str]:
    """The mail servers by name, best first, before anything is known of their addresses."""
    records = [record for record in first.records if isinstance(record, dns.rdtypes.ANY.MX.MX)]
    named = sorted((each.preference, each.exchange.to_text(omit_final_dot=True).lower()) for each in records)
    return [host for _, host in named if host != "."][:MAX_SHOWN]


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


def _second_round(inquiry: Inquiry, encryption: asyncio.Task[Encryption], fetch: Fetch | None) -> _Budgets:
    """What is left, in order of use: reverse names and TLSA go without first."""
    has_policy = not encryption.done() or encryption.result().mta_sts.id is not None
    return _Budgets(
        inquiry.budget(MAX_GUESSES),
        inquiry.budget(MAX_TARGETS),
        inquiry.budget(theme_encrypted.FETCH_QUESTIONS if has_policy and fetch is not None else 0),
        inquiry.budget(2 * receives.MAX_REVERSED * 2 + theme_encrypted.MAX_HOSTS),
    )


async def _usual(
    domain: str,
    services: Sequence[Service],
    spf: SpfHealth | None,
    named: asyncio.Task[DkimHealth],
    inquiry: Inquiry,
    budget: Budget,
) -> DkimHealth:
    found = await named
    if spf is not None and spf.forbids_all and not found.keys:
        return found  # who sends nothing signs nothing
    return await ask_usual(domain, services, found, inquiry, budget)


async def _dmarc(domain: str, walk: asyncio.Task[Walk], inquiry: Inquiry, budget: Budget) -> DmarcHealth:
    at_domain = texts(inquiry.remembered(domain, "TXT"))
    return await run(dmarc_health.examine(domain, await walk, at_domain), inquiry.asking(budget))


async def _policy(
    domain: str,
    encryption: asyncio.Task[Encryption],
    hosts: Sequence[str],
    fetch: Fetch | None,
    budget: Budget,
) -> MtaStsHealth:
    found = (await encryption).mta_sts
    return await theme_encrypted.fetch_policy(domain, found, hosts, fetch, budget)


async def _reverse(
    servers: asyncio.Task[tuple[Deliverability, tuple[MailServerHealth, ...]]],
    inquiry: Inquiry,
    budget: Budget,
) -> tuple[MailServerHealth, ...]:
    _, found = await servers
    return await receives.name_addresses(found, inquiry, budget)


def _targets(node: SpfNode | None) -> list[str]:
    """The domains whose records an SPF record leads to."""
    if node is None:
        return []
    return [node.domain, *(name for child in node.children for name in _targets(child))]


def _addresses(hosts: Sequence[str], inquiry: Inquiry) -> Mapping[str, Answer]:
    """What was said about the mail servers' addresses."""
    asked = list(dict.fromkeys(hosts))[: receives.MAX_LOOKED_UP]
    return {host: inquiry.remembered(host, "A") for host in asked}
