"""What a problem says, and how its sentences stand beside each other."""

import pytest

from checker.settings import Settings
from checker.web.problems import Problem
from tests.prepared import words_of


@pytest.mark.parametrize(
    ("locale", "detail"),
    [
        ("en", "Nothing was checked. Wait for a moment, then check again. You can check again in 5 seconds."),
        ("ko", "진단하지 않았습니다. 잠시 기다렸다가 다시 진단하세요. 5초 뒤에 다시 진단할 수 있습니다."),
        ("ja", "診断していません。少し待ってから、もう一度診断してください。5秒後にもう一度診断できます。"),
    ],
)
def test_sentences_in_a_row(locale: str, detail: str) -> None:
    words = words_of(Settings().locales_dir, locale)
    assert Problem("too-many-requests", retry_after=5).detail(words) == detail
