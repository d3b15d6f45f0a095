"""What people paste, and what comes of it: verdict, address, suggestion, findings in order of place."""

import unicodedata

import pytest

from checker.address import FINDING_IDS, REFUSED_CHARACTERS, Rules, check
from checker.findings import Severity

DECOMPOSED = unicodedata.normalize("NFD", "한글@예시.한국")


def ids(text: str) -> list[str]:
    """The findings of a text, without what is known of its domain."""
    return [
        found.id
        for found in check(text).findings
        if found.id not in ("free-provider", "documentation-domain")
    ]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("kim@naver.com", "kim@naver.com"),
        ("Kim.Lee@Naver.COM", "Kim.Lee@naver.com"),
        ("user+tag@kakao.com", "user+tag@kakao.com"),
        ("a@b.co.kr", "a@b.co.kr"),
        ("사용자@예시.한국", "사용자@예시.한국"),
        ("user@한글메일.kr", "user@한글메일.kr"),
        ("山田@日本語.jp", "山田@日本語.jp"),
        ("медведь@с-балалайкой.рф", "медведь@с-балалайкой.рф"),
        ("δοκιμή@παράδειγμα.ελ", "δοκιμή@παράδειγμα.ελ"),
        ("info@xn--hq1bm8jm9l.xn--3e0b707e", "info@도메인.한국"),
        (DECOMPOSED, "한글@예시.한국"),  # decomposed, as macOS pastes it
        ("o'neil@example.com", "o'neil@example.com"),
        ("INFO@Company.co.kr", "INFO@company.co.kr"),
        ("kim?lee@naver.com", "kim?lee@naver.com"),
        ("kim=lee@naver.com", "kim=lee@naver.com"),
        ("{_kim_}@company.co.kr", "{_kim_}@company.co.kr"),
    ],
)
def test_accepted(text: str, address: str) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.address, verdict.suggestion) == ("accepted", address, None)


@pytest.mark.parametrize("char", sorted(REFUSED_CHARACTERS))
def test_every_refused_character_is_named_in_its_place_and_left_there(char: str) -> None:
    verdict = check(f"kim{char}lee@naver.com")
    allowed_by_the_standard = char in "/|*´`~^"  # RFC 5322 atext, and RFC 6531 for the accent
    assert verdict.verdict == ("suspect" if allowed_by_the_standard else "rejected")
    assert (verdict.address, verdict.suggestion) == (None, None)
    found = next(found for found in verdict.findings if found.id == "refused-character")
    assert found.span == (3, 4)
    assert found.evidence["character"] == char
    assert found.evidence["code"] == f"U+{ord(char):04X}"


@pytest.mark.parametrize(
    ("text", "verdict", "span"),
    [
        ("´kim@naver.com", "suspect", (0, 1)),
        ("  ´kim@naver.com", "suspect", (2, 3)),
        ("kim｜lee@naver.com", "suspect", (3, 4)),  # the full-width form of one
        ("kim@na´ver.com", "rejected", (6, 7)),
        ("kim@naver.com~", "suspect", (13, 14)),
    ],
)
def test_refused_characters_elsewhere(text: str, verdict: str, span: tuple[int, int]) -> None:
    found = check(text)
    assert found.verdict == verdict
    assert [each.span for each in found.findings if each.id == "refused-character"] == [span]


def test_the_refused_characters_are_a_rule() -> None:
    assert check("kim_lee@naver.com", Rules(refused="_")).verdict == "suspect"
    assert check("kim|lee@naver.com", Rules(refused="")).verdict == "accepted"
    assert check("kim@naver.com", Rules(refused="k")).verdict == "suspect"


