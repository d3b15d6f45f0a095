"""The library: own and lent articles, and everything that is wrong told at once."""

from pathlib import Path

import pytest

from checker.guide.articles import ArticleError, Library
from checker.settings import Settings

SOURCE = """\
---
title: "{{ product.name }}에서 보낼 수 없습니다"
description: "설명"
fixes:
  - by: reader
    steps:
      - id: one
        text: "[원인](reasons/unknown#seen)을 보고 **{{ button.stop_sync | josa("을/를") }}** 누르세요."
revision: "1.0.0"
---
{{ product.name | josa("이/가") }} 멈췄습니다.
"""
UNKNOWN = '---\ntitle: "알 수 없음"\ndescription: "설명"\nreason: unknown\nrevision: "1.0.0"\n---\n'


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(root=tmp_path)


def write(settings: Settings, name: str, text: str) -> Path:
    path = settings.docs_dir / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_words_are_filled_in_and_missing_pages_are_lent(settings: Settings) -> None:
    source = SOURCE.replace('("을/를")', "('을/를')")
    write(settings, "ko/symptoms/cannot-send.md", source)
    write(settings, "ko/reasons/unknown.md", UNKNOWN)
    write(settings, "en/reasons/unknown.md", UNKNOWN.replace("알 수 없음", "Unknown"))
    library = Library.load(settings)

    article = library.get("symptoms/cannot-send", "en")
    assert article is not None
    assert (article.locale, article.title) == ("ko", "앱에서 보낼 수 없습니다")
    assert article.fixes[0].steps[0].text == "[원인](reasons/unknown#seen)을 보고 **동기화 중지를** 누르세요."
    assert (article.body, article.body_line) == ("앱이 멈췄습니다.\n", 11)
    assert not library.has("symptoms/cannot-send", "en")
    assert [(a.id, a.locale) for a in library.articles("en")] == [
        ("reasons/unknown", "en"),
        ("symptoms/cannot-send", "ko"),
    ]
    assert library.ids("reasons") == ["reasons/unknown"]
    assert library.get("symptoms/nothing", "ko") is None


@pytest.mark.parametrize(
    ("name", "text", "line", "message"),
    [
        ("ko/reasons/a.md", UNKNOWN, 1, "an article in reasons/ carries its own name: reason: a"),
        ("ko/guides/a.md", UNKNOWN, 4, "only articles in reasons/ carry a reason"),
        ("ko/guides/a.md", "no front matter", 1, "an article begins with front matter"),
        ("ko/guides/a.md", '---\ntitle: "{{ a.b }}"\ndescription: "d"\n---\n', 2, "unknown word 'a.b'"),
        ("ko/guides/a.md", '---\ntitle: "t"\ndescription: "d"\n---\n\n{{ a.b }}\n', 6, "unknown word 'a.b'"),
        (
            "ko/guides/a.md",
            '---\ntitle: "t"\ndescription: "d"\nrelated: [guides/b]\n---\n',
            4,
            "there is no article 'guides/b'",
        ),
        (
            "en/guides/a.md",
            '---\ntitle: "t"\ndescription: "d"\nfixes:\n  - by: wait\n    steps:\n'
            '      - {id: a, text: "[x](guides/zz#y)"}\n---\n',
            7,
            "there is no article 'guides/zz'",
        ),
        (
            "ko/guides/a.md",
            '---\ntitle: "t"\ndescription: "d"\napplies_to: [nobody]\n---\n',
            4,
            "unknown 'nobody' in applies_to",
        ),
    ],
)
def test_what_a_writer_has_to_mend(settings: Settings, name: str, text: str, line: int, message: str) -> None:
    path = write(settings, name, text)
    with pytest.raises(ExceptionGroup) as caught:
        Library.load(settings)
    (error,) = caught.value.exceptions
    assert isinstance(error, ArticleError)
    assert (error.path, error.line) == (path, line)
    assert message in error.message


def test_every_problem_is_told_at_once(settings: Settings) -> None:
    write(settings, "ko/guides/a.md", "x")
    write(settings, "ko/guides/b.md", "y")
    with pytest.raises(ExceptionGroup) as caught:
        Library.load(settings)
    assert len(caught.value.exceptions) == 2


def test_bytes_that_are_not_utf8(settings: Settings) -> None:
    path = settings.docs_dir / "ko" / "a.md"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"---\ntitle: x\n" + "가".encode("euc-kr"))
    with pytest.raises(ExceptionGroup) as caught:
        Library.load(settings)
    assert str(caught.value.exceptions[0]) == f"{path}:3: the file is not UTF-8 text"


def test_windows_line_ends_are_the_same_article(settings: Settings) -> None:
    write(settings, "ko/reasons/unknown.md", UNKNOWN.replace("\n", "\r\n"))
    assert Library.load(settings).ids() == ["reasons/unknown"]
