"""`mailclinic domain`: can a domain receive mail, and prove that its mail is its own?"""

import argparse
import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.answer import resolver_of
from checker.cli.outcome import OF_VERDICT, Report, plain, told
from checker.cli.service import answers_in
from checker.settings import Settings

if TYPE_CHECKING:  # DNS is read in where it is asked for
    from checker.answer.domains import Domain


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Check one domain after the other."""
    from checker.answer.domains import selectors_in
    from checker.net.dial import Dialler
    from checker.net.fetch import Fetcher

    answers, words = answers_in(settings, arguments.locale)
    report = Report(settings, words, arguments.json)
    selectors = selectors_in(" ".join(arguments.selectors))

    async def check(given: str) -> "Domain":
        resolver = resolver_of(settings)
        try:
            fetch = Fetcher(Dialler.of(settings, resolver))
            health = await answers.seen_domain(given, selectors, resolver, fetch)
        finally:
            await resolver.aclose()
        return answers.domain(health, given, words.locale)

    for given in arguments.domains:
        answer = asyncio.run(check(given))
        text = "" if report.as_json else "\n".join(text_of(answer))
        report.record(given, answer, text, OF_VERDICT[answer.verdict])
    return report.status


def text_of(answer: "Domain") -> Iterator[str]:
    """The answer for a terminal."""
    yield plain(answer.shown or answer.input)
    yield f"  {answer.headline}"
    for theme in answer.themes:
        yield f"  {theme.title}: {theme.label}"
        for finding in theme.findings:
            yield from told(finding)
    for each in answer.corrections:
        yield f"  {each.name} {each.type}"
        yield from (f"    {plain(line)}" for line in each.text.splitlines())
    if answer.request:
        yield ""
        yield from (plain(line) for line in answer.request.splitlines())
    yield ""