@pytest.mark.parametrize(
    ("text", "address", "findings"),
    [
        ("ｋｉｍ＠ｎａｖｅｒ．ｃｏｍ", "kim@naver.com", ["width-changed"]),
        ("kim@naver。com", "kim@naver.com", ["width-changed"]),
        ("kim﹫naver｡com", "kim@naver.com", ["width-changed", "width-changed"]),
        ("kim\u200b@naver.com", "kim@naver.com", ["invisible-removed"]),
        ("k\u00adim@na\u2060ver.com\ufeff", "kim@naver.com", ["invisible-removed"] * 3),
        ("\u202akim@naver.com\u202c", "kim@naver.com", ["invisible-removed"] * 2),
        ("ｋｉ\u115fｍ@naver.com", "kim@naver.com", ["width-changed", "invisible-removed"]),
        ("kim@naver.com\u3164", "kim@naver.com", ["invisible-removed"]),
        ("\u3164\u1160\u3164kim@naver.com", "kim@naver.com", ["invisible-removed"] * 3),
        (" kim@naver.com\r\n", "kim@naver.com", ["space-removed"] * 2),
        ("kim\u00a0@\u3000naver.com", "kim@naver.com", ["space-removed"] * 2),
        ("kim@naver .com", "kim@naver.com", ["space-removed"]),
        ("kim@company. co. kr", "kim@company.co.kr", ["space-removed"] * 2),
        ("“kim@naver.com”", "kim@naver.com", ["wrapper-removed"] * 2),
        ("「<kim@naver.com>」", "kim@naver.com", ["wrapper-removed"] * 4),
        ("'kim@naver.com',", "kim@naver.com", ["wrapper-removed", "wrapper-removed", "ending-removed"]),
        ("mailto:kim@naver.com?subject=hi", "kim@naver.com", ["scheme-removed"]),
        (
            "mailto:kim%2Btag@naver.com",
            "kim+tag@naver.com",
            ["scheme-removed", "scheme-removed", "sub-address"],
        ),
        ("https://kim@naver.com/", "kim@naver.com", ["scheme-removed"]),
        (
            "[메일](mailto:kim@naver.com)",
            "kim@naver.com",
            ["scheme-removed", "scheme-removed"],
        ),
        (
            "kim@naver.com<mailto:kim@naver.com>",
            "kim@naver.com",
            ["display-name-removed", "scheme-removed", "wrapper-removed"],
        ),
        ("kim@naver.com으로 메일 주세요", "kim@naver.com", ["ending-removed"]),
        ("이메일: kim@naver.com", "kim@naver.com", ["label-removed"]),
        ("E-mail：kim@naver.com", "kim@naver.com", ["label-removed"]),
        ("- kim@naver.com", "kim@naver.com", ["label-removed"]),
        ("kim@naver.com.", "kim@naver.com", ["ending-removed"]),
        ("kim@naver.com。", "kim@naver.com", ["ending-removed"]),
        ("kim@naver.com님께", "kim@naver.com", ["ending-removed"]),
        ("kim@naver.com 으로 보내주세요", "kim@naver.com", ["ending-removed"]),
        ("kim@company.co.kr입니다.", "kim@company.co.kr", ["ending-removed"] * 2),
        ("사용자@예시.한국입니다", "사용자@예시.한국", ["internationalized-address", "ending-removed"]),
        ("tanaka@nifty.com様", "tanaka@nifty.com", ["ending-removed"]),
        (
            "tanaka@nifty.com までご連絡ください。",
            "tanaka@nifty.com",
            ["ending-removed", "ending-removed"],
        ),
        ("김철수 <kim@naver.com>", "kim@naver.com", ["display-name-removed", "wrapper-removed"]),
        (
            '"김, 철수"<kim@naver.com>;',
            "kim@naver.com",
            ["display-name-removed", "wrapper-removed", "ending-removed"],
        ),
        (
            "=?UTF-8?B?6rmA7LKg7IiY?= <kim@naver.com>",
            "kim@naver.com",
            ["display-name-removed", "wrapper-removed"],
        ),
        ("=?x-none?Q?=FF?= <kim@naver.com>", "kim@naver.com", ["display-name-removed", "wrapper-removed"]),
        (
            "김철수　＜kim＠naver.com＞",
            "kim@naver.com",
            ["display-name-removed", "width-changed", "wrapper-removed"],
        ),
        ("kim@naver.com (김철수)", "kim@naver.com", ["display-name-removed"]),
        ("(영업) kim@naver.com", "kim@naver.com", ["display-name-removed"]),
        ("kim@naver.com <kim@naver.com>", "kim@naver.com", ["display-name-removed", "wrapper-removed"]),
        ("kim(at)naver.com", "kim@naver.com", ["spoken-at-sign"]),
        ("kim [AT] naver [dot] com", "kim@naver.com", ["spoken-at-sign", "spoken-dot"]),
        ("kim골뱅이naver닷컴", "kim@naver.com", ["spoken-at-sign", "spoken-dot"]),
        ("tanaka アットマーク nifty.com", "tanaka@nifty.com", ["spoken-at-sign"]),
        ("kim(@)naver.com", "kim@naver.com", ["spoken-at-sign"]),
    ],
)
def test_repaired(text: str, address: str, findings: list[str]) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.address, verdict.suggestion) == ("repaired", address, None)
    assert ids(text) == findings
    assert check(address).address == address


