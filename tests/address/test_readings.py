"""Texts that read like packaging and may be part of a name, or the other way round."""

import pytest

from checker.address import check


def outcome(text: str) -> tuple[str, str | None, str | None]:
    verdict = check(text)
    return verdict.verdict, verdict.address, verdict.suggestion


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("№1@naver.com", ("suspect", None, None)),
        ("№kim@naver.com", ("suspect", None, None)),
        ("№ kim@naver.com", ("repaired", "kim@naver.com", None)),
        ("①kim@naver.com", ("repaired", "kim@naver.com", None)),
        ("① 1@naver.com", ("repaired", "1@naver.com", None)),
        ("①1@naver.com", ("suspect", None, None)),  # 11, or the first entry
        ("1)kim@naver.com", ("repaired", "kim@naver.com", None)),
    ],
)
def test_signs_of_lists_that_touch_the_name(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("을지로골뱅이@naver.com", ("suspect", None, None)),
        ("을지로 골뱅이@naver.com", ("suspect", None, None)),
        ("kim골뱅이@naver.com", ("suspect", None, None)),
        ("골뱅이@naver.com", ("suspect", None, None)),
        ("kim@골뱅이.com", ("accepted", "kim@골뱅이.com", None)),
        ("kim@골뱅이.한국", ("accepted", "kim@골뱅이.한국", None)),
        ("kim@골뱅이집.com", ("accepted", "kim@골뱅이집.com", None)),
        ("kim@골뱅이naver.com", ("repaired", "kim@naver.com", None)),
        ("kim 골뱅이@naver.com", ("repaired", "kim@naver.com", None)),
        ("kim골뱅이naver.com", ("repaired", "kim@naver.com", None)),
    ],
)
def test_the_word_for_the_at_sign_beside_one(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KİM@gmail.com", ("suspect", None, "kim@gmail.com")),
        ("ＫİM@gmail.com", ("suspect", None, "kim@gmail.com")),
        ("kim١@naver.com", ("suspect", None, None)),
        ("kim٠lee@naver.com", ("suspect", None, None)),
        ("kim१@naver.com", ("suspect", None, None)),
        ("علي١@مثال.السعودية", ("accepted", "علي١@مثال.السعودية", None)),
        ("김ᄀ@naver.com", ("suspect", None, None)),
        ("김ﾡ@naver.com", ("suspect", None, None)),
        ("ᄒᆞᆫ글@예시.한국", ("accepted", "ᄒᆞᆫ글@예시.한국", None)),
        ("김\u1100\u1161@naver.com", ("accepted", "김가@naver.com", None)),
        ("\u1100\u1161\u11a8@naver.com", ("accepted", "각@naver.com", None)),
    ],
)
def test_strange_letters_and_digits(text: str, expected: tuple[str, str | None, str | None]) -> None:
    assert outcome(text) == expected


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("mailto:kim@naver.com?cc=lee@naver.com", ["kim@naver.com", "lee@naver.com"]),
        ("mailto:kim@naver.com?To=lee@naver.com", ["kim@naver.com", "lee@naver.com"]),
        ("<mailto:kim@naver.com?subject=a&bcc=lee@naver.com>", ["kim@naver.com", "lee@naver.com"]),
        ("mailto:kim@naver.com?subject=a&amp;cc=lee@naver.com", ["kim@naver.com", "lee@naver.com"]),
        ("mailto:?to=kim@naver.com&cc=lee@naver.com", ["kim@naver.com", "lee@naver.com"]),
        ("mailto:kim@naver.com?cc=lee%40naver.com", ["kim@naver.com", "lee@naver.com"]),
        (
            "mailto:kim@naver.com?cc=lee@naver.com,park@naver.com&body=x@y.com",
            ["kim@naver.com", "lee@naver.com", "park@naver.com"],
        ),
        (
            "mailto:kim@naver.com,lee@naver.com?cc=park@naver.com%2Ccho@naver.com",
            ["kim@naver.com", "lee@naver.com", "park@naver.com", "cho@naver.com"],
        ),
        (
            "mailto:kim@naver.com?subject=a mailto:lee@naver.com?cc=park@naver.com",
            ["kim@naver.com", "lee@naver.com", "park@naver.com"],
        ),
    ],
)
def test_recipients_of_a_link(text: str, entries: list[str]) -> None:
    verdict = check(text)
    assert verdict.verdict == "list"
    assert [entry.address or entry.suggestion for entry in verdict.addresses] == entries


def test_the_text_of_a_link_names_nobody() -> None:
    assert outcome("mailto:kim@naver.com?subject=to%20x@y.com") == ("repaired", "kim@naver.com", None)
