"""Engine result + locale -> answer: nothing lost, every id in words, in every locale."""

import pytest

from checker import bounce
from checker.address import FINDING_IDS
from checker.answer import NOT_ASKED, Answers, MissingArticlesError, UnknownCodeError, UnknownReasonError
from checker.answer.addresses import finding
from checker.answer.articles import Reading
from checker.answer.failures import WHY, decoded
from checker.diagnose import Kind, diagnose
from checker.domain.mail_servers import FINDING_IDS as DOMAIN_FINDING_IDS
from checker.findings import Finding, Severity
from checker.guide.articles import Library
from checker.guide.findings import FINDINGS
from checker.settings import Settings
from tests.prepared import library_of, words_of

LOCALES = ("ko", "en", "ja")


@pytest.fixture(scope="module")
def library(settings: Settings) -> Library:
    return library_of(settings)


@pytest.fixture(scope="module")
def answers(settings: Settings, library: Library) -> Answers:
    words = {locale: words_of(settings.locales_dir, locale) for locale in settings.locales}
    return Answers(settings, words, lambda: library)


@pytest.fixture(scope="module", params=LOCALES)
def reading(request: pytest.FixtureRequest, settings: Settings, library: Library) -> Reading:
    return Reading(lambda: library, words_of(settings.locales_dir, request.param))


def test_every_reason_is_answered_in_words(reading: Reading) -> None:
    reasons = reading.reasons().reasons
    assert [reason.id for reason in reasons] == list(bounce.reasons())
    for reason in reasons:
        assert reason.title
        assert reason.explanation
        assert reason.article == f"/{reading.locale}/reasons/{reason.id}/"
        assert "{{" not in reason.model_dump_json()
        if reason.failure:
            assert reason.fixes, reason.id


EVIDENCE = {"limit": 64, "length": 70, "count": 2}


@pytest.mark.parametrize("id_", sorted(FINDING_IDS | DOMAIN_FINDING_IDS))
def test_every_finding_is_answered_in_words(id_: str, reading: Reading, library: Library) -> None:
    assert id_ in FINDINGS
    texts = FINDINGS[id_]
    names = {"title": texts.title, "explanation": texts.explanation, "fix": texts.fix}
    evidence = {
        name: EVIDENCE.get(name, name)
        for text in names.values()
        for name in [part.split(")")[0] for part in text.split("%(")[1:]]
    }
    answer = finding(Finding(id_, Severity.ERROR, (0, 1), evidence), reading)
    assert answer.title
    assert answer.explanation
    assert "%(" not in answer.title + answer.explanation + answer.fix
    if answer.article is not None:
        target = str(texts.article).partition("#")[0]
        assert library.get(target, reading.locale) is not None
        assert answer.article.startswith(f"/{reading.locale}/")


def test_every_why_has_a_sentence() -> None:
    assert set(WHY) == set(bounce.Why)


OUTCOMES = {
    # failed, delivered, delayed -> headline in English, scope
    (1, 0): ("The message wasn't delivered", "one"),
    (2, 0): ("The message wasn't delivered to any of the 2 recipients", "all"),
    (1, 2): ("The message wasn't delivered to 1 of 3 recipients", "some"),
    (2, 1): ("The message wasn't delivered to 2 of 3 recipients", "some"),
    (0, 1): ("The message was delivered", "one"),
    (0, 0): ("No failed delivery was found in this message", "one"),
}


def outcome_of(reason: str, action: bounce.Action) -> bounce.Outcome:
    evidence = bounce.Evidence("none", "", None)
    return bounce.Outcome(
        "a@example.com", reason, (), action, True, False, None, None, None, None, "", evidence
    )


@pytest.mark.parametrize(("counts", "expected"), OUTCOMES.items())
def test_headlines(
    counts: tuple[int, int], expected: tuple[str, str], settings: Settings, library: Library
) -> None:
    failed, delivered = counts
    decoding = bounce.Decoding(
        bounce.Kind.MESSAGE,
        (outcome_of("user-unknown", bounce.Action.FAILED),) * failed
        + (outcome_of("delivered", bounce.Action.DELIVERED),) * delivered,
    )
    answer = decoded(decoding, None, Reading(lambda: library, words_of(settings.locales_dir, "en")))
    assert (answer.summary.headline, answer.summary.scope) == expected
    assert (answer.summary.failed, len(answer.outcomes)) == (failed, failed + delivered)