@pytest.mark.parametrize(
    ("text", "suggestion", "finding"),
    [
        ("kim@@naver.com", "kim@naver.com", "doubled-at-sign"),
        ("kim@naver@com", "kim@naver.com", "doubled-at-sign"),
        ("kim@naver.com@naver.com", "kim@naver.com", "repeated-domain"),
        ("kim@naver,com", "kim@naver.com", "comma-for-dot"),
        ("kim@company,co.kr", "kim@company.co.kr", "comma-for-dot"),
        ("kim@kakaocom", "kim@kakao.com", "missing-dot"),
        ("kim@daum..net", "kim@daum.net", "doubled-dot"),
        ("kim@www.naver.com", "kim@naver.com", "www-prefix"),
        ("kim@nаver.com", "kim@naver.com", "look-alike-letters"),  # Cyrillic a
        ("kim@hotmaıl.com", "kim@hotmail.com", "look-alike-letters"),  # dotless i
        ("kim@gmaiⅼ.com", "kim@gmail.com", "look-alike-letters"),  # Roman numeral fifty
        ("kim@ṇaver.com", "kim@naver.com", "look-alike-letters"),
        ("kіm@naver.com", "kim@naver.com", "look-alike-letters"),  # Ukrainian i
        ("𝐤𝐢𝐦@naver.com", "kim@naver.com", "look-alike-letters"),
        ("kim@exаmple-ж.com", None, "look-alike-letters"),
        ("kim@exampleж.com", None, "mixed-scripts"),
        ("kim@ㅜㅁㅍㄷㄱ.com", "kim@naver.com", "wrong-keyboard"),
        ("kim@흐먀ㅣ.채ㅡ", "kim@gmail.com", "wrong-keyboard"),
        ("ㅏㅑㅡ@naver.com", "kim@naver.com", "wrong-keyboard"),
        ("\u202ekim@naver.com", None, "text-direction"),
        ("문의 kim@naver.com", "kim@naver.com", "text-around"),
        ("문의kim@naver.com", "kim@naver.com", "text-around"),
        ("김철수,kim@naver.com", "kim@naver.com", "text-around"),
        ("My address is kim@naver.com", "kim@naver.com", "text-around"),
        ("kim@naver.com / 010-0000-0000", "kim@naver.com", "text-around"),
        ("kim@naver.com:25", "kim@naver.com", "text-around"),
        ("[lee@naver.com](mailto:kim@naver.com)", "kim@naver.com", "text-around"),
        ("kim@naver com", "kim@naver.com", "missing-dot"),
        ("kim@naver·com", "kim@naver.com", "missing-dot"),
        ("yamada★docomo.ne.jp", "yamada@docomo.ne.jp", "at-sign-as-word"),
        ("kim@naver.com~", "kim@naver.com", "text-around"),
        ("kim@naver.com박철수", "kim@naver.com", "text-around"),
        ("ceo@bank.com <kim@naver.com>", "kim@naver.com", "text-around"),
        ("http://kim@naver.com/inbox", "kim@naver.com", "text-around"),
        ("hong.gil\ndong@gmail.com", "hong.gildong@gmail.com", "line-break-inside"),
        ("kim at naver.com", "kim@naver.com", "at-sign-as-word"),
        ("<kim@naver.com", "kim@naver.com", "unpaired-wrapper"),
        ("kim@naver.com”", "kim@naver.com", "unpaired-wrapper"),
        ('"kim lee"@naver.com', None, "quoted-local-part"),
        ("kim@[127.0.0.1]", None, "address-literal"),
    ],
)
def test_suspect(text: str, suggestion: str | None, finding: str) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.address, verdict.suggestion) == ("suspect", None, suggestion)
    assert finding in ids(text)


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("", ["empty-input"]),
        (" \n", ["space-removed", "empty-input"]),
        ("@", ["missing-local-part", "missing-domain"]),
        ("kim", ["missing-at-sign"]),
        ("@naver.com", ["missing-local-part"]),
        ("kim@", ["missing-domain"]),
        ("kim@lee@naver.com", ["too-many-at-signs"]),
        ("kim lee@naver.com", ["space-inside"]),
        ("kim,lee@naver.com", ["character-not-allowed"]),
        ("kim@na_ver.com", ["character-not-allowed"]),
        ("kim@na,ver.com", ["character-not-allowed"]),
        (".kim@naver.com", ["misplaced-dot"]),
        ("ki..m@naver.com", ["misplaced-dot"]),
        ("kim.@naver.com", ["misplaced-dot"]),
        ("kim@company-.com", ["misplaced-hyphen"]),
        ("kim@localhost", ["reserved-domain"]),
        ("kim@mail.test", ["reserved-domain"]),
        ("kim@office", ["domain-without-dot"]),
        ("kim@company.123", ["top-level-domain-not-letters"]),
        ("kim@naver.c", ["domain-cut-off"]),
        ("kim@[1.2.3]", ["address-literal-not-valid"]),
        ("kim@xn--0.com", ["domain-not-valid"]),
        ("kim@카카ㅐ.com", ["wrong-keyboard", "domain-not-valid"]),
        ("a" * 65 + "@naver.com", ["local-part-too-long"]),
        ("가" * 22 + "@naver.com", ["local-part-too-long"]),
        ("kim@" + "a" * 64 + ".com", ["label-too-long"]),
        ("kim@" + "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허" + ".com", ["label-too-long"]),
        ("a" * 64 + "@" + ".".join(["b" * 60] * 4), ["address-too-long"]),
        ("kim\0@naver.com", ["control-character"]),
        ("kim\x07@naver.com", ["control-character"]),
        ("kim\ud800@naver.com", ["not-text"]),
        ("kim@naver.com" + "x" * 3000, ["input-too-long"]),
    ],
)
def test_rejected(text: str, findings: list[str]) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.address) == ("rejected", None)
    assert ids(text) == findings
    assert any(found.severity is Severity.ERROR for found in verdict.findings)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("kim@gamil.com", "gmail.com"),
        ("kim@naver.con", "naver.com"),
        ("kim@nvaer.com", "naver.com"),
        ("kim@hanmial.net", "hanmail.net"),
        ("kim@hanmail.com", "hanmail.net"),
        ("kim@yahoo.co.jo", "yahoo.co.jp"),
        ("kim@gmailc.om", "gmail.com"),
        ("kim@naver.com.com", "naver.com"),
        ("kim@our-company.cmo", "our-company.com"),
        ("kim@our-company.co.jq", "our-company.co.jp"),
        ("kim@our-company.co.br", "our-company.com.br"),
    ],
)
def test_a_typo_of_a_domain_leaves_the_verdict(text: str, meant: str) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.address) == ("accepted", text)
    assert verdict.suggestion == f"kim@{meant}"
    found = next(found for found in verdict.findings if found.id == "domain-typo")
    assert (found.span, found.evidence["meant"]) == ((4, len(text)), meant)


