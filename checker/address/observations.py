"""Every finding that an address check can give, and what it does to the verdict."""

from enum import Enum

from checker.findings import Severity


class Effect(Enum):
    """What a finding does to the verdict. The strongest one decides."""

    REJECT = "reject"
    SUSPECT = "suspect"
    REPAIR = "repair"
    NOTE = "note"


EFFECTS: dict[str, Effect] = {
    # Not an address.
    "empty-input": Effect.REJECT,
    "input-too-long": Effect.REJECT,
    "not-text": Effect.REJECT,
    "control-character": Effect.REJECT,
    "missing-at-sign": Effect.REJECT,
    "too-many-at-signs": Effect.REJECT,
    "missing-local-part": Effect.REJECT,
    "missing-domain": Effect.REJECT,
    "local-part-too-long": Effect.REJECT,
    "domain-too-long": Effect.REJECT,
    "label-too-long": Effect.REJECT,
    "address-too-long": Effect.REJECT,
    "misplaced-dot": Effect.REJECT,
    "misplaced-hyphen": Effect.REJECT,
    "space-inside": Effect.REJECT,
    "character-not-allowed": Effect.REJECT,
    "domain-without-dot": Effect.REJECT,
    "domain-cut-off": Effect.REJECT,
    "top-level-domain-not-letters": Effect.REJECT,
    "domain-not-valid": Effect.REJECT,
    "address-literal-not-valid": Effect.REJECT,
    "reserved-domain": Effect.REJECT,
    "not-an-address": Effect.REJECT,
    # Probably not what was meant.
    "refused-character": Effect.SUSPECT,
    "quoted-local-part": Effect.SUSPECT,
    "address-literal": Effect.SUSPECT,
    "doubled-at-sign": Effect.SUSPECT,
    "repeated-domain": Effect.SUSPECT,
    "comma-for-dot": Effect.SUSPECT,
    "missing-dot": Effect.SUSPECT,
    "doubled-dot": Effect.SUSPECT,
    "www-prefix": Effect.SUSPECT,
    "look-alike-letters": Effect.SUSPECT,
    "look-alike-sign": Effect.SUSPECT,
    "sign-inside": Effect.SUSPECT,
    "provider-as-word": Effect.SUSPECT,
    "mixed-scripts": Effect.SUSPECT,
    "words-in-name": Effect.SUSPECT,
    "wrong-keyboard": Effect.SUSPECT,
    "text-direction": Effect.SUSPECT,
    "text-around": Effect.SUSPECT,
    "line-break-inside": Effect.SUSPECT,
    "at-sign-as-word": Effect.SUSPECT,
    "unpaired-wrapper": Effect.SUSPECT,
    # Repaired, because it can only mean one thing.
    "width-changed": Effect.REPAIR,
    "invisible-removed": Effect.REPAIR,
    "space-removed": Effect.REPAIR,
    "wrapper-removed": Effect.REPAIR,
    "scheme-removed": Effect.REPAIR,
    "label-removed": Effect.REPAIR,
    "ending-removed": Effect.REPAIR,
    "display-name-removed": Effect.REPAIR,
    "spoken-at-sign": Effect.REPAIR,
    "spoken-dot": Effect.REPAIR,
    # Worth knowing; the verdict stays.
    "unicode-composed": Effect.NOTE,
    "domain-typo": Effect.NOTE,
    "unknown-top-level-domain": Effect.NOTE,
    "unusual-character": Effect.NOTE,
    "internationalized-address": Effect.NOTE,
    "documentation-domain": Effect.NOTE,
    "disposable-domain": Effect.NOTE,
    "free-provider": Effect.NOTE,
    "role-account": Effect.NOTE,
    "sub-address": Effect.NOTE,
    # About a list.
    "list-cut": Effect.NOTE,
}

FINDING_IDS = frozenset(EFFECTS)
"""The ids that `check` may give."""

CHANGES = frozenset({"width-changed", "invisible-removed", "space-removed"})
"""Repairs of single characters."""

REMOVALS = frozenset(
    {
        "wrapper-removed",
        "scheme-removed",
        "label-removed",
        "ending-removed",
        "display-name-removed",
        "text-around",
        "spoken-at-sign",
        "spoken-dot",
    }
)
"""What was taken off as a whole: nothing else need be said about its characters."""

_WARNINGS = {"domain-typo", "unknown-top-level-domain", "disposable-domain", "list-cut"}


def severity(finding_id: str) -> Severity:
    """How much a finding matters for the mail to arrive. KeyError for an id that is not in the table."""
    match EFFECTS[finding_id]:
        case Effect.REJECT:
            return Severity.ERROR
        case Effect.SUSPECT:
            return Severity.WARNING
        case _:
            return Severity.WARNING if finding_id in _WARNINGS else Severity.INFO
