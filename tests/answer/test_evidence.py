"""The names inside a finding's sentence are in the reader's language; what people typed stays as it is."""

import pytest

from checker.answer.evidence import in_words, language_of
from checker.findings import Finding, Severity
from checker.settings import Settings
from tests.prepared import words_of


@pytest.mark.parametrize(
    ("finding", "evidence", "locale", "said"),
    [
        ("refused-character", {"character": "~", "name": "tilde"}, "en", {"character": "~", "name": "tilde"}),
        (
            "refused-character",
            {"character": "~", "name": "tilde"},
            "ko",
            {"character": "~", "name": "물결표"},
        ),
        (
            "refused-character",
            {"character": "~", "name": "tilde"},
            "ja",
            {"character": "~", "name": "チルダ"},
        ),
        ("text-direction", {"name": "RIGHT-TO-LEFT OVERRIDE"}, "en", {"name": "RIGHT-TO-LEFT OVERRIDE"}),
        ("text-direction", {"name": "RIGHT-TO-LEFT OVERRIDE"}, "ko", {"name": "U+202E"}),
        ("invisible-removed", {"name": "U+E0001", "count": 1}, "ja", {"name": "U+E0001", "count": 1}),
        ("display-name-removed", {"name": "SPACE"}, "ko", {"name": "SPACE"}),
        ("display-name-removed", {"name": "tilde"}, "ko", {"name": "tilde"}),
        (
            "mixed-scripts",
            {"first": "Cyrillic", "second": "Latin"},
            "ko",
            {"first": "키릴 문자", "second": "로마자"},
        ),
        (
            "mixed-scripts",
            {"first": "Cjk", "second": "Cyrillic"},
            "en",
            {"first": "Han", "second": "Cyrillic"},
        ),
        (
            "mixed-scripts",
            {"first": "Cjk", "second": "Mathematical"},
            "ja",
            {"first": "漢字", "second": "Mathematical"},
        ),
    ],
)
def test_names_in_the_language_of_the_reader(
    finding: str, evidence: dict[str, str | int], locale: str, said: dict[str, str | int]
) -> None:
    words = words_of(Settings().locales_dir, locale)
    assert in_words(Finding(finding, Severity.ERROR, None, evidence), words) == said


@pytest.mark.parametrize(
    ("text", "rule", "language"),
    [
        ("550 5.1.1 <user@example.com>: User unknown", "user-unknown", "en"),
        ("550 5.1.1 존재하지 않는 사용자입니다", "user-unknown-ko", "ko"),
        ("550 宛先のユーザーが見つかりません", "user-unknown-ja", "ja"),
        ("552 容量超過", "mailbox-full-ja", "ja"),
        ("552 收件人邮箱已满", "mailbox-full-zh", "zh"),
        ("550 Пользователь не найден", "user-unknown-ru", "ru"),
        ("Das Postfach ist voll", "mailbox-full-de", "de"),
        ("Le destinataire est introuvable", "words-fr-user-unknown", "fr"),
        ("", "none", "en"),
    ],
)
def test_the_language_of_what_a_server_said(text: str, rule: str, language: str) -> None:
    assert language_of(text, rule) == language
