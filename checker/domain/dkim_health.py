"""The DKIM keys of a domain: at the selectors that somebody named, and at those its services usually use."""

import asyncio
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.domain import dkim
from checker.domain.asking import Inquiry, failed, found
from checker.domain.dkim import DkimKey
from checker.domain.services import Service
from checker.domain.spf_evaluation import is_name
from checker.findings import Finding, Severity
from checker.net.resolver import TOLD, Answer, Budget, Status

MAX_SELECTORS = 5
"""Selectors that somebody named and that are asked for."""

MAX_GUESSES = 8

W, I = Severity.WARNING, Severity.INFO  # noqa: E741

_LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")


@dataclass(frozen=True, slots=True)
class DkimHealth:
    """Keys, in the order in which they were asked for, and what is wrong with them."""

    keys: tuple[DkimKey, ...] = ()
    findings: tuple[Finding, ...] = ()


def selector_of(text: str, domain: str) -> str | None:
    """The selector that somebody typed, also as a whole name; None if DNS could not hold it."""
    typed = text.strip().strip(".").lower()
    selector = typed.removesuffix("." + domain).removesuffix("._domainkey")
    labels = selector.split(".")
    if not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return selector if is_name(f"{selector}._domainkey.{domain}") else None


async def ask_named(domain: str, typed: Sequence[str], inquiry: Inquiry, budget: Budget) -> DkimHealth:
    """The keys at the selectors that somebody named."""
    read = {text: selector_of(text, domain) for text in typed[:MAX_SELECTORS]}
    wrong = tuple(
        found("dkim-selector-not-valid", W, f"_domainkey.{domain}", "TXT", selector=text)
        for text, selector in read.items()
        if selector is None
    )
    selectors = list(dict.fromkeys(selector for selector in read.values() if selector is not None))
    asked = await asyncio.gather(*(_ask(domain, selector, None, inquiry, budget) for selector in selectors))
    findings = [finding for _, told in asked for finding in told]
    left_out = [selector_of(text, domain) for text in typed[MAX_SELECTORS : 2 * MAX_SELECTORS]]
    not_asked = Answer(Status.NOT_CHECKED)
    findings += [
        failed(not_asked, f"{selector}._domainkey.{domain}", "TXT", I) for selector in left_out if selector
    ]
    return DkimHealth(tuple(key for key, _ in asked), (*wrong, *findings))


async def ask_usual(
    domain: str, services: Sequence[Service], named: DkimHealth, inquiry: Inquiry, budget: Budget
) -> DkimHealth:
    """The keys at the usual selectors of the services, besides those that were named.

    Nobody is blamed for a selector that was only a guess: what is not there is left out, and told once for
    each service of which nothing was found.
    """
    known = {key.selector.lower() for key in named.keys}
    guesses = [(service, selector) for service in services for selector in service.selectors]
    fresh = [guess for guess in guesses if guess[1].lower() not in known][:MAX_GUESSES]
    asked = await asyncio.gather(
        *(_ask(domain, selector, service.id, inquiry, budget) for service, selector in fresh)
    )
    keys = [key for key, _ in asked if _is_there(key)]
    findings = [finding for _, told in asked for finding in told]
    findings += _missing(domain, services, [key for key, _ in asked], named)
    return DkimHealth(
        (*named.keys, *keys), (*named.findings, *findings, *_whole(domain, services, named, keys))
    )


async def _ask(
    domain: str, selector: str, service: str | None, inquiry: Inquiry, budget: Budget
) -> tuple[DkimKey, tuple[Finding, ...]]:
    name = f"{selector}._domainkey.{domain}".lower()
    answer = await inquiry.query(name, "TXT", budget)
    return dkim.read(selector, name, answer, asked_for=service is None, service=service)


def _is_there(key: DkimKey) -> bool:
    """A key, or an alias that should lead to one. A wildcard's alias leads to something else."""
    return key.record is not None or (key.alias is not None and key.status != Status.FOUND)


def _missing(
    domain: str, services: Iterable[Service], asked: Sequence[DkimKey], named: DkimHealth
) -> Iterable[Finding]:
    at_hand = {key.selector.lower() for key in named.keys if key.record is not None}
    for service in services:
        keys = [key for key in asked if key.service == service.id]
        absent = all(key.status in TOLD for key in keys)
        usual = {selector.lower() for selector in service.selectors}
        if keys and absent and not any(key.record for key in keys) and not usual & at_hand:
            evidence = {"domain": domain, "service": service.id, "selectors": ", ".join(service.selectors)}
            yield found("dkim-usual-key-missing", I, f"_domainkey.{domain}", "TXT", **evidence)


def _whole(
    domain: str, services: Iterable[Service], named: DkimHealth, keys: Sequence[DkimKey]
) -> Iterable[Finding]:
    every = (*named.keys, *keys)
    if not every and not any(service.selectors for service in services):
        yield found("dkim-no-selector-known", I, f"_domainkey.{domain}", "TXT", domain=domain)
    valid = [key for key in every if key.valid]
    if valid and all(key.key_type == "ed25519" for key in valid):
        yield found("dkim-only-ed25519", I, valid[0].name, "TXT", selector=valid[0].selector)
