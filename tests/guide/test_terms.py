"""How a text becomes the terms that the search compares."""

import pytest

from checker.guide.terms import Terms, lexicon

PAIR, WORD, PART, HAN, LOOSE = 1.0, 2.0, 0.5, 0.6, 0.4


def terms(locale: str, text: str) -> list[str]:
    return [term for term, _ in Terms(lexicon(locale))(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("메일", [("메일", PAIR), ("~메이", LOOSE)]),
        ("나", [("나", PAIR)]),
        ("User kim", [("user", WORD), ("kim", WORD)]),
        ("550-5.1.1", [("550-5.1.1", WORD), ("550", PART), ("5.1.1", PART)]),
        ("5.7.26", [("5.7.26", WORD)]),
        ("kim@naver.com.", [("kim@naver.com", WORD), ("kim", PART), ("naver", PART), ("com", PART)]),
        ("送信", [("送信", PAIR), ("~送", HAN), ("~信", HAN)]),
    ],
)
def test_weights(text: str, expected: list[tuple[str, float]]) -> None:
    assert Terms(lexicon("ko"))(text) == expected


@pytest.mark.parametrize(
    ("locale", "one", "other"),
    [
        ("ko", "받은편지함", "받은 편지함"),
        ("ko", "이메일을", "메일은"),
        ("ko", "도메인에서", "도메인으로"),
        ("ko", "됬는데", "됐는데"),
        ("ko", "메세지", "메시지"),
        ("ko", "에러 메일함", "오류 편지함"),
        ("ko", "네이버", "naver"),
        ("ko", "블랙리스트", "차단목록"),
        ("en", "I can't send e-mails", "cannot send email"),
        ("en", "My emails aren’t being sent", "mail not send"),
        ("en", "addresses, getting, blocked, policies", "address block policy"),
        ("en", "rejected rejecting denied refused", "reject reject reject reject"),
        ("en", "junk", "spam"),
        ("ja", "ＳＰＦ ﾒｰﾙ", "spf メール"),
        ("ja", "サーバ", "サーバー"),
        ("ja", "送れません", "送信できない"),
        ("ja", "メールを送信できないのですが", "メールを送信できない"),
        ("ja", "MXレコードの確認", "MX レコードを確認"),
        ("ja", "DMARCをrejectに変更", "dmarc reject 変更"),
        ("ja", "ドコモ", "docomo"),
        ("de", "Fehler", "fehler"),
    ],
)
def test_one_thing_has_the_same_terms(locale: str, one: str, other: str) -> None:
    assert terms(locale, one) == terms(locale, other) != []


def test_conjugated_verbs_share_terms() -> None:
    for word in ("안 보내져요", "보낼 수가", "보낸 메일", "보냈더니", "보냅니다"):
        assert "~보네" in terms("ko", word), word


def test_short_words_keep_their_ending() -> None:
    assert terms("ko", "회의")[0] == "회의"
    assert terms("ko", "회의가")[0] == "회의"


@pytest.mark.parametrize("locale", ["ko", "en", "ja"])
def test_every_word_for_a_thing_counts_as_it(locale: str) -> None:
    for piece, kept in lexicon(locale).pieces.items():
        assert terms(locale, piece) == terms(locale, kept), piece


@pytest.mark.parametrize("locale", ["ko", "en", "ja"])
def test_the_words_are_consistent(locale: str) -> None:
    """What stands for a piece is not itself replaced by something else, so that one pass is enough."""
    words = lexicon(locale)
    for piece, kept in words.pieces.items():
        assert words.pattern.sub(lambda m: words.pieces[m.group()], kept) == kept, piece
    for word, kept in words.words.items():
        assert words.words.get(kept, kept) == kept, word
    assert not words.stop_words & set(words.words)
