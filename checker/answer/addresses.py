"""From what the address check saw, and what DNS said, to the answer about an address or a list."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from checker.address import Verdict
from checker.answer.articles import Reading
from checker.answer.evidence import in_words
from checker.answer.models import Address, Finding
from checker.findings import Finding as Seen
from checker.findings import Severity
from checker.guide.findings import words_of

if TYPE_CHECKING:  # read in where DNS is asked: most commands never do
    from checker.domain.mail_servers import Deliverability
    from checker.net.resolver import Resolver

MOST_DOMAINS = 12
"""Domains of one list that DNS is asked for; the others stay `unknown`. All share one budget of questions."""


def finding(seen: Seen, reading: Reading) -> Finding:
    """A finding with its title, explanation and fix in the reading's locale."""
    if seen.span is None:
        return _of_domain(seen.id, seen.severity, tuple(seen.evidence.items()), reading)
    return _said(seen, reading)


@lru_cache(maxsize=1000)
def _of_domain(
    finding_id: str, severity: Severity, evidence: tuple[tuple[str, str | int], ...], reading: Reading
) -> Finding:
    # What has no place in the text is about its domain, and long lists name the same few domains.
    return _said(Seen(finding_id, severity, None, dict(evidence)), reading)


def _said(seen: Seen, reading: Reading) -> Finding:
    words, say = words_of(seen.id), reading.words.gettext
    evidence = in_words(seen, reading.words)
    return Finding(
        id=seen.id,
        severity=seen.severity,
        span=seen.span,
        evidence=dict(seen.evidence),
        title=say(words.title, **evidence),
        explanation=say(words.explanation, **evidence),
        fix=say(words.fix, **evidence),
        article=reading.url(words.article) if words.article else None,
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """What DNS said about the domains of a check, by domain; `asked` is false where it was not asked."""

    asked: bool = False
    of: Mapping[str, "Deliverability"] | None = None

    def about(self, domain: str | None) -> "Deliverability | None":
        """What is known about a domain."""
        return self.of.get(domain) if self.of and domain else None


NOT_ASKED = Facts()


def _domains(verdict: Verdict) -> Iterator[str]:
    for each in verdict.addresses or (verdict,):
        if each.domain:
            yield each.domain


async def ask(verdict: Verdict, resolver: "Resolver") -> Facts:
    """Ask DNS for the domains of a verdict, each once and all at the same time."""
    from checker.domain.mail_servers import deliverability

    domains = list(dict.fromkeys(_domains(verdict)))[:MOST_DOMAINS]
    budget = resolver.budget()
    found = await asyncio.gather(*(deliverability(domain, resolver, budget=budget) for domain in domains))
    return Facts(asked=True, of=dict(zip(domains, found, strict=True)))


def address(verdict: Verdict, facts: Facts, reading: Reading) -> Address:
    """The answer about a verdict. A list answers for each of its entries."""
    fact = facts.about(verdict.domain) if facts.asked else None
    findings = (*verdict.findings, *fact.findings) if fact else verdict.findings
    answerable = facts.asked and verdict.verdict != "list" and verdict.domain is not None
    # Long lists are mostly plain addresses: what is empty is not walked through.
    return Address(
        input=verdict.input,
        verdict=verdict.verdict,
        address=verdict.address,
        suggestion=verdict.suggestion,
        addresses=[address(each, facts, reading) for each in verdict.addresses] if verdict.addresses else [],
        deliverability=(fact.answer if fact else "unknown") if answerable else None,
        findings=[finding(each, reading) for each in findings] if findings else [],
        mail_servers=[server.host for server in fact.mail_servers] if fact else [],
    )
