"""What strangers say is fit to be shown: one line, no controls, not too long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.net.hostile import clean


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (b"220 mx.example.com ESMTP ready\r\n", "220 mx.example.com ESMTP ready"),
        (b"220 \x1b]0;owned\x07\x1b[31mred\x1b[0m", "220 ]0;owned[31mred[0m"),
        (b"* OK \x00\x08\x7f\xc2\x9bhidden", "* OK hidden"),
        (b"220 \xff\xfe", "220 \ufffd\ufffd"),
        ("a\u202ecod.exe\u2066\u200b\ufeff", "acod.exe"),
        ("one\r\ntwo\tthree\u2028four", "one two threefour"),
        ("  메일  서버 ", "메일 서버"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # escaped by whoever writes a page
        ("\ud800", ""),
        (b"a" * 5000, "a" * 199 + "…"),
        ("a" * 200, "a" * 200),
        (b"", ""),
    ],
)
def test_clean(said: bytes | str, shown: str) -> None:
    assert clean(said) == shown


@given(st.one_of(st.binary(max_size=3000), st.text(max_size=3000)), st.integers(1, 300))
def test_always_one_short_printable_line(said: bytes | str, longest: int) -> None:
    shown = clean(said, longest)
    assert len(shown) <= longest
    assert shown.isprintable()
