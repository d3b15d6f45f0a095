"""A quoted text in pieces: what is marked, what is left out, and what cannot be seen."""

import pytest

from checker.findings import Span
from checker.web.marks import marked


@pytest.mark.parametrize(
    ("text", "spans", "pieces"),
    [
        ("kim@example.com", [], [("kim@example.com", None)]),
        ("´kim@example.com", [(0, 1)], [("´", 1), ("kim@example.com", None)]),
        ("kim@examplecom", [None, (11, 11)], [("kim@example", None), ("", 2), ("com", None)]),
        ("abcdef", [(1, 4), (2, 5)], [("a", None), ("bcd", 1), ("ef", None)]),
        ("ki\u200bm@a.com", [(2, 3)], [("ki", None), ("U+200B", 1), ("m@a.com", None)]),
        ("ki\u200b\u2060m", [(2, 4)], [("ki", None), ("U+200B U+2060", 1), ("m", None)]),
        ("a\u202ec@b.com", [], [("aU+202Ec@b.com", None)]),
        ("550 \x1b[31m\x00no\r\n\tmore", [], [("550 U+001B[31mU+0000no\r\n\tmore", None)]),
        ("👩\u200d👧@b.com", [(0, 3)], [("👩\u200d👧", 1), ("@b.com", None)]),
    ],
)
def test_pieces(text: str, spans: list[Span | None], pieces: list[tuple[str, int | None]]) -> None:
    assert [(piece.text, piece.n) for piece in marked(text, spans)] == pieces


def test_a_long_text_is_cut_to_what_stands_around_its_marks() -> None:
    pieces = marked("a" * 1000 + "X" + "b" * 1000, [(1000, 1001)], around=3)
    assert [(piece.text, piece.n) for piece in pieces] == [
        ("… ", None),
        ("aaa", None),
        ("X", 1),
        ("bbb", None),
        (" …", None),
    ]
