"""Files with lists: what is read as what, and what a spreadsheet must not run."""

import pytest

from checker.answer import sheets
from checker.answer.sheets import Sheet, SheetError, TooManyRowsError, safe, text_of


@pytest.mark.parametrize(
    ("data", "locale", "text"),
    [
        ("메일".encode(), "ko", "메일"),
        ("메일".encode("utf-8-sig"), "en", "메일"),
        ("메일".encode("utf-16"), "en", "메일"),
        ("메일".encode("cp949"), "ko", "메일"),
        ("メール".encode("cp932"), "ja", "メール"),
    ],
)
def test_encodings(data: bytes, locale: str, text: str) -> None:
    assert text_of(data, locale) == text


@pytest.mark.parametrize(
    ("data", "locale"),
    [
        ("메일".encode("cp949"), "en"),
        (b"\xff\xfe\x00", "ko"),
        (b"PK\x03\x04\x00\x00", "ko"),
    ],
)
def test_what_is_no_text(data: bytes, locale: str) -> None:
    with pytest.raises(SheetError):
        text_of(data, locale)


@pytest.mark.parametrize(
    ("text", "header", "addresses"),
    [
        ("a@b.co\nc@d.co\n", None, ["a@b.co", "c@d.co"]),
        ("a@b.co", None, ["a@b.co"]),
        ("\r\n a@b.co \r\n\r\nc@d.co", None, ["a@b.co", "c@d.co"]),
        ("email\na@b.co\n", ["email"], ["a@b.co"]),
        ("name,email\nKim,a@b.co\nLee,\n", ["name", "email"], ["a@b.co", ""]),
        ("email;name\na@b.co;Kim\n", ["email", "name"], ["a@b.co"]),
        ("Kim\ta@b.co\nLee\tc@d.co", None, ["a@b.co", "c@d.co"]),
        ('name,email\n"Kim, A",a@b.co\n"Lee\nB",c@d.co\n', ["name", "email"], ["a@b.co", "c@d.co"]),
        ("Kim,a@b.co,1\nLee\n", None, ["a@b.co", ""]),
        ('"kim@b.co\nlee@b.co\n', None, ['"kim@b.co', "lee@b.co"]),
        ("nothing here\nat all", None, ["nothing here", "at all"]),
    ],
)
def test_rows(text: str, header: list[str] | None, addresses: list[str]) -> None:
    sheet = Sheet(text)
    assert sheet.header == header
    assert [sheet.address(row) for row in sheet.rows()] == addresses
    assert {len(row) for row in sheet.rows()} == {sheet.width}


def test_what_is_no_table() -> None:
    with pytest.raises(SheetError):
        Sheet("a@b.co" + "," * 1_001)
    with pytest.raises(SheetError):
        Sheet("a,b\n" * 50 + '"' + "x,y\n" * 50_000)  # a quote that is never closed


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)
    assert len(list(Sheet("a@b.co\n" * 2).rows())) == 2
    with pytest.raises(TooManyRowsError):
        Sheet("a@b.co\n" * 3)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1"]
)
def test_a_formula_is_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "kim@example.com", "1+1", "'=1", "a=1"])
def test_other_cells_stay(cell: str) -> None:
    assert safe(cell) == cell
