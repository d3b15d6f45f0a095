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


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("=?UTF-8?B?a2lt?=@naver.com", "kim@naver.com"),
        ("=?UTF-8?Q?kim=2Blee?=@naver.com", "kim+lee@naver.com"),
        ("=?x-none?Q?=FF?=@naver.com", None),
        ("%20kim@naver.com", "kim@naver.com"),
        ("kim%20@naver.com", "kim@naver.com"),
        ("kim%2Blee@gmail.com", "kim+lee@gmail.com"),
        ("%EA%B9%80@naver.com", "김@naver.com"),
        ("kim%20lee@naver.com", None),
        ("kim%00@naver.com", None),
    ],
)
def test_encoded_names(text: str, suggestion: str | None) -> None:
    assert outcome(text) == ("suspect", None, suggestion)


@pytest.mark.parametrize("text", ["kim%lee@naver.com", "100%ff@naver.com", "kim=lee@naver.com"])
def test_signs_that_encode_nothing(text: str) -> None:
    assert outcome(text) == ("accepted", text, None)


@pytest.mark.parametrize(
    "text",
    [
        "kim@naver.com이 아니라 lee@naver.com",
        "kim@naver.com 이 아니라, lee@naver.com",
        "kim@naver.com 말고 lee@naver.com",
        "kim@naver.com은 아니고 lee@naver.com",
        "kim@naver.com 대신 lee@naver.com",
        "kim@naver.com(X) lee@naver.com(O)",
        "kim@naver.com (X), lee@naver.com (O)",
        "(X) kim@naver.com, (O) lee@naver.com",
        "kim@naver.com(아님), lee@naver.com",
        "kim@naver.com❌ lee@naver.com",
        "kim@naver.comではなく lee@naver.com",
    ],
)
def test_an_address_that_is_denied_is_not_taken(text: str) -> None:
    denied, meant = check(text).addresses
    assert (denied.verdict, denied.address, denied.suggestion) == ("suspect", None, None)
    assert meant.address == "lee@naver.com"


@pytest.mark.parametrize("text", ["kim@naver.com(X)", "kim@naver.com 아님", "kim@naver.com이 아닙니다"])
def test_one_address_that_is_denied(text: str) -> None:
    assert outcome(text) == ("suspect", None, None)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("kim=\nlee@naver.com", "kimlee@naver.com"),
        ("kim=\r\nlee@naver.com", "kimlee@naver.com"),
    ],
)
def test_an_equals_sign_before_a_line_break(text: str, suggestion: str) -> None:
    assert outcome(text) == ("suspect", None, suggestion)
