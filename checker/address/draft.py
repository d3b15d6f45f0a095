"""A text under repair that remembers where in the input each of its characters came from."""

import unicodedata
from dataclasses import replace

from checker.address.data import TABLES
from checker.address.observations import CHANGES, EFFECTS, REMOVALS, Effect, severity
from checker.findings import Finding, Severity

MAX_FINDINGS = 40
"""Findings kept per text: a page that lists more helps nobody."""


def show(text: str, limit: int = 80) -> str:
    """A piece of the input that is safe to put into a sentence: no control, invisible or unpaired
    characters."""
    kept = "".join(
        char if unicodedata.category(char)[0] in "LMNPS" or char == " " else f"U+{ord(char):04X}"
        for char in text[:limit]
    )
    return kept + "…" if len(text) > limit else kept


def name_of(char: str) -> str:
    """The Unicode name of a character, or its number where it has none."""
    return unicodedata.name(char, f"U+{ord(char):04X}")


def describe(char: str) -> dict[str, str]:
    """What a sentence may say of a character: itself, what people call it, and its number."""
    name = TABLES.character_names.get(char) or name_of(char)
    return {"character": show(char), "name": name, "code": f"U+{ord(char):04X}"}


class Draft:
    """The text as repaired so far, each character's place in the input, and what was found."""

    __slots__ = ("effects", "findings", "input", "no_suggestion", "origin", "text")

    def __init__(self, text: str) -> None:
        self.input = text
        self.text = text
        self.origin: list[int] | range = range(len(text))
        self.findings: list[Finding] = []
        self.effects: set[Effect] = set()
        self.no_suggestion = False

    def is_full(self) -> bool:
        """Have so many findings been made that others would not be kept?"""
        return len(self.findings) >= MAX_FINDINGS

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the input of the text's characters from start to end; an empty one points between
        two."""
        if start < end:
            return self.origin[start], self.origin[end - 1] + 1
        at = self.origin[start] if start < len(self.text) else len(self.input)
        return at, at

    def find(self, finding_id: str, start: int, end: int, **evidence: str | int) -> None:
        """Note a finding on the characters from start to end of the text as it stands."""
        self.add(finding_id, self.span(start, end), **evidence)

    def add(self, finding_id: str, span: tuple[int, int] | None, **evidence: str | int) -> None:
        """Note a finding on a span of the input."""
        effect = EFFECTS[finding_id]
        if self.is_full():
            if effect not in (Effect.REJECT, Effect.SUSPECT) or effect in self.effects:
                return
            self.findings.pop()  # what decides the verdict is told before one repair more
        self.effects.add(effect)
        self.findings.append(Finding(finding_id, severity(finding_id), span, evidence))

    def in_order(self) -> tuple[Finding, ...]:
        """The findings by their place in the input, without what was changed in a piece that was then taken
        off as a whole."""
        taken = [found.span for found in self.findings if found.id in REMOVALS and found.span]
        told = (
            found
            for found in self.findings
            if found.id not in CHANGES
            or not found.span
            or not any(start <= found.span[0] and found.span[1] <= end for start, end in taken)
        )
        return tuple(sorted(told, key=lambda found: found.span or (len(self.input), 0)))

    def harden(self, finding_id: str) -> None:
        """Make errors of the findings with this id; without any, find that this is no address."""
        if any(found.id == finding_id for found in self.findings):
            self.findings = [
                replace(found, severity=Severity.ERROR) if found.id == finding_id else found
                for found in self.findings
            ]
        else:
            self.find("not-an-address", 0, len(self.text))

    def replace(self, start: int, end: int, new: str) -> None:
        """Put `new` in the place of the characters from start to end."""
        if len(new) == end - start:
            kept = self.origin[start:end]
        elif start < end:
            kept = [self.origin[start]] * len(new)
        else:
            kept = [self.span(start, end)[0]] * len(new)
        self.origin = [*self.origin[:start], *kept, *self.origin[end:]]
        self.text = self.text[:start] + new + self.text[end:]

    def cut(self, start: int, end: int) -> None:
        """Remove the characters from start to end."""
        self.replace(start, end, "")

    def choose(self, places: list[int]) -> None:
        """Remove everything but the characters at these places."""
        self.origin = [self.origin[i] for i in places]
        self.text = "".join([self.text[i] for i in places])

    def keep(self, start: int, end: int) -> None:
        """Remove everything but the characters from start to end."""
        self.origin = self.origin[start:end]
        self.text = self.text[start:end]
