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
