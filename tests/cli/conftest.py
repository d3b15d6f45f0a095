"""Commands in process share what a program prepares once."""

import pytest

from tests.prepared import SharedAnswers, words_of


@pytest.fixture(autouse=True)
def texts_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command in process takes the articles and words that an earlier one has read."""
    monkeypatch.setattr("checker.cli.service.Answers", SharedAnswers)
    monkeypatch.setattr("checker.cli.service.load_words", words_of)
