"""Where our verdict is not that of email-validator, the syntax engine behind it; each case argued."""

import pytest
from email_validator import EmailNotValidError, validate_email

from checker.address import check

STRICTER = [
    # RFC 5321 section 4.5.3.1.1 counts octets, and RFC 6531 section 3.3 puts UTF-8 into them: 22 syllables
    # have 66. email-validator counts characters.
    ("가" * 22 + "@example.com", "rejected", None),
    # Two at-signs, one of them full-width. RFC 6531 lets the first be a name; no mailbox has it.
    ("＠@fullwidth.at", "rejected", None),
    # Characters that products refuse, although RFC 5322 section 3.2.3 allows them. Never repaired away.
    ("kim|lee@naver.com", "suspect", None),
    ("kim*lee@naver.com", "suspect", None),
    # Valid, and not what was meant: the standards know nothing of keyboards, look-alikes and words.
    ("kim@www.naver.com", "suspect", "kim@naver.com"),
    ("www.kim@naver.com", "suspect", "kim@naver.com"),
    ("kim@nаver.com", "suspect", "kim@naver.com"),
    ("kim@xn--nver-53d.com", "suspect", "kim@naver.com"),
    ("kim–lee@company.com", "suspect", "kim-lee@company.com"),
    ("메일은kim@company.com", "suspect", "kim@company.com"),
    ("kim@naver.com전화02", "suspect", "kim@naver.com"),
    ("'kim@naver.com", "suspect", "kim@naver.com"),
]

REPAIRED = [
    # UTS 46 would make a domain of it that nobody has: a particle stands behind a complete one.
    ("kim@naver.com으로", "kim@naver.com"),
    ("사용자@예시.한국입니다", "사용자@예시.한국"),
    # Signs of a list, and invisible characters that were pasted along.
    ("•kim@naver.com", "kim@naver.com"),
    ("kim\u3164@naver.com", "kim@naver.com"),
    # Excel's mark for a line break.
    ("_x000D_kim@naver.com", "kim@naver.com"),
]

LOOSER = [
    # RFC 5321 section 4.1.3 and RFC 5322 section 3.4.1 allow both; most products do not. Told, not hidden.
    ("kim@[127.0.0.1]", "suspect"),
    ('"kim lee"@example.com', "suspect"),
]


def engine_accepts(text: str) -> bool:
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


@pytest.mark.parametrize(("text", "verdict", "suggestion"), STRICTER)
def test_valid_for_the_engine_but_not_accepted(text: str, verdict: str, suggestion: str | None) -> None:
    assert engine_accepts(text)
    found = check(text)
    assert (found.verdict, found.address, found.suggestion) == (verdict, None, suggestion)


@pytest.mark.parametrize(("text", "address"), REPAIRED)
def test_valid_for_the_engine_but_repaired(text: str, address: str) -> None:
    assert engine_accepts(text)
    assert (check(text).verdict, check(text).address) == ("repaired", address)


@pytest.mark.parametrize(("text", "verdict"), LOOSER)
def test_refused_by_the_engine_but_no_error(text: str, verdict: str) -> None:
    assert not engine_accepts(text)
    assert check(text).verdict == verdict


def test_the_case_of_a_role_name_is_kept() -> None:
    # RFC 2142 section 2 lets servers ignore it, RFC 5321 section 2.4 leaves it to them.
    assert validate_email("INFO@example.com", check_deliverability=False).normalized == "info@example.com"
    assert check("INFO@example.com").address == "INFO@example.com"
