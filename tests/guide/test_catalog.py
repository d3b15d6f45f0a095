"""The interface words: plurals, fallbacks, broken catalogues."""

from pathlib import Path

import pytest

from checker.guide.catalog import CatalogError, Words, load_words, read_catalog, wrong_placeholders

ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
)


def write(tmp_path: Path, locale: str, text: str) -> Path:
    path = tmp_path / locale / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


KOREAN = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Copy"
msgstr "복사"

msgctxt "header field"
msgid "From"
msgstr "보낸 사람"

msgid "The domain %(domain)s wasn't found."
msgstr "%(domian)s 도메인을 찾을 수 없습니다."

msgid "%(num)d recipient"
msgid_plural "%(num)d recipients"
msgstr[0] "받는 사람 %(num)d명"

#, fuzzy
msgid "Fuzzy"
msgstr "흐릿"

msgid "Empty"
msgstr ""
"""


def test_words(tmp_path: Path) -> None:
    write(tmp_path, "ko", KOREAN)
    words = load_words(tmp_path, "ko")
    assert words.gettext("Copy") == "복사"
    assert words.pgettext("header field", "From") == "보낸 사람"
    assert words.pgettext("period", "From") == "From"
    assert words.ngettext("%(num)d recipient", "%(num)d recipients", 3) == "받는 사람 3명"
    assert words.gettext("Fuzzy") == "Fuzzy", "a guess is not shown to readers"
    assert words.gettext("Empty") == "Empty"
    assert words.gettext("100%") == "100%"


def test_a_wrong_placeholder_falls_back_to_english(tmp_path: Path) -> None:
    write(tmp_path, "ko", KOREAN)
    said = load_words(tmp_path, "ko").gettext("The domain %(domain)s wasn't found.", domain="example.com")
    assert said == "The domain example.com wasn't found."


@pytest.mark.parametrize(
    ("locale", "said"), [("ko", "12,000"), ("en", "12,000"), ("de", "12.000"), ("fr", "12\u202f000")]
)
def test_quantities_have_the_marks_of_their_locale(locale: str, said: str) -> None:
    words = Words(locale)
    assert words.ngettext("%(num)d row", "%(num)d rows", 12_000) == f"{said} rows"
    assert words.ngettext("%(num)d row", "%(num)d rows", 999) == "999 rows"
    assert words.gettext("Port %(port)s of %(total)d", port=12_000, total=12_000) == f"Port 12000 of {said}"


def test_english_needs_no_catalogue(tmp_path: Path) -> None:
    words = load_words(tmp_path, "en")
    assert [words.ngettext("%(num)d day", "%(num)d days", n) for n in (0, 1, 2)] == [
        "0 days",
        "1 day",
        "2 days",
    ]


def test_six_plural_forms(tmp_path: Path) -> None:
    forms = "".join(f'msgstr[{n}] "f{n}"\n' for n in range(6))
    write(
        tmp_path,
        "ar",
        f'msgid ""\nmsgstr "Plural-Forms: {ARABIC}\\n"\n\nmsgid "a"\nmsgid_plural "b"\n{forms}',
    )
    words = load_words(tmp_path, "ar")
    assert [words.ngettext("a", "b", n) for n in (0, 1, 2, 3, 11, 100)] == [
        "f0",
        "f1",
        "f2",
        "f3",
        "f4",
        "f5",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [('msgid "a"\nmsgstr "b\n', 2), ('msgid "a"\nnonsense\n', 2), ('msgid "a"\nmsgstr b\n', 2)],
)
def test_a_broken_catalogue_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = write(tmp_path, "ko", text)
    with pytest.raises(CatalogError) as caught:
        read_catalog(path, "ko")
    assert (caught.value.path, caught.value.line) == (path, line)


def test_a_catalogue_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    path.write_bytes('msgid "a"\nmsgstr "가"\n'.encode("euc-kr"))
    with pytest.raises(CatalogError, match="UTF-8"):
        read_catalog(path, "ko")


def test_values_are_never_format_strings() -> None:
    assert Words("en").gettext("Sent to %(name)s.", name="%(x)s %d") == "Sent to %(x)s %d."


def test_wrong_placeholders_are_named_with_their_line(tmp_path: Path) -> None:
    catalog = read_catalog(write(tmp_path, "ko", KOREAN), "ko")
    assert list(wrong_placeholders(catalog)) == [(13, "domain"), (13, "domian")]
