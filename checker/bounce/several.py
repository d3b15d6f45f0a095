"""Several answers in one pasted text: blocks per recipient, replies on lines of their own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.bounce.addresses import find
from checker.bounce.layers import prose
from checker.bounce.message import Message
from checker.bounce.model import Action, Outcome
from checker.bounce.outcome import classify, of_report
from checker.bounce.reply import MAX_TEXT
from checker.bounce.session import is_session
from checker.bounce.signs import is_notice

_BLOCK = re.compile(
    r"^[ \t>]{0,4}<[^<>\s@]{1,64}@[^<>\s@]{1,255}>(?: \([^()\n]{1,300}\))?:[ \t]*\S", re.MULTILINE
)
"""How Postfix begins what it says about a recipient: `<user@example.com>: host mx.example.com said: ...`."""
_NAMED = re.compile(r"\A[^\s<>]{1,320}>(?: \([^()\n]{1,300}\))?:\s*")
_START = re.compile(r"\s*(?:smtp; ?)?([245]\d\d|334|354)([ -])", re.IGNORECASE)
_OF_SENDER = frozenset(
    {"sender-rejected", "sender-not-allowed", "relay-denied", "smtp-authentication-required"}
)


def of_blocks(text: str) -> tuple[Outcome, ...]:
    """An outcome per recipient from the blocks of a notice without its header; empty where there are none,
    or none of them tells a cause: then they may be a list of names.
    """
    if not _BLOCK.search(text):
        return ()
    message = Message({}, notice=text)
    reports = prose.read(message)
    over = is_notice(message, " ".join(text[:4000].split()))
    for report in reports:
        report.text = _NAMED.sub("", report.text.rstrip("\n <"))
        report.action = Action.FAILED if over else None
    outcomes = tuple(of_report(report) for report in reports)
    telling = any(outcome.reason != "unknown" or outcome.reply_code for outcome in outcomes)
    return outcomes if telling else ()


def of_replies(lines: Sequence[str]) -> tuple[Outcome, ...]:
    """An outcome per reply from lines that hold several of them; empty where they hold only one.

    Lines of a multi-line reply (RFC 5321 section 4.2.1) stay together, and so do lines with one code that
    name no recipients of their own. What a server said before it refused is no outcome.
    """
    replies: list[list[str]] = []
    last: tuple[str, str] | None = None
    named: list[str] = []
    for line in lines:
        start = _START.match(line)
        if start is None and last is None:
            return ()
        names = find(line[:MAX_TEXT])[:1]
        goes_on = start is None or (last is not None and last[0] == start[1])
        if goes_on and (
            start is None or (last and last[1] == "-") or not (named and names and named != names)
        ):
            replies[-1].append(line)
            named = named or names
        else:
            replies.append([line])
            named = names
        last = (start[1], start[2]) if start else last
    if len(replies) < 2:
        return ()
    texts = ["\n".join(reply) for reply in replies]
    refused = [text for text in texts if not text.lstrip().startswith(("2", "3")) or find(text[:MAX_TEXT])]
    return tuple(_about(text) for text in refused or texts if not is_session(text))


def _about(text: str) -> Outcome:
    outcome = classify(text)
    names = find(text[:MAX_TEXT])
    if outcome.recipient is None and len(names) == 1 and outcome.reason not in _OF_SENDER:
        return replace(outcome, recipient=names[0])
    return outcome