@pytest.mark.parametrize(
    ("reason", "action", "headline"),
    [
        ("delayed", bounce.Action.DELAYED, "The message is late, and the server is still trying"),
        ("auto-reply", bounce.Action.DELIVERED, "This is an automatic reply, and nothing failed"),
        ("complaint", bounce.Action.DELIVERED, "The recipient reported the message as spam"),
    ],
)
def test_headlines_of_what_is_no_failure(
    reason: str, action: bounce.Action, headline: str, settings: Settings, library: Library
) -> None:
    decoding = bounce.Decoding(bounce.Kind.MESSAGE, (outcome_of(reason, action),))
    answer = decoded(decoding, None, Reading(lambda: library, words_of(settings.locales_dir, "en")))
    assert answer.summary.headline == headline


def test_a_second_reason_comes_in_words(answers: Answers) -> None:
    (outcome,) = answers.decode("5.7.26", "en").outcomes
    assert [also.model_dump() for also in outcome.also] == [
        {
            "reason": "authentication-failed",
            "why": "ambiguous",
            "title": answers.reason("authentication-failed", "en").title,
            "explanation": "Servers use the same words or the same code for both.",
            "article": "/en/reasons/authentication-failed/",
        }
    ]


def test_a_long_text_is_not_repeated(answers: Answers) -> None:
    assert answers.decode("550 5.1.1 " + "x" * 70_000, "en").input is None
    assert answers.decode("550 5.1.1", "en").input == "550 5.1.1"
    assert answers.decode(b"550 5.1.1", "en").input is None


def test_refused_characters_are_a_setting(settings: Settings, library: Library) -> None:
    words = {locale: words_of(settings.locales_dir, locale) for locale in settings.locales}
    strict = settings.model_copy(update={"refused_characters": "+"})
    answers = Answers(strict, words, lambda: library)
    answer = answers.address(answers.seen_address("kim+tag@example.org"), NOT_ASKED, "en")
    assert (answer.verdict, answer.findings[0].id) == ("suspect", "refused-character")


@pytest.mark.parametrize(
    "code", ["5.1.1", "550", "550 5.1.1", "550-5.1.1", "#5.1.1", "x.1.1", "EC-002", "ec002"]
)
def test_codes_as_people_write_them(answers: Answers, code: str) -> None:
    found = answers.code(code, None, "en")
    assert found.code == code
    assert found.meaning
    assert found.entry.startswith("/en/codes/#")


@pytest.mark.parametrize(
    "code", ["", "5", "999", "9.9.9", "5.1", "5.1.1.1", "550 user unknown", "5.1.1" * 9, "٥٥٠"]
)
def test_what_is_no_code(answers: Answers, code: str) -> None:
    with pytest.raises(UnknownCodeError):
        answers.code(code, None, "en")


def test_a_provider_means_something_else(answers: Answers) -> None:
    assert answers.code("5.7.27", None, "en").reason == "sender-rejected"
    assert answers.code("5.7.27", "gmail", "en").reason == "spf-failed"
    assert "gmail" in answers.code("5.7.27", None, "en").providers


def test_what_is_no_reason(answers: Answers) -> None:
    for reason in ("nothing", "index", "../symptoms/cannot-send", ""):
        with pytest.raises(UnknownReasonError):
            answers.reason(reason, "en")


def test_a_reason_without_an_article_stops_the_start(settings: Settings, library: Library) -> None:
    articles = {
        (locale, article.id): article
        for locale in LOCALES
        for article in library.articles(locale)
        if article.id != "reasons/mailbox-full"
    }
    words = {locale: words_of(settings.locales_dir, locale) for locale in settings.locales}
    answers = Answers(settings, words, lambda: Library(articles, "ko"))
    with pytest.raises(MissingArticlesError, match="mailbox-full"):
        answers.prepare()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("kim@naver.com", Kind.ADDRESS),
        (" kim@naver.com\n", Kind.ADDRESS),
        ("ｋｉｍ＠ｎａｖｅｒ．ｃｏｍ", Kind.ADDRESS),
        ("김민지 <kim@naver.com>", Kind.ADDRESS),
        ("a@naver.com; b@naver.com", Kind.LIST),
        ("a@naver.com、b@naver.com", Kind.LIST),
        ("mail.naver.com.", Kind.DOMAIN),
        ("xn--3e0b707e.kr", Kind.DOMAIN),
        ("550", Kind.CODE),
        ("550 5.1.1", Kind.CODE),
        ("550 5.1.1 <kim@naver.com>: user unknown", Kind.REPLY),
        ("kim@naver.com으로 메일을 보내면 계속 돌아와요 왜 그런가요", Kind.QUESTION),
        ("보낸 메일이 안 보여요", Kind.QUESTION),
        ("", Kind.QUESTION),
    ],
)
def test_what_was_pasted(text: str, kind: Kind) -> None:
    assert diagnose(text)[0] is kind