@pytest.mark.parametrize(
    "domain",
    [
        *(
            "hanmail.net",
            "hotmail.com",
            "docomo.ne.jp",
            "docomo.net",
            "mail.com",
            "email.com",
            "gmx.at",
            "yahoo.fr",
        ),
        *(
            "mail.naver.com",
            "navercorp.com",
            "outlook.cz",
            "outdoor.com",
            "river.com",
            "hotels.com",
            "date.com",
        ),
        *(
            "cacao.com",
            "kakaku.com",
            "korea.go.kr",
            "gmarket.co.kr",
            "name.com",
            "note.com",
            "email.cz",
            "me.co",
        ),
    ],
)
def test_real_domains_are_left_alone(domain: str) -> None:
    assert check(f"kim@{domain}").suggestion is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("postmaster@company.co.kr", "role-account"),
        ("kim@mailinator.com", "disposable-domain"),
        ("kim@naver.com", "free-provider"),
        ("kim+news@company.co.kr", "sub-address"),
        ("kim@example.com", "documentation-domain"),
        ("kim#lee@company.co.kr", "unusual-character"),
        ("김@company.co.kr", "internationalized-address"),
        ("kim@company.zzzz", "unknown-top-level-domain"),
        (DECOMPOSED, "unicode-composed"),
    ],
)
def test_kinds_are_information(text: str, kind: str) -> None:
    verdict = check(text)
    assert verdict.verdict == "accepted"
    assert kind in {found.id for found in verdict.findings}


def test_spans_count_code_points_of_the_input() -> None:
    text = "\u3000「𝕏\u200bkim＠naver.com님」"
    verdict = check(text)
    places = {(found.id, text[slice(*found.span)]) for found in verdict.findings if found.span}
    assert {
        ("space-removed", "\u3000"),
        ("wrapper-removed", "「"),
        ("wrapper-removed", "」"),
        ("invisible-removed", "\u200b"),
        ("width-changed", "＠"),
        ("ending-removed", "님"),
        ("look-alike-letters", "𝕏"),
    } == places - {("free-provider", "")}


def test_every_id_is_in_the_table() -> None:
    assert all(
        found.id in FINDING_IDS for text in ("", "kim@@naver.con", "a,b") for found in check(text).findings
    )
