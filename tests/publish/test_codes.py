"""The tables of the codes page: every code as people search for it, and whose codes are described where."""

from checker import bounce
from checker.publish.codes import SOURCES, anchors, tables


def say(msgid: str) -> str:
    return msgid


ROWS = {row.anchor: row for table in tables(say) for row in table.rows}


def test_a_code_is_found_by_its_whole_number() -> None:
    spelled = [(each.anchor, each.code) for each in ROWS["x-7-26"].spellings]
    assert spelled == [("5-7-26", "5.7.26"), ("4-7-26", "4.7.26")]
    gmail = [(each.anchor, each.code) for each in ROWS["gmail-x-7-26"].spellings]
    assert gmail == [("gmail-5-7-26", "5.7.26"), ("gmail-4-7-26", "4.7.26")]
    assert ROWS["x-1-5"].spellings == ()
    assert ROWS["reply-550"].spellings == ()


def test_letters_of_providers_have_a_place() -> None:
    row = ROWS["yahoo-tss04"]
    assert (row.code, row.provider, row.reasons) == (
        "TSS04",
        "Yahoo, AOL",
        ("bad-reputation", "rate-limited"),
    )


def test_no_place_is_taken_twice() -> None:
    places = [*ROWS, *(each.anchor for row in ROWS.values() for each in row.spellings)]
    assert len(set(places)) == len(places)
    assert {*places, SOURCES} <= anchors()


def test_what_could_not_be_confirmed_says_so() -> None:
    *_, last = tables(say)
    documents = {source.provider: source.document for source in last.sources}
    assert set(documents) == {provider.name for provider in bounce.providers().values()}
    for name in ("Nate", "Hiworks", "Dooray!", "NAVER WORKS"):
        assert documents[name] == ""
    assert documents["Gmail"] == "https://support.google.com/a/answer/3726730"
