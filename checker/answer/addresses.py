"""From what the address check saw, and what DNS said, to the answer about an address or a list."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.address import Verdict
from checker.answer.articles import Reading
from checker.answer.evidence import in_words
from checker.answer.models import Address, Finding
from checker.domain.mail_servers import Deliverability, deliverability
from checker.findings import Finding as Seen
from checker.guide.findings import words_of
from checker.net.resolver import Resolver

MOST_DOMAINS = 12
"""Domains of one list that DNS is asked for; the others stay `unknown`. All share one budget of questions."""


def finding(seen: Seen, reading: Reading) -> Finding:
    """A finding with its title, explanation and fix in the reading's locale."""
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
    of: Mapping[str, Deliverability] | None = None

    def about(self, domain: str | None) -> Deliverability | None:
        """What is known about a domain."""
        return self.of.get(domain) if self.of and domain else None


NOT_ASKED = Facts()


def _domains(verdict: Verdict) -> Iterator[str]:
    for each in verdict.addresses or (verdict,):
        if each.domain:
            yield each.domain


async def ask(verdict: Verdict, resolver: Resolver) -> Facts:
    """Ask DNS for the domains of a verdict, each once and all at the same time."""
    domains = list(dict.fromkeys(_domains(verdict)))[:MOST_DOMAINS]
    budget = resolver.budget()
    found = await asyncio.gather(*(deliverability(domain, resolver, budget=budget) for domain in domains))
    return Facts(asked=True, of=dict(zip(domains, found, strict=True)))


def address(verdict: Verdict, facts: Facts, reading: Reading) -> Address:
    """The answer about a verdict. A list answers for each of its entries."""
    fact = facts.about(verdict.domain)
    findings = [*verdict.findings, *(fact.findings if fact else ())]
    asked = facts.asked and verdict.verdict != "list" and verdict.domain is not None
    return Address(
        input=verdict.input,
        verdict=verdict.verdict,
        address=verdict.address,
        suggestion=verdict.suggestion,
        addresses=[address(each, facts, reading) for each in verdict.addresses],
        deliverability=(fact.answer if fact else "unknown") if asked else None,
        findings=[finding(each, reading) for each in findings],
        mail_servers=[server.host for server in fact.mail_servers] if fact else [],
    )
