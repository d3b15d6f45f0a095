"""Whatever comes in: no exception, bounded work, and answers that hold together."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.address import FINDING_IDS, Verdict, check
from checker.address.check import _PLAIN_DOMAINS, MAX_TEXT, _plain_syntax
from checker.address.draft import MAX_FINDINGS
from checker.address.syntax import parse
from checker.findings import Severity
from checker.guide.findings import words_of

MIB = 2**20

PIECES = [
    *"ab@.,;<>()[]\"'\\/:\t\r\n\0?#%-_+*´`~^|=",
    *"한ㅏㄱ가漢か＠．。，；＜＞「」“”님\u200b\u200d\u202e\ufeff\u3164\u00ad\u1160\ud800Àαаıⅼﬁ𝐚\u0301\u1112\u1161",
    *(
        "naver.com",
        "gmail.con",
        "mailto:",
        "http://",
        "(at)",
        "골뱅이",
        "=?UTF-8?B?6rmA?=",
        "xn--",
        "%40",
        "%2B",
        "=?UTF-8?B?a2lt?=",
        "=\n",
        "?cc=",
        "(X)",
        " 말고 ",
        "닷컴",
    ),
]
BASES = [
    "kim@naver.com",
    "김철수 <hong.gildong@gmail.com>",
    "a@b.co.kr, c@d.com",
    "사용자@예시.한국",
    "lee(at)daum.net",
]

mangled = st.builds(
    lambda base, inserts: _insert(base, inserts),
    st.sampled_from(BASES),
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from(PIECES)), max_size=4),
)
heaps = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
anything = st.text(st.characters(), max_size=80)


def _insert(base: str, inserts: list[tuple[int, str]]) -> str:
    for at, piece in inserts:
        base = base[:at] + piece + base[at:]
    return base


def hold_together(verdict: Verdict) -> None:
    for each in (verdict, *verdict.addresses):
        for found in each.findings:
            assert found.id in FINDING_IDS
            assert words_of(found.id).explanation % found.evidence
            assert found.span is None or 0 <= found.span[0] <= found.span[1] <= len(each.input)
            for value in found.evidence.values():
                assert isinstance(value, int) or (value.isprintable() and value.encode().decode() == value)
        match each.verdict:
            case "accepted" | "repaired":
                assert each.address is not None
                assert each.domain is not None
                if each.verdict == "accepted":
                    is_as_typed(each)
                again = check(each.address)
                assert (again.verdict, again.address) == ("accepted", each.address)
            case "suspect":
                assert any(found.severity is not Severity.INFO for found in each.findings)
            case "rejected":
                assert any(found.severity is Severity.ERROR for found in each.findings)
        if each.verdict in ("suspect", "rejected", "list"):
            assert each.address is None
        if each.suggestion is not None:
            assert each.suggestion != each.input
            assert check(each.suggestion).verdict == "accepted"
            assert check(each.suggestion).suggestion is None


def is_as_typed(verdict: Verdict) -> None:
    """An accepted text is the address itself: its name in NFC, its domain in lower case."""
    local, _, domain = verdict.input.rpartition("@")
    name, _, normalized = (verdict.address or "").rpartition("@")
    assert name == unicodedata.normalize("NFC", local)
    if domain.isascii() and "xn--" not in domain.lower():
        assert normalized == domain.lower()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mangled | heaps | anything)
def test_answers_hold_together(text: str) -> None:
    hold_together(check(text))


plain_locals = st.from_regex(r"[A-Za-z0-9_+.-]{1,70}", fullmatch=True)
plain_domains = st.sampled_from(
    [
        "naver.com",
        "Gmail.com",
        "company.co.kr",
        "example.com",
        "a-b.example.org",
        "mailinator.com",
        "x.zz",
        "gmai.com",
    ]
) | st.from_regex(r"[a-zA-Z0-9-]{1,12}(\.[a-z0-9-]{1,9}){1,2}", fullmatch=True)


def check_without_memory(text: str) -> Verdict:
    """The verdict of the long way: no domain is remembered, so the syntax engine reads the text itself."""
    _PLAIN_DOMAINS.clear()
    return check(text)


ODD_LOCALS = [
    *("", ".", "-", "_", "kim.", ".kim", "ki..m", "k.i.m", "-kim", "kim-", "_", "www.kim", "WWW.kim", "www"),
    *("info", "Info", "no-reply", "kim+tag", "+kim", "a" * 64, "a" * 65, "kim lee", "kim\n", "kim@lee", "김"),
    *("kim'", "k\u0456m", "kim\u2010lee", "1", "0.0", "--", "kim,lee", "kim;", "<kim", '"kim"', "kim*", "٣"),
]


@settings(max_examples=300, deadline=None)
@given(plain_locals | st.sampled_from(ODD_LOCALS), plain_domains)
def test_the_short_way_says_what_the_long_way_says(local: str, domain: str) -> None:
    text = f"{local}@{domain}"
    check(f"kim@{domain}")  # from now on the domain may take the short way
    short = check(text)
    assert short == check_without_memory(text)
    if short.verdict == "accepted":
        syntax = parse(text)
        assert syntax is not None
        assert (short.address, short.domain) == (syntax.address, syntax.domain)


@pytest.mark.parametrize("local", ODD_LOCALS)
@pytest.mark.parametrize("domain", ["naver.com", "Company.CO.KR"])
def test_odd_names_at_a_remembered_domain(local: str, domain: str) -> None:
    check(f"kim@{domain}")
    assert domain in _PLAIN_DOMAINS
    short = check(f"{local}@{domain}")
    assert short == check_without_memory(f"{local}@{domain}")


def test_the_short_way_is_taken_only_where_the_syntax_engine_agrees() -> None:
    for local in ODD_LOCALS:
        check("kim@company.co.kr")
        syntax = parse(f"{local}@company.co.kr")
        taken = _plain_syntax(f"{local}@company.co.kr")
        assert taken is None or taken == syntax


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("", "rejected"),
        ("a" * MIB, "rejected"),
        ("@" * MIB, "rejected"),
        ("\0" * MIB, "rejected"),
        ("\ud800" * MIB, "rejected"),
        (" " * MIB + "kim@naver.com", "repaired"),
        ('"' * MIB, "rejected"),
        ("(" * 100_000 + "a@b.com" + ")" * 100_000, "rejected"),
        ("<a@b>" * (MIB // 5), "rejected"),
        ("a@b " * (MIB // 64), "list"),
        ("@," * (MIB // 64), "list"),
        ("kim@" + "а" * 1900 + ".com", "rejected"),
        ("k\u200b" * 950 + "@naver.com", "rejected"),
        ("kim@naver.com" + "님께" * 900, "suspect"),
        ("a" + " " * 1900 + "b@naver.com", "rejected"),
        ("=?UTF-8?B?6rmA?=" * 100 + " <kim@naver.com>", "repaired"),
        ("mailto:" + "%40" * 600, "rejected"),
        ("mailto:" * (MIB // 7), "rejected"),
        ("mailto:?" * (MIB // 8), "rejected"),
        ("mailto:?" + "&to=" * (MIB // 4), "rejected"),
        ("a@b.com" + " 말고" * (MIB // 64) + " c@d.com", "list"),
        ("a at " * 390, "rejected"),
        ("x" * (MAX_TEXT + 1), "rejected"),
        ("a@b.com " + " " * (MIB // 16) + "@c.com", "rejected"),
        ("a@b.com" + " " * (MIB // 16) + "c@d.com", "list"),
        ("a@b.com-" + "-" * (MIB // 16) + "c@d.com", "rejected"),
    ],
    ids=lambda value: repr(value[:12]) if len(value) > 12 else value,
)
def test_large_and_odd_input(text: str, verdict: str) -> None:
    assert check(text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict", "last"),
    [
        (
            "a\u200bb\u200b" * 25 + "|k@naver.com",
            "suspect",
            "refused-character",
        ),
        (
            "a\u200bb\u200b" * 25 + "k@office",
            "rejected",
            "domain-without-dot",
        ),
    ],
)
def test_what_decides_is_told_even_after_many_repairs(text: str, verdict: str, last: str) -> None:
    found = check(text)
    assert found.verdict == verdict
    assert len(found.findings) == MAX_FINDINGS
    assert found.findings[-1].id == last


def test_ten_thousand_entries() -> None:
    verdict = check("\n".join(f"김{i} <kim{i}@company{i % 50}.co.kr>" for i in range(10_000)))
    assert {entry.verdict for entry in verdict.addresses} == {"repaired"}
    assert len(verdict.addresses) == 10_000
