"""How often the decoder of delivery failures is right, and how fast it is.

    python -m benchmarks.bounces CORPORA [--speed-only | --accuracy-only]

CORPORA is a folder with `bounces/messages.jsonl` and `messages/` (labelled returned messages), `lines.jsonl`
(labelled reply lines) and `mailman.jsonl` with `mailman/` (recipients). Prints one table: ours, flufl.bounce
where it is installed (recipients only), what is still wrong by kind, and the bare parse of the standard
library as the floor. Speed is measured on distinct lines and in processor time, so that other work on the
machine does not count.
"""

import argparse
import email
import json
import sys
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
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


def wrong(folder: Path) -> Counter[tuple[str, str, str]]:
    """(what, expected, got) -> how often: what is still wrong, by kind. No message or line is named."""
    kinds: Counter[tuple[str, str, str]] = Counter()
    for pairs, _ in _matched(folder):
        for label, outcome in pairs:
            if outcome is None:
                kinds["message", "/".join(label["reasons"]), "recipient not found"] += 1
                continue
            if outcome.reason not in label["reasons"]:
                kinds["message", "/".join(label["reasons"]), outcome.reason] += 1
            if outcome.hard != label["hard"]:
                kinds["message", f"hard: {label['hard']}", f"hard: {outcome.hard}"] += 1
    for row in rows(folder / "lines.jsonl"):
        reason = classify(row["line"]).reason
        if reason not in row["reasons"]:
            kinds["line", "/".join(row["reasons"]), reason] += 1
    return kinds


def _named(outcomes: Iterable[Outcome]) -> set[str]:
    told = {Action.FAILED, Action.DELAYED}
    return {plain(outcome.recipient) for outcome in outcomes if outcome.recipient and outcome.action in told}


_Pair = tuple[dict[str, Any], Outcome | None]
"""A label and the outcome that is about it."""


def _matched(folder: Path) -> Iterator[tuple[list[_Pair], int]]:
    """Per message: its labels with the outcomes that are about them, and how many outcomes are left over.

    The one outcome of a message with one label is about it even where the recipient is another.
    """
    files: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(folder / "messages.jsonl"):
        files[row["file"]].append(row)
    for name, labels in files.items():
        left = list(decode((folder / "messages" / name).read_bytes()).outcomes)
        pairs: list[_Pair] = []
        for label in labels:
            outcome = next((one for one in left if _is_about(label, one)), None)
            if outcome is not None:
                left.remove(outcome)
            elif len(labels) == 1 and len(left) == 1:
                outcome = left[0]
            pairs.append((label, outcome))
        yield pairs, len(left)


def _is_about(label: dict[str, Any], outcome: Outcome) -> bool:
    return bool(outcome.recipient) and plain(outcome.recipient or "") in {
        plain(address) for address in label["recipients"]
    }


def _messages(folder: Path) -> dict[str, float]:
    right = hard = found = extra = wrong_failures = total = 0
    for pairs, left in _matched(folder):
        extra += left
        for label, outcome in pairs:
            total += 1
            if outcome is None:
                continue
            found += _is_about(label, outcome)
            right += outcome.reason in label["reasons"]
            hard += outcome.hard == label["hard"]
            wrong_failures += label["reasons"][0] in NO_FAILURE and outcome.reason not in NO_FAILURE
    return {
        "messages: reason": right / total,
        "messages: hard": hard / total,
        "recipients: precision": found / (found + extra),
        "recipients: recall": found / total,
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
                matcher().match, [line.lower().encode() for line in familiar]
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
            print("flufl.bounce is not installed, so it is left out: pip install flufl.bounce")
        print("\nstill wrong: what, expected -> got")
        for (what, expected, got), count in sorted(
            wrong(folder).items(), key=lambda kind: (-kind[1], kind[0])
        ):
            print(f"{count:4} {what:8} {expected} -> {got}")
        print()
    if not chosen.accuracy_only:
        for what, figures in speed(folder).items():
            for who, figure in figures.items():
                print(f"{what:34} {who:30} {figure:>10,.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
