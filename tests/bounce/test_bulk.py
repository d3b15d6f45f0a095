"""Many lines at once are judged as each line is alone, whatever was remembered from the lines before."""

import json
import os
import random
from pathlib import Path

import pytest

from benchmarks.log_lines import Writer
from checker.bounce import Outcome, Sorted, classify, classify_many
from checker.bounce.rules import matcher

REPLIES = [
    line.partition("\t")[2]
    for line in (Path(__file__).parent / "replies.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
EXAMPLES = [rule.example for rule in matcher().rules]
POSTFIX = (
    "Nov 22 10:00:01 mx postfix/smtp[1]: 4F1: to=<{to}>, relay={host}[192.0.2.1]:25, delay=1, dsn=5.0.0, "
    "status=bounced (host {host}[192.0.2.1] said: {reply} (in reply to RCPT TO command))"
)


def sorted_alone(line: str) -> Sorted:
    """The record that one line gives alone."""
    outcome: Outcome = classify(line)
    return Sorted(
        outcome.reason,
        outcome.evidence.rule,
        outcome.action,
        outcome.reply_code,
        outcome.status,
        outcome.provider,
        outcome.recipient,
    )


def differing(lines: list[str], before: int = 0) -> list[tuple[str, Sorted, Sorted]]:
    """(line, record among many, record alone) where the two differ; the lines were met `before` already."""
    for _ in range(before):
        list(classify_many(lines))
    return [
        (line, found, alone)
        for line, found in zip(lines, classify_many(lines), strict=True)
        if found != (alone := sorted_alone(line))
    ]


def test_log_lines_of_five_servers() -> None:
    writer = Writer(seed=1)
    lines = [*writer.familiar(REPLIES + EXAMPLES, 4_000), *writer.unseen(REPLIES + EXAMPLES, 500)]
    assert len(set(lines)) == len(lines)
    assert differing(lines) == []


def test_addresses_and_hosts_that_hold_what_is_looked_for() -> None:
    """Words, codes and parts of them where a log line names the recipient and the host."""
    chosen = random.Random(7)
    literals = [word for word in matcher().words if word.isascii()]
    words = [part for literal in literals for part in literal.split()]
    words += ["450", "550-5.1.1", "5.1.1", "x-4.2.2", "error-450", "code", "spf", "ip", "["]
    lines = []
    for reply in chosen.choices(EXAMPLES + REPLIES, k=800) + [
        f"{a} {{}} {b}" for a, b in pairs(chosen, words)
    ]:
        first, second, third = (chosen.choice(words).strip("<>()[]:;,'\"") or "x" for _ in range(3))
        to, host = f"{first}.{second}@{third}.com", f"{third}.{first}.net"
        if chosen.random() < 0.3:
            to = f"{first}@{second}"
        named = reply.replace("{}", to) if "{}" in reply else f"{reply} {to}"
        lines.append(POSTFIX.format(to=to, host=host, reply=named))
        lines.append(POSTFIX.format(to="a@example.com", host=host, reply=named.replace(to, "a@example.com")))
    assert differing(lines, before=2) == []


def pairs(chosen: random.Random, words: list[str]) -> list[tuple[str, str]]:
    """Words to stand before and after an address, so that a phrase may reach into it."""
    return [(chosen.choice(words), chosen.choice(words)) for _ in range(1_200)]


@pytest.mark.skipif("MAILCLINIC_CORPORA" not in os.environ, reason="needs the labelled replies")
def test_labelled_replies() -> None:
    folder = Path(os.environ["MAILCLINIC_CORPORA"]) / "bounces"
    replies = [
        json.loads(line)["line"]
        for name in ("lines.jsonl", "lines_unlabelled.jsonl")
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    ]
    assert differing([*replies, *Writer(seed=2).familiar(replies, 50_000)]) == []
