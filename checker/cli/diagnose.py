"""`mailclinic diagnose`: what is this text, and what is wrong?"""

import argparse
from collections.abc import Iterator, Sequence

from checker.answer import MOST_ADDRESSES, TooManyAddressesError
from checker.answer.models import Address, Decoded, Hit
from checker.cli import check, decode
from checker.cli.outcome import Exit, Report, plain
from checker.cli.service import answers_in
from checker.diagnose import Kind
from checker.guide.catalog import Words
from checker.settings import Settings
from checker.web.problems import Problem


def _articles(text: str, hits: Sequence[Hit], words: Words, base_url: str) -> Iterator[str]:
    """The articles that fit, or what to try where none does."""
    yield plain(text)
    for hit in hits:
        yield f"  {hit.title}\n    {base_url}{hit.url}"
    if not hits:
        yield f"  {words.gettext('No cause was found for this text')}"
        yield f"  {words.gettext('If you have the returned message or an error code, paste it too.')}"
        yield f"  {words.gettext('Choose from the list of symptoms')}: {base_url}/{words.locale}/symptoms/"


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer about one text. Asks no server."""
    answers, words = answers_in(settings, arguments.locale)
    report = Report(settings, words, arguments.json)
    text = " ".join(arguments.text)
    if not text.strip():
        report.problem(text, Problem("empty-input"))
        return report.status
    try:
        given = Kind(arguments.given) if arguments.given else None
        diagnosis = answers.diagnose(text, words.locale, given)
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
        shown = _articles(text, hits, words, settings.base_url)
        status = Exit.GOOD if hits else Exit.UNANSWERED
    read_as = words.gettext("Read as: %(kind)s", kind=diagnosis.read_as)
    report.record(text, diagnosis, "\n".join([*shown, f"  {read_as}"]), status)
    return report.status
