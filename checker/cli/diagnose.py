"""`mailclinic diagnose`: what is this text, and what is wrong?"""

import argparse

from checker.answer import MOST_ADDRESSES, TooManyAddressesError
from checker.answer.models import Address, Decoded
from checker.cli import check, decode
from checker.cli.outcome import Exit, Report, plain
from checker.cli.service import answers_in
from checker.settings import Settings
from checker.web.problems import Problem


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer about one text. Asks no server."""
    answers, words = answers_in(settings, arguments.locale)
    report = Report(settings, words, arguments.json)
    text = " ".join(arguments.text)
    if not text.strip():
        report.problem(text, Problem("empty-input"))
        return report.status
    try:
        diagnosis = answers.diagnose(text, words.locale)
    except TooManyAddressesError:
        report.problem(text, Problem("too-many-addresses", limit_addresses=MOST_ADDRESSES))
        return report.status
    answer = diagnosis.answer
    if isinstance(answer, Address):
        shown, wrong = check.text_of(answer, words), answer.verdict not in ("accepted", "list")
        status = Exit.WRONG if wrong else Exit.GOOD
    elif isinstance(answer, Decoded):
        shown = decode.text_of(text, answer, words, settings.base_url)
        status = Exit.WRONG if answer.summary.failed else Exit.GOOD
    else:
        hits = answers.hits(diagnosis.articles, words.locale)
        shown = iter([plain(text), *(f"  {hit.title}\n    {settings.base_url}{hit.url}" for hit in hits)])
        status = Exit.GOOD if hits else Exit.UNANSWERED
    report.record(text, diagnosis, "\n".join(shown), status)
    return report.status
