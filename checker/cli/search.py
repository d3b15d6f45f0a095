"""`mailclinic search`: the articles that fit a question."""

import argparse

from checker.cli.lines import Given, of_text
from checker.cli.outcome import Exit, Report, plain
from checker.cli.service import answer_lines, answers_in
from checker.settings import Settings


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer in the order of the input. The words of the command line are one question."""
    answers, words = answers_in(settings, arguments.locale)
    report = Report(settings, words, arguments.json, flush=arguments.lines == "-")

    def answer(given: Given) -> None:
        if given.problem is not None:
            report.problem(given.name, given.problem)
            return
        found = answers.search(str(given.data), words.locale)
        text = [
            plain(given.name),
            *(f"  {hit.title}\n    {settings.base_url}{hit.url}" for hit in found.results),
        ]
        if not found.results:
            text.append(f"  {words.gettext('No article fits this text')}")
        status = Exit.GOOD if found.results else Exit.UNANSWERED
        report.record(given.name, found, "\n".join(text) + "\n", status)

    if not arguments.lines:
        question = " ".join(arguments.query)
        answer(of_text(question))
        return report.status
    return answer_lines(arguments.lines, answer, report)
