"""`mailclinic account`: the right settings of a mail account, and whether its servers answer."""

import argparse
import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from checker.answer import resolver_of
from checker.cli.outcome import OF_VERDICT, Report, plain, told
from checker.cli.service import answers_in
from checker.guide.catalog import Words
from checker.settings import Settings

if TYPE_CHECKING:  # DNS is read in where it is asked for
    from checker.answer.accounts import Account


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Check one account after the other."""
    from checker.answer.accounts import prober_of
    from checker.net.dial import Dialler
    from checker.net.fetch import Fetcher

    answers, words = answers_in(settings, arguments.locale)
    report = Report(settings, words, arguments.json)
    typed = [each for each in (arguments.incoming, arguments.outgoing) if each is not None]

    async def check(given: str) -> "Account":
        resolver = resolver_of(settings)
        dialler = Dialler.of(settings, resolver)
        prober = prober_of(settings, dialler) if arguments.probe else None
        address = answers.account_address(given)
        try:
            seen = await answers.seen_account(address, typed, resolver, Fetcher(dialler), prober)
        finally:
            await resolver.aclose()
        return answers.account(seen, given, address, words.locale)

    for given in arguments.addresses:
        answer = asyncio.run(check(given))
        text = "" if report.as_json else "\n".join(text_of(answer, words))
        report.record(given, answer, text, OF_VERDICT[answer.verdict])
    return report.status


def text_of(answer: "Account", words: Words) -> Iterator[str]:
    """The answer for a terminal."""
    _ = words.gettext
    yield plain(answer.input)
    yield f"  {answer.headline}"
    if answer.provider:
        yield f"  {answer.provider.name}: {answer.provider.password_rule}"
        if answer.provider.unconfirmed_label:
            yield f"  {_('Not confirmed')}: {answer.provider.unconfirmed_label}"
        yield f"  {_('Sources')}:"
        for source in answer.provider.sources:
            yield f"    {source.title} {source.url}".rstrip() + f" ({source.day})"
    for each in answer.settings:
        way = f"{each.host}:{each.port} {each.security_label}"
        yield f"  {each.label}: {way} {plain(each.username or '')}".rstrip()
    if answer.differences:
        now, then = _("Now:"), _("Should be:")
        yield f"  {_('What differs')}:"
        for differing in answer.differences:
            field = f"{differing.protocol.upper()} {differing.label}"
            yield f"    {field}. {now} {plain(differing.typed)} {then} {plain(differing.right) or '-'}"
    for probe in answer.probes:
        yield f"  {probe.host}:{probe.port} {probe.tls or ''}".rstrip()
    for finding in (*answer.findings, *(each for probe in answer.probes for each in probe.findings)):
        yield from told(finding)
    yield ""
