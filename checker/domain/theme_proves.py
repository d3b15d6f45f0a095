"""Can the domain prove that it is itself? SPF, DMARC and DKIM, asked side by side."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from checker.domain import dmarc_health, spf_health
from checker.domain.asking import Inquiry, found, run, texts
from checker.domain.dkim_health import DkimHealth, ask_named
from checker.domain.dmarc_discovery import Walk, discover, names
from checker.domain.dmarc_health import DmarcHealth
from checker.domain.spf_health import SpfHealth
from checker.domain.spf_tree import SpfNode
from checker.findings import Finding, Severity
from checker.net.resolver import Budget

SPF_QUESTIONS = 14
"""Ten includes, the record itself, and some of what a, mx and exists name."""

I = Severity.INFO  # noqa: E741


@dataclass(frozen=True, slots=True)
class Proofs:
    """What was found in the first round; DMARC is judged when everything around it is known."""

    spf: SpfHealth
    walk: Walk
    dkim: DkimHealth


async def look_up(domain: str, selectors: Sequence[str], inquiry: Inquiry) -> Proofs:
    """Ask for the SPF record and all it leads to, the DMARC records to the top, and the named DKIM keys."""
    shares = [inquiry.budget(count) for count in (SPF_QUESTIONS, len(names(domain)), len(selectors))]

    spf, walk, dkim = await asyncio.gather(
        run(spf_health.examine(domain), inquiry.asking(shares[0])),
        run(discover(domain), inquiry.asking(shares[1])),
        ask_named(domain, selectors, inquiry, shares[2]),
    )
    for share in shares:
        inquiry.give_back(share)
    return Proofs(spf, walk, dkim)


async def judge_dmarc(domain: str, walk: Walk, inquiry: Inquiry, budget: Budget) -> DmarcHealth:
    """Judge the policy, and ask others whether they take its reports."""
    at_domain = texts(await inquiry.query(domain, "TXT", budget))
    return await run(dmarc_health.examine(domain, walk, at_domain), inquiry.asking(budget))


def spf_targets(spf: SpfHealth) -> tuple[str, ...]:
    """The domains whose records the SPF record leads to."""
    return tuple(_domains(spf.tree)) if spf.tree is not None else ()


def _domains(node: SpfNode) -> list[str]:
    return [node.domain, *(name for child in node.children for name in _domains(child))]


def is_parked(spf: SpfHealth, dmarc: DmarcHealth, *, takes_mail: bool) -> bool:
    """Takes no mail, sends none, and says so to everybody who asks."""
    return not takes_mail and spf.forbids_all and dmarc.applied == "reject"


def parked(domain: str) -> Finding:
    """There is nothing to do."""
    return found("domain-parked", I, domain, "MX", domain=domain)
