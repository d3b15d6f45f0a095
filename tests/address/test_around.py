"""Words, signs, names and particles beside an address: what each family of pastes comes to, in full."""

import unicodedata

import pytest

from checker.address import check


def decomposed(text: str) -> str:
    """As macOS copies it."""
    return unicodedata.normalize("NFD", text)


def words_of(text: str) -> list[str]:
    """The findings, without what is known of the domain."""
    about_domain = ("free-provider", "documentation-domain")
    return [found.id for found in check(text).findings if found.id not in about_domain]


SUSPECT = [
    # A word directly before the name, at any ASCII domain.
    ("메일은kim@company.co.kr입니다", "kim@company.co.kr", ["text-around", "ending-removed"]),
    (
        "メールはtanaka＠docomo.ne.jpまで",
        "tanaka@docomo.ne.jp",
        ["text-around", "width-changed", "ending-removed"],
    ),
    ("담당자kim@company.co.kr", "kim@company.co.kr", ["text-around"]),
    ("田中tanaka@nifty.com", "tanaka@nifty.com", ["text-around"]),
    ("email=kim@naver.com", "kim@naver.com", ["text-around"]),
    ("?email=kim@naver.com", "kim@naver.com", ["text-around"]),
    ("신규 이메일=kim@naver.com", "kim@naver.com", ["text-around"]),
    ("메일=kim@naver.com", "kim@naver.com", ["text-around"]),
    ("문의123@naver.com", "123@naver.com", ["text-around"]),
    (decomposed("메일은") + "kim@company.com", "kim@company.com", ["text-around"]),
    ("連絡先→tanaka@docomo.ne.jp", "tanaka@docomo.ne.jp", ["text-around"]),
    ("–kim@naver.com", "kim@naver.com", ["text-around"]),
    ("E-mail. kim@naver.com", "kim@naver.com", ["text-around"]),
    ("☎010-1234-5678 ✉kim@naver.com", "kim@naver.com", ["label-removed", "text-around"]),
    ("ﾀﾅｶ tanaka@nifty.com", "tanaka@nifty.com", ["text-around"]),
    # Signs that look like those of the keyboard.
    ("kim‐lee@company.com", "kim-lee@company.com", ["look-alike-sign"]),
    ("kim—lee@naver.com님", "kim-lee@naver.com", ["look-alike-sign", "ending-removed"]),
    ("kim−lee＠naver.com", "kim-lee@naver.com", ["look-alike-sign", "width-changed"]),
    ("tanakaー１＠nifty.com", "tanaka-1@nifty.com", ["look-alike-sign", "width-changed"]),
    ("o’neil@company.com", "o'neil@company.com", ["look-alike-sign", "unusual-character"]),
    ("kim・lee@company.co.jp様", "kim.lee@company.co.jp", ["look-alike-sign", "ending-removed"]),
    ("kim․lee@naver.com", "kim.lee@naver.com", ["look-alike-sign"]),
    ("kim@my–company.com", "kim@my-company.com", ["look-alike-sign"]),
    ("kim…@naver.com", None, ["internationalized-address", "sign-inside"]),
    ("kim‚lee@naver.com", None, ["internationalized-address", "sign-inside"]),
    ("kim€@company.com", None, ["internationalized-address", "sign-inside"]),
    ("ⓚim@naver.com", "kim@naver.com", ["look-alike-letters"]),
    ("www.kim@naver.com", "kim@naver.com", ["www-prefix"]),
    # Commas for dots, behind and before other slips.
    ("kim@yahoo.co,jp", "kim@yahoo.co.jp", ["comma-for-dot"]),
    ("kim@yahoo.co,jp様", "kim@yahoo.co.jp", ["comma-for-dot", "ending-removed"]),
    ("kim@company,co,kr", "kim@company.co.kr", ["comma-for-dot", "comma-for-dot"]),
    ("kim@company.co, kr", "kim@company.co.kr", ["comma-for-dot"]),
    ("김철수 kim@naver,com", "kim@naver.com", ["text-around", "comma-for-dot"]),
    # A slip in the domain, and a particle behind it.
    ("kim@ㅜㅁㅍㄷㄱ.com으로", "kim@naver.com", ["wrong-keyboard", "ending-removed"]),
    ("kim@ㅜㅁㅍㄷㄱ.채ㅡ님", "kim@naver.com", ["wrong-keyboard", "ending-removed"]),
    ("kim@navercom으로", "kim@naver.com", ["missing-dot", "ending-removed"]),
    ("kim@naver,com으로", "kim@naver.com", ["comma-for-dot", "ending-removed"]),
    ("kim@nаver.com님", "kim@naver.com", ["look-alike-letters", "ending-removed"]),
    # Mail services in words.
    ("kim@네이버.채ㅡ", "kim@naver.com", ["provider-as-word"]),
    ("kim 골뱅이 네이버 닷컴", "kim@naver.com", ["spoken-at-sign", "provider-as-word"]),
    ("kim골뱅이한메일로", "kim@hanmail.net", ["spoken-at-sign", "provider-as-word", "ending-removed"]),
    ("kim앳네이버닷컴", "kim@naver.com", ["spoken-at-sign", "provider-as-word"]),
    ("tanaka@ドコモ", "tanaka@docomo.ne.jp", ["provider-as-word"]),
    ("kimⓐnaver.com", "kim@naver.com", ["at-sign-as-word"]),
    ("kim _at_ naver.com", "kim@naver.com", ["at-sign-as-word"]),
    ("kim%40naver.com으로", "kim@naver.com", ["at-sign-as-word", "ending-removed"]),
    ("김철수 <kim@naver.com", "kim@naver.com", ["unpaired-wrapper"]),
    ("'kim@naver.com", "kim@naver.com", ["unpaired-wrapper"]),
    # Words that are joined to the name, or to the domain.
    ("담당k@company.com", "k@company.com", ["text-around"]),
    ("이메일은kim@회사.한국", "kim@회사.한국", ["text-around"]),
    ("kim김철수@naver.com", None, ["internationalized-address", "words-in-name"]),
    ("kim@naver.com전화010-1234-5678", "kim@naver.com", ["text-around"]),
    ("kim@naver.com.박철수", "kim@naver.com", ["text-around"]),
    # Labels that are no whole words, and lines of a signature.
    ("E. kim@naver.com", "kim@naver.com", ["text-around"]),
    ("Tel: 02-123-4567, Email: kim@naver.com", "kim@naver.com", ["label-removed", "text-around"]),
    ("TEL:03-1234-5678 MAIL:tanaka@nifty.com", "tanaka@nifty.com", ["text-around", "label-removed"]),
    ("보낸 날짜: 2026년\r\nkim@company.com", "kim@company.com", ["label-removed", "text-around"]),
    # The Korean keyboard with a comma, or in the levels of a domain.
    ("kim@ㅜㅁㅍㄷㄱ,com", "kim@naver.com", ["wrong-keyboard", "comma-for-dot"]),
    ("kim@company.채.ㅏㄱ", "kim@company.co.kr", ["wrong-keyboard"]),
    # An address in brackets or behind words in the middle of a text.
    ("On Mon, Kim <kim@naver.com> wrote:", "kim@naver.com", ["text-around", "text-around"]),
    ("이메일(kim@naver.com)로 제출", "kim@naver.com", ["text-around", "text-around"]),
    ("서울시 테헤란로 1, kim@naver.com", "kim@naver.com", ["text-around"]),
    ("1,김철수,kim@naver.com", "kim@naver.com", ["text-around"]),
    ("Tél. : 01 23 45 67 89 / kim@company.fr", "kim@company.fr", ["label-removed", "text-around"]),
    ("écrire à kim@company.fr", "kim@company.fr", ["text-around"]),
    ("kim@naver.com!~", "kim@naver.com", ["text-around", "refused-character"]),
    ("почта kim@naver.com", "kim@naver.com", ["text-around"]),
    # A-labels that stand for look-alike letters, and labels that are mixed once they are normalized.
    ("kim@xn--nver-53d.com", "kim@naver.com", ["look-alike-letters"]),
    ("kim@xn--hq-1bm8jm9l.com", None, ["mixed-scripts"]),
    ("kim@при㎏ер.рф", None, ["look-alike-letters"] * 6),
    ("kim@docomo.ne.j①p으로", None, ["mixed-scripts", "unknown-top-level-domain"]),
    # No suggestion that would be doubtful itself.
    ("담당자kim@[127.0.0.1]", None, ["text-around", "address-literal"]),
    ("k김철수@nеaver.com", None, ["internationalized-address", "domain-typo", "look-alike-letters"]),
    # The end of a sentence, or half of co.kr?
    ("kim@company.co.", "kim@company.co", ["text-around"]),
    # Other signs for dots and at-signs.
    ("kim@naver;com", "kim@naver.com", ["comma-for-dot"]),
    ("kim@naver、com", "kim@naver.com", ["comma-for-dot"]),
    ("kim@naver.,com", "kim@naver.com", ["comma-for-dot"]),
    ("kim@naver,,com", "kim@naver.com", ["comma-for-dot"]),
    ("kim@naverdotcom", "kim@naver.com", ["missing-dot"]),
    ("kim@nаver,com", "kim@naver.com", ["look-alike-letters", "comma-for-dot"]),
    ("kim@naver,com 김철수", "kim@naver.com", ["comma-for-dot", "text-around"]),
    ("kim@naver.com@", "kim@naver.com", ["doubled-at-sign"]),
]


