"""`mailclinic check`: addresses on the command line, or one per line of a file."""

import argparse
import asyncio
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from checker.answer import (
    MOST_ADDRESSES,
    NOT_ASKED,
    Answers,
    TooManyAddressesError,
    Verdict,
    resolver_of,
)
from checker.answer.headlines import headline
from checker.answer.models import Address
from checker.answer.told import told
from checker.cli.lines import Given, lines, of_text, opened
from checker.cli.outcome import Exit, Report, plain
from checker.cli.service import answers_in, unreadable
from checker.guide.catalog import Words
from checker.settings import Settings
from checker.web.problems import Problem

if TYPE_CHECKING:  # DNS is read in where it is asked for
    from checker.net.resolver import Resolver

AT_ONCE = 20
"""Addresses whose domains DNS is asked for at the same time."""


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer in the order of the input."""
    answers, words = answers_in(settings, arguments.locale)
    report = Report(settings, words, arguments.json, flush=arguments.lines == "-")
    if not arguments.lines:
        return _answer(map(of_text, arguments.addresses), answers, report, arguments, settings)
    try:
        with opened(arguments.lines) as file:
            return _answer(lines(file), answers, report, arguments, settings)
    except OSError as error:
        return unreadable(arguments.lines, error, report)


def _answer(
    given: Iterable[Given],
    answers: Answers,
    report: Report,
    arguments: argparse.Namespace,
    settings: Settings,
) -> int:
    if arguments.dns:
        asyncio.run(_with_dns(iter(given), answers, report, resolver_of(settings)))
        return report.status
    locale = report.words.locale
    for each in given:
        verdict = _seen(each, answers)
        if isinstance(verdict, Problem):
            report.problem(each.name, verdict)
        else:
            _record(each, answers.address(verdict, NOT_ASKED, locale), report)
    return report.status


def _seen(given: Given, answers: Answers) -> Verdict | Problem:
    if given.problem is not None:
        return given.problem
    try:
        return answers.seen_address(given.name)
    except TooManyAddressesError:
        return Problem("too-many-addresses", limit_addresses=MOST_ADDRESSES)


async def _with_dns(given: Iterator[Given], answers: Answers, report: Report, resolver: "Resolver") -> None:
    """A window of questions is under way; records come out in the order of the input."""

    async def answered(each: Given) -> Address | Problem:
        verdict = _seen(each, answers)
        if isinstance(verdict, Problem):
            return verdict
        return answers.address(verdict, await answers.ask_dns(verdict, resolver), report.words.locale)

    waiting: deque[tuple[Given, asyncio.Task[Address | Problem]]] = deque()
    while True:
        while len(waiting) < AT_ONCE and (each := next(given, None)) is not None:
            waiting.append((each, asyncio.create_task(answered(each))))
        if not waiting:
            await resolver.aclose()
            return
        each, task = waiting.popleft()
        answer = await task
        if isinstance(answer, Problem):
            report.problem(each.name, answer)
        else:
            _record(each, answer, report)


def _record(given: Given, answer: Address, report: Report) -> None:
    good = all(map(_is_good, answer.addresses)) if answer.verdict == "list" else _is_good(answer)
    text = "" if report.as_json else "\n".join(text_of(answer, report.words))
    report.record(given.name, answer, text, Exit.GOOD if good else Exit.WRONG)


def _is_good(answer: Address) -> bool:
    return answer.verdict == "accepted" and answer.deliverability != "no"


def text_of(answer: Address, words: Words, indent: str = "") -> Iterator[str]:
    """The answer for a terminal."""
    _ = words.gettext
    domain = {
        "yes": _("The domain accepts mail"),
        "no": _("The domain doesn't accept mail"),
        "unknown": _("Unknown: the domain's DNS didn't give an answer that can be used"),
    }
    yield indent + plain(answer.input)
    yield f"{indent}  {headline(answer, words)}"
    if answer.verdict == "repaired" and answer.address:
        yield f"{indent}  {_('Repaired address')}: {plain(answer.address)}"
    if answer.suggestion:
        yield f"{indent}  {_('Did you mean this address?')} {plain(answer.suggestion)}"
    said = told(answer.findings)
    for item in said.items:
        yield f"{indent}  - {plain(item.finding.title)}"
        yield from (f"{indent}    {plain(explanation)}" for explanation in item.explanations)
        yield f"{indent}    {plain(item.finding.fix)}"
    for aside in said.asides:
        yield f"{indent}  {plain(aside.title)}: {plain(aside.explanation)}"
    if answer.deliverability:
        yield f"{indent}  {domain[answer.deliverability]}"
    for each in answer.addresses:
        yield from text_of(each, words, indent + "  ")
    if not indent:
        yield ""
