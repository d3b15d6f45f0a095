"""`mailclinic decode`: returned messages, or one reply or log line per line."""

import argparse
from collections.abc import Iterator

from checker.answer.models import Decoded, Outcome
from checker.cli.lines import Given, messages
from checker.cli.outcome import Exit, Report, plain
from checker.cli.service import answer_lines, answers_in
from checker.guide.catalog import Words
from checker.settings import Settings


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer in the order of the input."""
    answers, words = answers_in(settings, arguments.locale)
    report = Report(settings, words, arguments.json, flush="-" in (arguments.lines, *arguments.files))

    def answer(given: Given) -> None:
        if given.problem is not None:
            report.problem(given.name, given.problem, given.number)
            return
        decoded = answers.decode(given.data, words.locale)
        text = "" if report.as_json else "\n".join(text_of(given.name, decoded, words, settings.base_url))
        status = Exit.WRONG if decoded.summary.failed else Exit.GOOD
        if decoded.kind == "unknown":
            status = Exit.UNANSWERED
        report.record(given.name, decoded, text, status, given.number)

    if arguments.lines:
        return answer_lines(arguments.lines, answer, report)
    for name in arguments.files:
        for given in messages(name, settings.max_message_bytes):
            answer(given)
    return report.status


def text_of(name: str, answer: Decoded, words: Words, base_url: str) -> Iterator[str]:
    """The answer for a terminal."""
    yield plain(name)
    yield f"  {answer.summary.headline}"
    explained: set[str] = set()
    for outcome in answer.outcomes:
        yield from _outcome(outcome)
        if outcome.reason not in explained:
            explained.add(outcome.reason)
            yield from _explained(outcome, words, base_url)
    yield ""


def _outcome(outcome: Outcome) -> Iterator[str]:
    codes = " ".join(code for code in (outcome.reply_code, outcome.status) if code)
    who = plain(outcome.recipient) + ": " if outcome.recipient else ""
    yield f"  - {who}{outcome.title}{f' ({codes})' if codes else ''}"
    for also in outcome.also:
        yield f"    ({also.title}: {also.explanation})"
    if outcome.diagnostic:
        yield f"    {plain(outcome.diagnostic[:500])}"


def _explained(outcome: Outcome, words: Words, base_url: str) -> Iterator[str]:
    yield f"    {outcome.explanation}"
    for fix in outcome.fixes:
        yield f"    {words.gettext('Who can fix it')}: {fix.label}"
        for number, step in enumerate(fix.steps, 1):
            yield f"      {number}. {step.text}"
    yield f"    {base_url}{outcome.article}"