@pytest.mark.parametrize(("text", "suggestion", "findings"), SUSPECT)
def test_suspect(text: str, suggestion: str | None, findings: list[str]) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.address, verdict.suggestion) == ("suspect", None, suggestion)
    assert words_of(text) == findings


NAMED = ["display-name-removed", "wrapper-removed"]
WRAPPED = ["wrapper-removed", "wrapper-removed"]

REPAIRED = [
    ("•kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("▶ kim@company.com", "kim@company.com", ["label-removed"]),
    ("※tanaka@docomo.ne.jp", "tanaka@docomo.ne.jp", ["label-removed"]),
    ("📧kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("✉️kim@naver.com", "kim@naver.com", ["label-removed", "invisible-removed"]),
    ("①kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("1)kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("> kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("''kim@naver.com''", "kim@naver.com", WRAPPED * 2),
    ("김철수(kim@naver.com)", "kim@naver.com", NAMED),
    ("김철수 [kim@naver.com]", "kim@naver.com", NAMED),
    ("Kim (kim@naver.com)", "kim@naver.com", NAMED),
    ("메일 「kim@naver.com」", "kim@naver.com", NAMED),
    ("kim@naver.com [mailto:kim@naver.com]", "kim@naver.com", [NAMED[0], "scheme-removed", NAMED[1]]),
    ("김철수 <kim@naver.com> 님", "kim@naver.com", [*NAMED, "ending-removed"]),
    ('"kim@naver.com"으로', "kim@naver.com", [*WRAPPED, "ending-removed"]),
    ("“kim@naver.com”님", "kim@naver.com", [*WRAPPED, "ending-removed"]),
    ("「tanaka@nifty.com」様", "tanaka@nifty.com", [*WRAPPED, "ending-removed"]),
    ("(kim@naver.com)으로 보내주세요", "kim@naver.com", [*WRAPPED, "ending-removed"]),
    ("kim" + decomposed("골뱅이") + "naver.com", "kim@naver.com", ["spoken-at-sign"]),
    ("kim@naver.com" + decomposed("으로"), "kim@naver.com", ["ending-removed"]),
    ("kim골뱅이naver닷컴입니다", "kim@naver.com", ["spoken-at-sign", "spoken-dot", "ending-removed"]),
    ("kim 엣 naver 쩜 com", "kim@naver.com", ["spoken-at-sign", "spoken-dot"]),
    ("tanakaあっとdocomo.ne.jp", "tanaka@docomo.ne.jp", ["spoken-at-sign"]),
    ("kim@naver. com으로", "kim@naver.com", ["space-removed", "ending-removed"]),
    ('<a href="mailto:kim@naver.com">kim@naver.com</a>', "kim@naver.com", ["scheme-removed"] * 2),
    ("Re: kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("Courriel : kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("Email | kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("이메일 kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("メールアドレスは tanaka@nifty.com です", "tanaka@nifty.com", ["label-removed", "ending-removed"]),
    ("kim@naver.com입니다~ ^^", "kim@naver.com", ["ending-removed"]),
    ("kim@naver.com.으로", "kim@naver.com", ["ending-removed"]),
    ("kim@naver.com으로 변경 부탁드립니다", "kim@naver.com", ["ending-removed"]),
    ("kim【at】naver.com", "kim@naver.com", ["spoken-at-sign"]),
    ("kim&#64;naver.com", "kim@naver.com", ["spoken-at-sign"]),
    ("kim&#64;naver&#46;com", "kim@naver.com", ["spoken-at-sign", "spoken-dot"]),
    ("kim[at]naver[punkt]com", "kim@naver.com", ["spoken-at-sign", "spoken-dot"]),
    ("”kim@naver.com”", "kim@naver.com", WRAPPED),
    ("Final-Recipient: rfc822; kim@naver.com", "kim@naver.com", ["label-removed", "label-removed"]),
    (
        "「mailto:kim@naver.com?subject=hi」、",
        "kim@naver.com",
        [*WRAPPED, "scheme-removed", "ending-removed"],
    ),
    ("kim@예시.한국.입니다", "kim@예시.한국", ["ending-removed"]),
    ("-> kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("QQ邮箱：kim@qq.com", "kim@qq.com", ["label-removed"]),
    ("kim@nifty.com（@を半角に）", "kim@nifty.com", ["display-name-removed"]),
    ("[kim@naver.com](mailto:kim@naver.com)", "kim@naver.com", ["scheme-removed", "scheme-removed"]),
    ("kim＠골뱅이naver.com", "kim@naver.com", ["spoken-at-sign"]),
    ("１．kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("（２） kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("1\tkim@naver.com", "kim@naver.com", ["label-removed"]),
    ("; kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("mail→kim@naver.com", "kim@naver.com", ["label-removed"]),
    ("_x000D_kim@naver.com_x000D_", "kim@naver.com", ["space-removed", "space-removed"]),
]


@pytest.mark.parametrize(("text", "address", "findings"), REPAIRED)
def test_repaired(text: str, address: str, findings: list[str]) -> None:
    verdict = check(text)
    assert (verdict.verdict, verdict.address, verdict.suggestion) == ("repaired", address, None)
    assert sorted(words_of(text)) == sorted(findings)


def test_a_particle_behind_a_typo_leaves_the_typo_to_the_suggestion() -> None:
    verdict = check("kim@naver.con으로")
    assert (verdict.verdict, verdict.address) == ("repaired", "kim@naver.con")
    assert verdict.suggestion == "kim@naver.com"


@pytest.mark.parametrize(
    "text",
    [
        "김철수@예시.한국",
        "김123@company.com",
        "タナカー@例え.jp",
        "ローラ@例え.jp",
        "kim-lee@company.com",
        "o'neil@company.com",
        "kim.lee@네이버회사.한국",
        "jeff葉@臺網中心.tw",
        "홍길동kim@예시.한국",
    ],
)
def test_names_that_only_resemble_these_are_accepted(text: str) -> None:
    assert (check(text).verdict, check(text).address) == ("accepted", text)
