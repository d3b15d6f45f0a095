"""Many log lines, sorted by reason: what reports over whole log files need, and nothing that costs more.

The same rules and codes as `classify`, without the evidence: no spans, no quoted text, no second reasons.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from checker.bounce import reply
from checker.bounce.logline import LogLine
from checker.bounce.logline import read as read_log_line
from checker.bounce.model import Action
from checker.bounce.outcome import better, by_class, classify, of_log_line
from checker.bounce.pattern import sound
from checker.bounce.providers import provider_of
from checker.bounce.rules import MEMORY, Step, first, matcher
from checker.bounce.templates import GAP, Template, Templates, template

BLOCK = 500
"""Lines that are read before the first of them is told about."""

_TOO_SHORT, _TOO_LONG = 16, 1_000
"""Templates between these lengths are remembered. In shorter replies their length decides too (see
`Matcher.by_code`); longer ones are not worth their memory.
"""


class Sorted(NamedTuple):
    """What one line tells of. The fields mean what they mean in `Outcome`; `rule` is that of its evidence."""

    reason: str
    rule: str
    action: Action
    reply_code: str | None
    status: str | None
    provider: str | None
    recipient: str | None


def classify_many(lines: Iterable[str]) -> Iterator[Sorted]:
    """One record per line, in order, as `classify` would judge it. Never raises."""
    sort = _sorter().sort
    lines = iter(lines)
    while block := list(islice(lines, BLOCK)):
        yield from sort(block)


_NOTHING = Template("", "", "", "")

_Key = str | tuple[str, tuple[int, ...], tuple[int, ...]]
"""A template, and the words that the names in its gaps hold where they hold any."""

_Fields = tuple[str | None, bool, str | None, Action] | None
"""What decides besides a template: provider, whether that is sure, the line's status code, and the action;
None for a reply without a log line around it.
"""


class _Pending(NamedTuple):
    """A template whose words leave a choice of rows, which patterns make for each text."""

    plan: tuple[Step, ...]
    reply_code: str | None
    status: str | None

    def of(self, text: str, recipient: str | None) -> Sorted | None:
        """The record for a text; None where words do not decide."""
        step = first(self.plan, text.lower().encode())
        rule = step.rule
        if rule is None or rule.reason == "network-error":
            return None
        return Sorted(
            rule.reason, rule.id, Action.FAILED, self.reply_code, self.status, step.provider, recipient
        )


_Known = dict[_Fields, Sorted | _Pending | None]
"""What holds for every line of a template; None where each line has to be read."""

_NEW: _Known = {}
_MET: _Known = {}
"""Stand for a template that was never met, and for one that was met once."""
_UNKNOWN = _Pending((), None, None)


class _Sorter:
    """Remembers what was said about texts that differ in recipient and host only.

    A template is trusted from its second time on, and only where nothing that is looked for can reach into
    its gaps and the gaps hold nothing like a code. The words that a host or a domain holds are part of the
    key. Where a pattern decides, it looks at each text anew: it might look into a gap.
    """

    def __init__(self) -> None:
        self._matcher = matcher()
        self._templates = Templates(self._matcher.words)
        self._known: dict[_Key, _Known | None] = {}
        self._kept = 0
        self._words: dict[str, tuple[int, ...] | None] = {}

    def sort(self, lines: list[str]) -> Iterator[Sorted]:
        """One record per line, in order."""
        words = self._words
        if len(words) >= MEMORY:
            words.clear()
        rows: list[tuple[str, LogLine | None, Template]] = []
        gaps: list[str] = []
        for line in lines:
            log = None
            if len(line) > reply.MAX_TEXT or not line.isascii() or GAP in line:
                parts = _NOTHING
            elif log := read_log_line(line):
                parts = template(log.text, log.recipient)
            else:
                parts = Template(line, "", "", "")
            rows.append((line, log, parts))
            _, host, domain, rest = parts
            gaps += ("" if host in words else host, "" if domain in words else domain, rest)
        telling = self._templates.telling(gaps)
        self._learn({gaps[place] for place in telling if place % 3 != 2})
        for place, (line, log, parts) in enumerate(rows):
            if parts is _NOTHING:
                yield _whole(sound(line[: reply.MAX_TEXT]))
                continue
            known = None if 3 * place + 2 in telling else self._about(parts)
            if known is None:
                yield self._read(line, log)[0]
                continue
            fields = None if log is None else (*_provider(log), log.status, log.action)
            record = known.get(fields, _UNKNOWN)
            if record is _UNKNOWN:
                found, known[fields] = self._read(line, log)
                self._kept += 1
                yield found
            elif record is None:
                yield self._read(line, log)[0]
            elif isinstance(record, Sorted):
                yield Sorted(*record[:6], log.recipient if log else None)
            elif log:
                yield record.of(log.text, log.recipient) or _whole(line)
            else:
                yield record.of(line, None) or _whole(line)

    def _about(self, parts: Template) -> _Known | None:
        """What is remembered about a template that was met before; None where its lines have to be read."""
        text, host, domain, _ = parts
        words = self._words
        key: _Key = text
        if len(text) > _TOO_LONG:
            return None
        if host in words or domain in words:
            in_host, in_domain = words.get(host, ()), words.get(domain, ())
            if in_host is None or in_domain is None:
                return None
            key = (text, in_host, in_domain)
        memory = self._known
        if (known := memory.get(key, _NEW)) is _NEW:
            if len(memory) + self._kept >= MEMORY:
                memory.clear()
                self._kept = 0
            memory[key] = _MET
            return None
        if known is _MET:
            trusted = len(text) > _TOO_SHORT and self._templates.closed(text)
            known = memory[key] = {} if trusted else None
        return known

    def _learn(self, names: set[str]) -> None:
        """Remembers which words the names of hosts and domains hold; None where they hold more than words."""
        for name in names:
            words = tuple(self._matcher.match(name.lower().encode()) or ())
            self._words[name] = words if self._templates.readable(name) else None

    def _read(self, line: str, log: LogLine | None) -> tuple[Sorted, Sorted | _Pending | None]:
        """One line by its words, and what holds for every line of its template."""
        if log is None:
            recipient, given, provider, sure = None, line, None, False
            text = reply.one_line(given)
            reply_code, status = reply.codes_of(text)
            action = by_class(reply_code, status)
        else:
            recipient, action, status, given, _ = log
            provider, sure = _provider(log)
            text = reply.one_line(given)
            reply_code, said = reply.codes_of(text)
            status = better(said, status)
        data = text.lower().encode()
        found = self._matcher.match(data) or []
        plan = self._matcher.plan(found, (reply_code, status, provider, sure, False), data)
        step = first(plan, data)
        rule = step.rule
        if rule is None or action is not Action.FAILED or rule.reason == "network-error":
            # What the codes and the notice's own action add is decided in one place.
            record = _whole(line)
        else:
            record = Sorted(rule.reason, rule.id, action, reply_code, status, step.provider, recipient)
        if provider is None and self._matcher.is_vague(found):
            return record, None
        if plan[0].checks:
            same = action is Action.FAILED and text == given
            return record, _Pending(plan, reply_code, status) if same else None
        # Words for a network error may stand in a gap, and what they mean depends on more of the text.
        return record, None if rule is not None and rule.reason == "network-error" else record


def _provider(log: LogLine) -> tuple[str | None, bool]:
    """The provider that a log line is about, and whether that is sure."""
    known = provider_of(log.remote_mta)
    if known or not log.recipient:
        return known, known is not None
    return provider_of(log.recipient[log.recipient.rfind("@") + 1 :]), False


def _whole(line: str) -> Sorted:
    log = read_log_line(line)
    outcome = classify(line) if log is None else of_log_line(log)
    return Sorted(
        outcome.reason,
        outcome.evidence.rule,
        outcome.action,
        outcome.reply_code,
        outcome.status,
        outcome.provider,
        outcome.recipient,
    )


@cache
def _sorter() -> _Sorter:
    return _Sorter()
