"""Lists: taken apart at any separator, each entry judged, none lost."""

import pytest

from checker.address import check
from checker.address.check import MAX_ENTRIES


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("a@naver.com, b@daum.net", ["a@naver.com", "b@daum.net"]),
        ("a@naver.com;b@daum.net;", ["a@naver.com", "b@daum.net"]),
        ("a@naver.com；b@daum.net、c@kakao.com", ["a@naver.com", "b@daum.net", "c@kakao.com"]),
        ("a@naver.com\r\n\r\nb@daum.net\n", ["a@naver.com", "b@daum.net"]),
        ("a@naver.com b@daum.net\tc@kakao.com", ["a@naver.com", "b@daum.net", "c@kakao.com"]),
        ("a@naver.com / b@daum.net | c@kakao.com", ["a@naver.com", "b@daum.net", "c@kakao.com"]),
        ("a@naver.com,,b@daum.net,", ["a@naver.com", "b@daum.net"]),
        ("개발팀: a@naver.com, b@daum.net;", ["a@naver.com", "b@daum.net"]),
        ("Lee, A <a@naver.com>; Kim, B <b@daum.net>", ["Lee, A <a@naver.com>", "Kim, B <b@daum.net>"]),
        ('"Lee, A" <a@naver.com>, b@daum.net', ['"Lee, A" <a@naver.com>', "b@daum.net"]),
        ("a@naver.com (Kim, Seoul), b@daum.net", ["a@naver.com (Kim, Seoul)", "b@daum.net"]),
        ("김철수 a@naver.com 박영희 b@daum.net", ["김철수 a@naver.com", "박영희 b@daum.net"]),
        ("a @naver.com, b@ daum.net", ["a @naver.com", "b@ daum.net"]),
        ("a@naver,com, b@daum.net", ["a@naver,com", "b@daum.net"]),
        ("a@naver.com, 홍길동, b@daum.net", ["a@naver.com", "홍길동", "b@daum.net"]),
        ("１. a＠naver.com\n2. b@daum.net", ["１. a＠naver.com", "2. b@daum.net"]),
    ],
)
def test_entries(text: str, entries: list[str]) -> None:
    verdict = check(text)
    assert verdict.verdict == "list"
    assert [entry.input for entry in verdict.addresses] == entries
    assert (verdict.address, verdict.suggestion, verdict.domain) == (None, None, None)
    assert [entry.verdict for entry in verdict.addresses] == [check(entry).verdict for entry in entries]


@pytest.mark.parametrize(
    "text",
    [
        "a@naver.com,",
        "a@naver.com;\n",
        "a@naver.com@naver.com",
        '"a@b, c"@naver.com',
        "a@naver.com <a@naver.com>",
        "a@naver,com",
        "Kim, A <a@naver.com>",
        "kim@naver\n.com",
    ],
)
def test_one_address_is_no_list(text: str) -> None:
    assert check(text).verdict != "list"


def test_each_entry_has_its_own_places() -> None:
    verdict = check("a@naver.com, k|m@daum.net")
    assert [found.span for found in verdict.addresses[1].findings if found.span] == [(1, 2)]


def test_a_long_list_says_where_it_was_cut() -> None:
    text = ",".join(f"kim{i}@naver.com" for i in range(MAX_ENTRIES + 5))
    verdict = check(text)
    assert len(verdict.addresses) == MAX_ENTRIES
    (cut,) = verdict.findings
    assert (cut.id, dict(cut.evidence)) == ("list-cut", {"total": MAX_ENTRIES + 5, "limit": MAX_ENTRIES})
    assert cut.span is not None
    assert text[cut.span[0] :].startswith(f"kim{MAX_ENTRIES}@")


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("a골뱅이naver.com, b골뱅이daum.net", [("repaired", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("a(at)naver.com; b[at]daum.net", [("repaired", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("a@naver.com, b골뱅이daum.net", [("accepted", "a@naver.com"), ("repaired", "b@daum.net")]),
        ('"a@naver.com","b@daum.net"', [("repaired", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("['a@naver.com', 'b@daum.net']", [("repaired", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("(a@naver.com; b@daum.net)", [("accepted", "a@naver.com"), ("accepted", "b@daum.net")]),
        ("a@naver.com。b@daum.net", [("accepted", "a@naver.com"), ("accepted", "b@daum.net")]),
        ("a@nifty.com・b@nifty.com", [("accepted", "a@nifty.com"), ("accepted", "b@nifty.com")]),
        ("a@naver.com및b@daum.net", [("accepted", "a@naver.com"), ("accepted", "b@daum.net")]),
        ("a@nifty.com及びb@nifty.com", [("accepted", "a@nifty.com"), ("accepted", "b@nifty.com")]),
        ("a@naver.com→b@daum.net", [("accepted", "a@naver.com"), ("accepted", "b@daum.net")]),
        ("<a@naver.com><b@daum.net>", [("repaired", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("Kim<a@naver.com>Lee<b@daum.net>", [("repaired", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("a@naver.com and b@daum.net", [("accepted", "a@naver.com"), ("accepted", "b@daum.net")]),
        ("a@naver.com, or b@daum.net", [("accepted", "a@naver.com"), ("accepted", "b@daum.net")]),
        ("a@naver.com & b@daum.net", [("accepted", "a@naver.com"), ("accepted", "b@daum.net")]),
        ("a@naver.com 또는 b@daum.net으로", [("accepted", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("① a@naver.com ② b@daum.net", [("repaired", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("김(a@naver.com), 이(b@daum.net)", [("repaired", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("a@naver.com 그리고 b골뱅이daum.net", [("accepted", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("①a@naver.com②b@daum.net", [("repaired", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("a@naver.com이랑 b@daum.net", [("repaired", "a@naver.com"), ("accepted", "b@daum.net")]),
        (
            "mailto:a@naver.com,b@daum.net?subject=x",
            [("repaired", "a@naver.com"), ("accepted", "b@daum.net")],
        ),
        ("a@naver.com<br>b@daum.net", [("accepted", "a@naver.com"), ("accepted", "b@daum.net")]),
        ("a@naver.com -> b@daum.net", [("accepted", "a@naver.com"), ("accepted", "b@daum.net")]),
        ("a@naver.com und b@daum.net", [("accepted", "a@naver.com"), ("accepted", "b@daum.net")]),
        ("a@qq.com和b@qq.com", [("accepted", "a@qq.com"), ("accepted", "b@qq.com")]),
        ("[a@naver.com][b@daum.net]", [("repaired", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("「a@naver.com」「b@daum.net」", [("repaired", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("<a@naver.com> <b@daum.net>", [("repaired", "a@naver.com"), ("repaired", "b@daum.net")]),
        ("a@naver.com✉b@daum.net", [("accepted", "a@naver.com"), ("accepted", "b@daum.net")]),
        ("a＠naver。com・b＠daum.net", [("repaired", "a@naver.com"), ("repaired", "b@daum.net")]),
    ],
)
def test_joined_and_spoken_entries(text: str, entries: list[tuple[str, str]]) -> None:
    verdict = check(text)
    assert verdict.verdict == "list"
    assert [(entry.verdict, entry.address) for entry in verdict.addresses] == entries
