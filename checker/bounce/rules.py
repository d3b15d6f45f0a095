"""Words to reasons: rules.toml, matched as one RE2 set, linear in the length of the text.

The set holds plain texts without gaps; what a row asks beyond them is checked where it hits.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

import re2

from checker.bounce.coded import VAGUE, Verdict, by_code, is_telling, status_reasons
from checker.bounce.model import Also, Why
from checker.bounce.rule import Condition, Rule, options, plain, presence, rule_of
from checker.bounce.tables import load, reasons


class _Phrase(NamedTuple):
    """A phrase of a rule: `literal` where it is plain text, else `regex`; `order` is its place among all
    phrases.
    """

    order: int
    rule: Rule | None
    literal: str
    regex: Any
    provider: str


About = tuple[str | None, str | None, str | None, bool, bool]
"""What a decision rests on besides words: reply code, status, provider, is that sure, is the text prose."""

_Check = tuple[Callable[[bytes], object], bool]
"""A pattern that plain texts could not settle, and whether it must be there."""


class Step(NamedTuple):
    """One row that may speak, once its checks hold; `rule` is None where no row is left."""

    rule: Rule | None
    phrase: "_Phrase | None"
    provider: str | None
    also: tuple[Also, ...]
    checks: tuple[_Check, ...]


def _first(plan: tuple[Step, ...], data: bytes) -> Step:
    """The first row of a plan whose checks hold for a text (UTF-8, lower case)."""
    for step in plan:
        for test, wanted in step.checks:
            if bool(test(data)) is not wanted:
                break
        else:
            return step
    raise AssertionError("a plan ends with a step that always holds")


class _Hits(NamedTuple):
    """What the set found in a text: places, phrases of rules and marks of providers in order, and the plans
    made for them; `vague` where a mark is more than plain text.
    """

    there: frozenset[int]
    rows: tuple[_Phrase, ...]
    marks: tuple[_Phrase, ...]
    vague: bool
    plans: dict[About, tuple[Step, ...]]


MEMORY = 20_000
"""Plans that are remembered. Log files say the same few hundred things about new addresses."""


class Matcher:
    """All rules and the marks of all providers.

    The set holds plain texts only, each once. What a phrase asks beyond its plain text is checked where it
    hits.
    """

    def __init__(self, rows: list[dict[str, Any]], marks: Mapping[str, list[str]]) -> None:
        self.rules = tuple(rule_of(row, reasons()) for row in rows)
        phrases: list[tuple[str, Rule | None, str]]
        first = [rule for rule in self.rules if not rule.last]
        last = [{**row, "last": False, "loose": True} for row in rows if row.get("last")]
        self._last = Matcher(last, {}) if last else None
        phrases = [(phrase, rule, rule.id) for rule in first for phrase in rule.phrases]
        phrases += [(mark, None, provider) for provider, words in marks.items() for mark in words]
        found: dict[str, list[_Phrase]] = {}
        for order, (phrase, rule, owner) in enumerate(phrases):
            text, regex = plain(phrase, owner)
            found.setdefault(text, []).append(_Phrase(order, rule, text, regex, owner))
        literally = options()
        literally.never_capture = literally.literal = True
        self._set = re2.Set.SearchSet(literally)
        conditions = [each for rule in first for each in (rule.confirm, rule.unless) if each]
        for word in (word for condition in conditions for word in condition.words):
            found.setdefault(word, [])
        for text in found:
            self._set.Add(text)
        self._set.Compile()
        self._places = {text: place for place, text in enumerate(found)}
        self._phrases = list(found.values())
        self.match: Callable[[bytes], list[int]] = self._set.Match
        self._status_reason = status_reasons()
        self._tests: dict[str, Callable[[bytes], object]] = {}
        self._memory: dict[tuple[int, ...], _Hits] = {}
        self._made = 0
        self.words = tuple(found)

    def judge(
        self,
        text: str,
        reply_code: str | None,
        status: str | None,
        provider: str | None,
        sure: bool,
        prose: bool = False,
    ) -> Verdict:
        """The reason for a reply, from its words first and its codes second.

        `sure`: the provider is known from the host that replied, so another provider's rules stay out;
        else the provider is a guess from the recipient's domain, and words outrank it. `prose`: the text
        is not a reply but the sentences around one.
        """
        low = text.lower()
        if len(low) != len(text):
            low = "".join(char if len(char.lower()) != 1 else char.lower() for char in text)
        data = low.encode("utf-8", "replace")
        found = self.match(data)
        step = self.step(found, (reply_code, status, provider, sure, prose), data) if found else None
        if step is None or step.rule is None or step.phrase is None:
            provider = step.provider if step else provider
            if self._last is None or prose or is_telling(reply_code, status, provider):
                return by_code(text, reply_code, status, provider)
            return self._last.judge(text, reply_code, status, provider, sure)
        rule, phrase = step.rule, step.phrase
        if phrase.regex is not None:
            start, end = phrase.regex.search(low).span()
        else:
            start = low.find(phrase.literal)
            end = start + len(phrase.literal)
        return Verdict(rule.reason, rule.id, start, end, step.provider, step.also, rule.loose)

    def step(self, found: list[int], about: About, data: bytes) -> Step:
        """The row that speaks about a text (UTF-8, lower case) in which the set found these places."""
        return _first(self._plan_for(found, about, data), data)

    def _plan_for(self, found: list[int], about: About, data: bytes) -> tuple[Step, ...]:
        """The rows that may speak, in order. Plain texts are settled here, once for all texts alike."""
        key = tuple(found)
        if (hits := self._memory.get(key)) is None:
            hits = self._memory[key] = self._hits(key)
        # A mark that is more than plain text says whose reply it is: then the plan is for this text alone.
        plan = None if hits.vague and about[2] is None else hits.plans.get(about)
        if plan is None:
            plan = hits.plans[about] = self._plan(hits, about, data)
            self._made += 1
            if self._made >= MEMORY:
                self._made = 0
                self._memory = {key: hits._replace(plans={})}
        return plan

    def _hits(self, found: tuple[int, ...]) -> _Hits:
        hits = sorted([phrase for index in found for phrase in self._phrases[index]])
        rows = tuple([hit for hit in hits if hit.rule is not None])
        marks = tuple(hits[len(rows) :])
        return _Hits(frozenset(found), rows, marks, any(mark.regex is not None for mark in marks), {})

    def _plan(self, hits: _Hits, about: About, data: bytes) -> tuple[Step, ...]:
        reply_code, status, provider, sure, prose = about
        if provider is None:
            provider = next((mark.provider for mark in hits.marks if self._stands(mark, data)), None)
        steps: list[Step] = []
        for hit in hits.rows:
            rule = hit.rule
            if rule is None:
                break
            if (prose and rule.loose) or (sure and rule.provider != "any" and rule.provider != provider):
                continue
            if rule.codes and not rule.allows(reply_code, status):
                continue
            checks: list[_Check] = []
            if hit.regex is not None:
                checks.append((self._test(hit.regex.pattern), True))
            if not self._settle(rule.confirm, True, hits.there, checks):
                continue
            if not self._settle(rule.unless, False, hits.there, checks):
                continue
            whose = rule.provider if rule.provider != "any" else provider
            steps.append(Step(rule, hit, whose, self._also(rule, status, whose), tuple(checks)))
            if not checks:
                break
        if not steps or steps[-1].checks:
            steps.append(Step(None, None, provider, (), ()))
        return tuple(steps)

    def _settle(
        self, condition: Condition | None, wanted: bool, there: frozenset[int], checks: list[_Check]
    ) -> bool:
        """Whether a row may still speak; what plain texts do not settle is added to the checks."""
        if condition is None:
            return True
        places = self._places
        if any(places[word] in there for word in condition.words):
            return wanted
        if condition.pattern is None:
            return not wanted
        checks.append((self._test(condition.pattern), wanted))
        return True

    def _test(self, pattern: str) -> Callable[[bytes], object]:
        test = self._tests.get(pattern)
        if test is None:
            test = self._tests[pattern] = presence(pattern)
        return test

    def _stands(self, phrase: _Phrase, data: bytes) -> bool:
        return phrase.regex is None or bool(self._test(phrase.regex.pattern)(data))

    def _also(self, rule: Rule, status: str | None, provider: str | None) -> tuple[Also, ...]:
        """The rule's own second reasons, and what the code says where the words say otherwise."""
        if status is None or status[1:] in VAGUE:
            return rule.also
        table = self._status_reason
        said = table.get((status[1:], provider)) or table.get((status[1:], None))
        if said is None or said == rule.reason:
            return rule.also
        return (Also(said, Why.CODE_SAYS), *(also for also in rule.also if also.reason != said))


@cache
def matcher() -> Matcher:
    """The rules of rules.toml, compiled on first use."""
    table = load("rules.toml")
    return Matcher(table["rule"], {row["id"]: row.get("marks", []) for row in table["provider"]})
