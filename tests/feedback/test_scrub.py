"""What may lead to a person is taken out of every line before it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.feedback.scrub import scrub


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("메일이 안 보내져요", "메일이 안 보내져요"),
        ("kim@naver.com 주소가 안 돼요", "… 주소가 안 돼요"),
        ("kim＠naver．com", "…"),
        ("김민수 kim 골뱅이 naver.com 으로", "김민수 … 으로"),
        ("write to kim (at) example.com please", "write to … please"),
        ("tanaka アットマーク example.jp に", "… に"),
        ("<b>kim@example.com</b>", "<b>…</b>"),
        ("a@b.example, c@d.example", "…, …"),
        ("call 010-1234-5678 now", "call … now"),
        ("+82 2 1234 5678", "…"),
        ("see https://example.com/?u=kim", "see …"),
        ("550 5.7.26 뭔가요", "550 5.7.26 뭔가요"),
        ("550-5.7.26 DMARC", "550-5.7.26 DMARC"),
        ("두 줄\r\n그리고\x00제어\u202e문자", "두 줄 그리고 제어문자"),
        ("k\u200bim@exam\u00adple.com", "…"),
        ("반쪽 \ud83d 글자", "반쪽 글자"),
        ("가" * 600, "가" * 500),
        ("   ", ""),
    ],
)
def test_a_line(line: str, kept: str) -> None:
    assert scrub(line, 500) == kept


@given(
    st.text(max_size=300),
    st.text("abz09._-", min_size=1, max_size=20),
    st.text("abz.", min_size=3, max_size=9),
)
def test_no_address_stays(before: str, local: str, domain: str) -> None:
    kept = scrub(f"{before} {local}@{domain}", 2000)
    assert "@" not in kept
    assert kept == kept.encode("utf-8").decode("utf-8")
