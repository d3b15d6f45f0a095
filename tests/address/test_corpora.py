"""Accuracy on public test suites and collected cases, where MAILCLINIC_CORPORA names them.

The suites do not agree with each other, or with what a help centre needs, in a few rows: see ARGUED.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from checker.address import REFUSED_CHARACTERS, check
from tests.servers.parts import require_corpora

ARGUED = {
    # A full-width at-sign as the whole local part: RFC 6531 lets it pass, but it is a doubled at-sign
    # of which one has the wrong width, and no mailbox has this name.
    "＠@fullwidth.at": "rejected",
    # A quoted local part with a quotation mark and a backslash inside: both are refused characters,
    # so taking off the display name is not enough.
    '"My.\\"Na\\\\me\\".Is" <"me \\" \\\\ me"@example.org>': "suspect",
}


def rows(name: str) -> list[dict[str, Any]]:
    path: Path = require_corpora("address") / f"{name}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def is_as_expected(row: dict[str, Any]) -> bool:
    text, repair = row["address"], row.get("repair")
    verdict = check(text)
    if text in ARGUED:
        return verdict.verdict == ARGUED[text]
    match row["expected"]:
        case "valid":
            refused = bool(REFUSED_CHARACTERS & set(text))
            as_is = verdict.verdict == "accepted" and (repair is None or verdict.address == repair)
            return as_is or (refused and verdict.verdict == "suspect")
        case "repairable" | "display_name":
            return verdict.verdict == "repaired" and (repair is None or verdict.address == repair)
        case "suspect" if repair is not None:
            suggested = verdict.suggestion or ""
            return verdict.verdict in ("suspect", "rejected") and suggested in (repair, f"kim@{repair}")
        case "suspect":
            return verdict.verdict in ("suspect", "rejected")
        case "crm_reject":
            refused = bool(REFUSED_CHARACTERS & set(text.rpartition("@")[0]))
            return verdict.verdict == ("suspect" if refused else "accepted") and bool(verdict.findings)
        case "list":
            entries = [entry.verdict for entry in verdict.addresses]
            return verdict.verdict == "list" and entries == ["accepted"] * int(row["note"].split()[0])
        case "invalid" if row["corpus"] == "paste":
            return verdict.verdict == "rejected"
        case "invalid" | "reserved":
            # The suites judge the bare text. What we repair in it was not accepted as it was.
            return verdict.verdict != "accepted"
        case "valid_unusual":
            return verdict.verdict in ("accepted", "suspect", "rejected")
        case other:
            raise AssertionError(f"a row expects {other}")


@pytest.mark.parametrize("name", ["paste", "isemail", "email_validator", "uasg004"])
def test_every_row(name: str) -> None:
    missed = [row["address"] for row in rows(name) if not is_as_expected(row)]
    assert missed == []


def test_no_paste_is_taken_for_another_mailbox() -> None:
    wrong = [
        row["address"]
        for row in rows("paste")
        if row["repair"] and check(row["address"]).address not in (None, row["repair"])
    ]
    assert wrong == []


def suggested(domain: str) -> str | None:
    suggestion = check(f"kim@{domain}").suggestion
    return suggestion.rpartition("@")[2] if suggestion else None


def test_korean_typos() -> None:
    pairs = [(row["typed"], row["suggest"]) for row in rows("typo") if row["corpus"] == "ko_public_maps"]
    count = Counter(
        "right" if found == meant else "missed" if found is None else "wrong"
        for found, meant in ((suggested(typed), meant) for typed, meant in pairs)
    )
    assert count["right"] >= 0.92 * len(pairs)
    assert count["wrong"] <= 0.01 * len(pairs)


def test_real_domains_are_not_called_typos() -> None:
    real = [row["typed"] for row in rows("typo") if row["corpus"] == "leave_alone"]
    assert [domain for domain in real if suggested(domain) is not None] == []
