"""How often the decoder of delivery failures is right, and how fast it is.

    python -m benchmarks.bounces CORPORA [--speed-only | --accuracy-only]

CORPORA is a folder with `bounces/messages.jsonl` and `messages/` (labelled returned messages), `lines.jsonl`
(labelled reply lines) and `mailman.jsonl` with `mailman/` (recipients). Prints one table: ours, flufl.bounce
where it is installed (recipients only), and the bare parse of the standard library as the floor. Speed is
measured on distinct lines and in processor time, so that other work on the machine does not count.
"""

import argparse
import email
import json
import sys
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.log_lines import Writer
from checker.bounce import Action, Outcome, classify, classify_many, decode
from checker.bounce.rules import matcher

NO_FAILURE = {"auto-reply", "complaint", "delivered", "delayed"}
LINES = 100_000
CHUNK = 1_000


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a JSON Lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def plain(address: str) -> str:
    """An address as it is compared: without case and quotes."""
    return address.lower().replace('"', "")


def accuracy(folder: Path) -> dict[str, float]:
    """Figure name -> share (0 to 1) or count, for the labelled messages, lines and the mailing list set."""
    figures = _messages(folder)
    lines = rows(folder / "lines.jsonl")
    figures["lines: reason"] = sum(classify(row["line"]).reason in row["reasons"] for row in lines) / len(
        lines
    )
    missed = extra = 0
    for row in rows(folder / "mailman.jsonl"):
        want = {plain(name) for name in (*row["permanent"], *row["temporary"])}
        got = _named(decode((folder / "mailman" / row["file"]).read_bytes()).outcomes)
        missed, extra = missed + len(want - got), extra + len(got - want)
    return {**figures, "mailing list set: misses": missed, "mailing list set: extras": extra}


def _named(outcomes: Iterable[Outcome]) -> set[str]:
    told = {Action.FAILED, Action.DELAYED}
    return {plain(outcome.recipient) for outcome in outcomes if outcome.recipient and outcome.action in told}


def _messages(folder: Path) -> dict[str, float]:
    files: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(folder / "messages.jsonl"):
        files[row["file"]].append(row)
    right = hard = found = missed = extra = wrong_failures = total = 0
    for name, labels in files.items():
        left = list(decode((folder / "messages" / name).read_bytes()).outcomes)
        for label in labels:
            total += 1
            names = {plain(address) for address in label["recipients"]}
            outcome = next((one for one in left if one.recipient and plain(one.recipient) in names), None)
            if outcome is not None:
                found += 1
                left.remove(outcome)
            else:
                missed += 1
                if not (len(labels) == 1 and len(left) == 1):
                    continue
                outcome = left.pop()
                extra += 1
            right += outcome.reason in label["reasons"]
            hard += outcome.hard == label["hard"]
            wrong_failures += label["reasons"][0] in NO_FAILURE and outcome.reason not in NO_FAILURE
        extra += len(left)
    return {
        "messages: reason": right / total,
        "messages: hard": hard / total,
        "recipients: precision": found / (found + extra),
        "recipients: recall": found / (found + missed),
        "non-failures called a failure": wrong_failures,
    }


def per_second(work: Callable[[Any], object], items: list[Any]) -> float:
    """Items per second of processor time; the better of two runs after a short one to warm up."""
    for item in items[:500]:
        work(item)
    best = 0.0
    for _ in range(2):
        start = time.process_time()
        for item in items:
            work(item)
        best = max(best, len(items) / (time.process_time() - start))
    return best


def speed(folder: Path) -> dict[str, dict[str, float]]:
    """What -> who -> items per second."""
    messages = [path.read_bytes() for path in sorted((folder / "messages").glob("*.eml"))]
    replies = [
        row["line"] for name in ("lines.jsonl", "lines_unlabelled.jsonl") for row in rows(folder / name)
    ]
    familiar = list(Writer(seed=4).familiar(replies, LINES))
    unseen = list(Writer(seed=5).unseen(replies, LINES))
    table = {
        "messages per second": {
            "ours": per_second(decode, messages),
            "standard library, parse only": per_second(email.message_from_bytes, messages),
        },
        "distinct log lines per second, sorted": {
            "ours": _sorted_per_second(familiar),
            "ours, every reply worded anew": _sorted_per_second(unseen),
            "RE2 set of all rules, nothing else": per_second(
                matcher().match, list(map(str.encode, familiar))
            ),
        },
        "distinct log lines per second, in full": {"ours": per_second(classify, familiar)},
        "distinct replies per second": {
            "ours": per_second(classify, [f"{replies[i % len(replies)]} {i:x}" for i in range(LINES)])
        },
    }
    scan = _flufl()
    if scan is not None:
        table["messages per second"]["flufl.bounce, recipients only"] = per_second(
            lambda data: scan(email.message_from_bytes(data)), messages
        )
    return table


def _sorted_per_second(lines: list[str]) -> float:
    chunks = [lines[start : start + CHUNK] for start in range(0, len(lines), CHUNK)]
    return per_second(lambda chunk: deque(classify_many(chunk), 0), chunks) * CHUNK


def _flufl() -> Callable[[Any], Iterable[bytes]] | None:
    try:
        return import_module("flufl.bounce").all_failures  # type: ignore[no-any-return]
    except ImportError:
        return None


def _peer(folder: Path, scan: Callable[[Any], Any]) -> dict[str, float]:
    """What flufl.bounce finds in the same messages: recipients only."""
    found = missed = extra = 0
    files: dict[str, list[set[str]]] = defaultdict(list)
    for row in rows(folder / "messages.jsonl"):
        if row["reasons"][0] not in NO_FAILURE:
            files[row["file"]].append({plain(address) for address in row["recipients"]})
    for name, wanted in files.items():
        temporary, permanent = scan(email.message_from_bytes((folder / "messages" / name).read_bytes()))
        got = {plain(address.decode("utf-8", "replace")) for address in (*temporary, *permanent)}
        hits = [names for names in wanted if names & got]
        found, missed = found + len(hits), missed + len(wanted) - len(hits)
        extra += len(got - set().union(*wanted))
    return {
        "recipients: precision": found / max(1, found + extra),
        "recipients: recall": found / max(1, found + missed),
    }


def main(argv: list[str] | None = None) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path, help="the folder that holds bounces/")
    parser.add_argument("--speed-only", action="store_true")
    parser.add_argument("--accuracy-only", action="store_true")
    chosen = parser.parse_args(argv)
    folder = chosen.corpora / "bounces" if (chosen.corpora / "bounces").is_dir() else chosen.corpora
    if not chosen.speed_only:
        for name, figure in accuracy(folder).items():
            shown = f"{figure:.1%}" if isinstance(figure, float) else str(figure)
            print(f"{name:34} ours {shown:>10}")
        scan = _flufl()
        if scan is not None:
            for name, figure in _peer(folder, scan).items():
                print(f"{name:34} flufl.bounce {figure:>10.1%}")
        else:
            print("flufl.bounce is not installed: left out")
    if not chosen.accuracy_only:
        for what, figures in speed(folder).items():
            for who, figure in figures.items():
                print(f"{what:34} {who:30} {figure:>10,.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
