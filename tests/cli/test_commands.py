"""The commands: records, order, exit status."""

import io
import json
import mailbox
import os
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from checker.cli import main
from tests.messages import report

REPLY = "552 5.2.2 mailbox full"
MESSAGE = report(("%s@example.com", "failed", "550 5.1.1 user unknown"))

Run = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture
def records(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command with --json; its exit status and the records."""

    def run(command: str, *arguments: str, stdin: bytes = b"") -> tuple[int, list[dict[str, Any]]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        status = main([command, "--json", *arguments])
        return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_every_record_begins_with_its_input(records: Run, tmp_path: Path) -> None:
    file = tmp_path / "bounce.eml"
    file.write_text(MESSAGE % "kim")
    for command, argument in (
        ("check", "kim@example.org"),
        ("decode", str(file)),
        ("search", "메일이 안 보내져요"),
        ("diagnose", "5.1.1"),
    ):
        _, (record,) = records(command, argument)
        assert next(iter(record.items())) == ("input", argument)


def test_check_carries_the_fields_of_the_api(records: Run) -> None:
    status, (first, second) = records("check", "--locale", "en", "--", "kim@example.org", "´kim@naver.com")
    assert status == 1
    assert (first["verdict"], second["verdict"]) == ("accepted", "suspect")
    assert list(first) == [
        "input",
        "verdict",
        "address",
        "suggestion",
        "addresses",
        "deliverability",
        "findings",
        "mail_servers",
    ]
    assert "refused-character" in [finding["id"] for finding in second["findings"]]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check", "kim@example.org"], 0),
        (["check", "kim@example.org", "kim"], 1),
        (["check", "--", "-kim@example.org"], 0),
        (["decode", "--lines", "/nowhere/at/all"], 3),
        (["decode", "/nowhere/at/all.eml"], 3),
        (["search", "--locale", "ko", "메일이 안 보내져요"], 0),
        (["search", "zzzzqqqq"], 3),
        (["diagnose", REPLY], 1),
        (["diagnose", "kim@example.org"], 0),
        (["diagnose", "메일이", "안", "보내져요"], 0),
        (["diagnose", " "], 3),
    ],
)
def test_exit_status(arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == status
    assert main([arguments[0], "--json", *arguments[1:]]) == status


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nothing"],
        ["check"],
        ["decode"],
        ["search"],
        ["check", "--locale", "xx", "kim@example.org"],
        ["check", "--lines", "file", "kim@example.org"],
        ["check", "--unknown", "kim@example.org"],
    ],
)
def test_bad_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en")
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2
    assert "usage: mailclinic" in capsys.readouterr().err


USAGE = [
    # locale, arguments, what is said
    ("ko", ["check"], "mailclinic: 오류: 인수와 --lines FILE 가운데 하나만 쓰세요"),
    (
        "ko",
        ["nothing"],
        "mailclinic: 오류: COMMAND: 고를 수 없는 값입니다: 'nothing'(고를 수 있는 값: 'check', ",
    ),
    ("ko", [], "mailclinic: 오류: 빠진 인수가 있습니다: COMMAND"),
    (
        "ja",
        ["check", "--unknown", "a@example.org"],
        "mailclinic: エラー: 不明な引数があります: --unknown",
    ),
    ("ja", ["check", "--lines"], "mailclinic check: エラー: --lines: 値が1つ必要です"),
    ("ja", ["diagnose"], "mailclinic diagnose: エラー: 足りない引数があります: TEXT"),
    ("ja", ["serve", "--port", "many"], "mailclinic serve: エラー: --port: int の値として読めません"),
    (
        "en",
        ["search", "--l", "ko", "a"],
        "mailclinic search: error: ambiguous option: --l could match",
    ),
]


@pytest.mark.parametrize(("locale", "arguments", "said"), USAGE)
def test_usage_is_told_in_the_language_of_the_terminal(
    locale: str,
    arguments: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    with pytest.raises(SystemExit):
        main(arguments)
    assert capsys.readouterr().err.splitlines()[-1].startswith(said)


@pytest.mark.parametrize(
    ("locale", "heads"),
    [
        ("ko", ["사용법:", "인수:", "옵션:", "이 도움말 출력", "답의 언어"]),
        ("ja", ["使い方:", "引数:", "オプション:", "このヘルプを表示して終了する"]),
        ("en", ["usage:", "positional arguments:", "options:", "show this help message and exit"]),
    ],
)
def test_the_help_is_in_one_language(
    locale: str, heads: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    for command in ([], ["check"], ["decode"], ["serve"]):
        with pytest.raises(SystemExit):
            main([*command, "--help"])
    said = capsys.readouterr().out
    assert [head for head in heads if head not in said] == []
    assert locale == "en" or not [word for word in ("usage", "options", "show this") if word in said]


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--version"])
    assert (exit_.value.code, capsys.readouterr().out) == (0, f"mailclinic {version('mailclinic')}\n")


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("ko", "파일을 읽을 수 없습니다: 파일이나 폴더가 없습니다"),
        ("ja", "ファイルを読めません: ファイルまたはフォルダーがありません"),
        ("en", "The file can't be read: There is no such file or folder"),
    ],
)
def test_a_file_that_is_not_there(locale: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--locale", locale, "--lines", "/nowhere/at/all"]) == 3
    assert capsys.readouterr().err == f"mailclinic: /nowhere/at/all: {said}\n"


@pytest.mark.parametrize("command", ["check", "decode", "search"])
def test_a_blank_line_is_told_by_every_command(command: str, records: Run) -> None:
    status, found = records(command, "--lines", "-", stdin="5.1.1\n\n \u3000\r\n".encode())
    assert status == 3
    assert [record["input"] for record in found] == ["5.1.1", "", " \u3000"]
    assert ["problem" in record for record in found] == [False, True, True]
    assert {record["problem"]["type"] for record in found[1:]} == {"/problems/empty-input"}


def test_what_fits_nothing_says_what_to_try(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", "--locale", "en", "zzzzqqqq"]) == 3
    assert capsys.readouterr().out.splitlines() == [
        "zzzzqqqq",
        "  No cause was found for this text",
        "  If you have the returned message or an error code, paste it too.",
        "  Choose from the list of symptoms: http://127.0.0.1:8000/en/symptoms/",
        "  Read as: Question in your own words",
    ]

    assert main(["diagnose", "--locale", "en", "--as", "reply", "zzzzqqqq"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "  Read as: Server response"


def test_a_broken_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MAILCLINIC_PORT", "many")
    assert main(["check", "kim@example.org"]) == 2
    assert capsys.readouterr().err.startswith("mailclinic: port: ")


def test_lines_keep_their_order_and_bad_ones_are_told(records: Run) -> None:
    lines = b"\xef\xbb\xbfkim@example.org\r\n\xff\xfe@example.org\n" + b"x" * 100_000 + b"\n\nlee@example.org"
    status, found = records("check", "--lines", "-", stdin=lines)
    assert status == 3
    assert [record["input"][:20] for record in found] == [
        "kim@example.org",
        "\ufffd\ufffd@example.org",
        "x" * 20,
        "",
        "lee@example.org",
    ]
    kinds = [
        record["problem"]["type"].rpartition("/")[2] if "problem" in record else None for record in found
    ]
    assert kinds == [None, "invalid-text", "too-large", "empty-input", None]
    assert found[1]["problem"]["title"]


def test_reply_lines(records: Run, tmp_path: Path) -> None:
    file = tmp_path / "replies.txt"
    file.write_text(f"{REPLY}\n550 5.1.1 user unknown\n250 2.0.0 Ok: queued\n", encoding="utf-8")
    status, found = records("decode", "--lines", str(file))
    assert status == 1
    assert [record["input"] for record in found] == file.read_text().splitlines()
    assert [record["outcomes"][0]["reason"] for record in found[:2]] == ["mailbox-full", "user-unknown"]
    assert found[2]["summary"]["failed"] == 0


def test_messages_from_anywhere(records: Run, tmp_path: Path) -> None:
    file = tmp_path / "one.eml"
    file.write_text(MESSAGE % "one")
    box = mailbox.mbox(tmp_path / "box")
    for name in ("two", "three"):
        box.add(mailbox.mboxMessage(MESSAGE % name))
    box.close()
    folder = mailbox.Maildir(tmp_path / "folder")
    folder.add(MESSAGE % "four")
    names = [str(file), str(tmp_path / "box"), str(tmp_path / "folder"), "-"]
    status, found = records("decode", *names, stdin=(MESSAGE % "five").encode())
    assert status == 1
    recipients = [record["outcomes"][0]["recipient"] for record in found]
    assert recipients == [f"{name}@example.com" for name in ("one", "two", "three", "four", "five")]
    assert [record["input"] for record in found[:3]] == [names[0], names[1], names[1]]
    assert found[3]["input"].startswith(names[2] + os.sep)
    assert found[4]["input"] == "-"
    assert [record.get("index") for record in found] == [None, 0, 1, None, None]
    assert list(found[1])[:2] == ["input", "index"]


@pytest.mark.parametrize("name", ["box", "-"])
def test_messages_of_one_file_are_told_apart(records: Run, tmp_path: Path, name: str) -> None:
    """A line that only looks like the beginning of a message begins none; a broken message ends none."""
    parts = [
        MESSAGE % "one" + "Much came\nFrom here on, text.\n>From the quoted.\n\n",
        "\n\n",
        "x" * (10 * 2**20 + 1) + "\n\n",
        MESSAGE % "two",
    ]
    data = "".join(f"From MAILER-DAEMON Mon Nov 23 05:00:00 2026\n{part}" for part in parts).encode()
    file = tmp_path / "box"
    file.write_bytes(data)
    status, found = records("decode", str(file) if name == "box" else "-", stdin=data)
    assert status == 3
    assert [record["index"] for record in found] == [0, 1, 2, 3]
    assert [record["problem"]["type"].rpartition("/")[2] for record in found[1:3]] == [
        "empty-input",
        "too-large",
    ]
    assert [found[n]["outcomes"][0]["recipient"] for n in (0, 3)] == ["one@example.com", "two@example.com"]


def test_what_cannot_be_read_is_told_and_the_rest_answered(records: Run, tmp_path: Path) -> None:
    (tmp_path / "good.eml").write_text(MESSAGE % "kim")
    (tmp_path / "empty.eml").write_text(" \n")
    (tmp_path / "large.eml").write_bytes(b"x" * (10 * 2**20 + 1))
    (tmp_path / "no-maildir").mkdir()
    names = [
        str(tmp_path / name) for name in ("none.eml", "empty.eml", "large.eml", "no-maildir", "good.eml")
    ]
    status, found = records("decode", *names)
    assert status == 3
    assert [record["input"] for record in found] == names
    kinds = [record["problem"]["type"].rpartition("/")[2] for record in found[:4]]
    assert kinds == ["unreadable-file", "empty-input", "too-large", "unreadable-file"]
    assert found[4]["outcomes"][0]["recipient"] == "kim@example.com"


def test_questions_line_by_line(records: Run) -> None:
    lines = "메일이 안 보내져요\n메일함이 가득 찼대요\n".encode()
    status, found = records("search", "--locale", "ko", "--lines", "-", stdin=lines)
    assert status == 0
    assert [record["query"] for record in found] == lines.decode().splitlines()
    assert "symptoms/cannot-send" in found[0]["articles"][:3]
    assert "reasons/mailbox-full" in found[1]["articles"][:3]


@pytest.mark.parametrize(
    ("variables", "locale"),
    [
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "C"}, "ko"),
        ({"LC_ALL": "C.UTF-8", "LANG": "en_US"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "ko"),
        ({}, "ko"),
    ],
)
def test_the_language_of_the_terminal(
    variables: dict[str, str], locale: str, records: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    _, (record,) = records("diagnose", "5.2.2")
    assert record["answer"]["outcomes"][0]["article"] == f"/{locale}/reasons/mailbox-full/"


def test_text_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", "--locale", "en", REPLY]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [
        REPLY,
        "  The message wasn't delivered",
        "  - The recipient's mailbox is full (552 5.2.2)",
        f"    {REPLY}",
    ]
    assert "    http://127.0.0.1:8000/en/reasons/mailbox-full/" in lines


def test_a_terminal_is_not_driven_by_what_was_pasted(capsys: pytest.CaptureFixture[str]) -> None:
    main(["diagnose", "--locale", "en", "550 5.1.1 \x1b[31muser unknown\x07 \x9b2J"])
    main(["check", "--locale", "en", "kim\x1b]0;title\x07@example.org"])
    shown = capsys.readouterr().out
    assert not [char for char in shown if char not in "\n" and not char.isprintable()]


@pytest.mark.parametrize(
    ("text", "status"),
    [("550 5.1.1 user unknown", 1), ("450 4.2.0 Greylisted", 0), ("250 2.0.0 Ok", 0), ("hello world", 3)],
)
def test_decode_tells_a_failure_from_a_text_that_is_none(text: str, status: int, tmp_path: Path) -> None:
    file = tmp_path / "pasted.txt"
    file.write_text(text, encoding="utf-8")
    assert main(["decode", "--locale", "en", str(file)]) == status
