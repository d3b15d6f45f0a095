"""Replies and returned messages of many mail systems, one of each kind: who failed, and why.

`replies.tsv` and `notices.txt` hold them as they come over the wire.
"""

from pathlib import Path

import pytest

from checker.bounce import classify, classify_many, decode

HERE = Path(__file__).parent

REPLIES = [
    tuple(line.split("\t"))
    for line in (HERE / "replies.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def notices() -> list[tuple[str, list[tuple[str, str]], str]]:
    """(name, recipients with their reasons, message) of every notice."""
    found = []
    for block in (HERE / "notices.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, _, text = block.partition("\n\n")
        name, *wanted = head.split("\n")
        pairs = [line.removeprefix("> ").rsplit(" ", 1) for line in wanted]
        found.append((name, [(recipient, reason) for recipient, reason in pairs], text))
    return found


NOTICES = notices()


@pytest.mark.parametrize(("reason", "text"), REPLIES, ids=[row[1][:60] for row in REPLIES])
def test_a_reply_has_one_reason(reason: str, text: str) -> None:
    assert classify(text).reason == reason


@pytest.mark.parametrize(("name", "expected", "text"), NOTICES, ids=[row[0] for row in NOTICES])
def test_a_notice_names_its_recipients(name: str, expected: list[tuple[str, str]], text: str) -> None:
    assert [(outcome.recipient, outcome.reason) for outcome in decode(text).outcomes] == expected


def test_many_lines_are_sorted_as_each_line_is() -> None:
    lines = [text for _, text in REPLIES]
    singly = [classify(line) for line in lines]
    assert list(classify_many(lines)) == [
        (
            one.reason,
            one.evidence.rule,
            one.action,
            one.reply_code,
            one.status,
            one.provider,
            one.recipient,
        )
        for one in singly
    ]
