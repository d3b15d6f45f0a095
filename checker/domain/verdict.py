"""The four themes of a domain's health, and what the findings come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from checker.findings import Finding, Severity, Verdict


class Theme(StrEnum):
    """What a domain can do: take mail, prove that it is itself, have its mail encrypted, have DNS signed."""

    RECEIVES = "receives"
    PROVES = "proves"
    ENCRYPTED = "encrypted"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class ThemeHealth:
    """One theme: the verdict, and why. Findings stand worst first."""

    theme: Theme
    verdict: Verdict
    findings: tuple[Finding, ...] = ()


def judge(theme: Theme, findings: Iterable[Finding], *, is_known: bool = True) -> ThemeHealth:
    """The verdict of a theme. `is_known`: DNS answered what the theme stands or falls by.

    What a domain may do and leaves out, MTA-STS or signatures for example, is told (INFO) and no fault.
    """
    order = list(Severity)
    told = tuple(sorted(findings, key=lambda finding: order.index(finding.severity)))
    severities = {finding.severity for finding in told}
    if Severity.ERROR in severities:
        verdict = Verdict.BROKEN
    elif not is_known:
        verdict = Verdict.UNKNOWN
    elif Severity.WARNING in severities:
        verdict = Verdict.ATTENTION
    else:
        verdict = Verdict.GOOD
    return ThemeHealth(theme, verdict, told)


def judge_whole(themes: Sequence[ThemeHealth]) -> Verdict:
    """The worst of what a domain has to do; of what it may do, only what is wrong counts."""
    order = list(Verdict)
    worst = Verdict.GOOD
    for each in themes:
        verdict = each.verdict
        if each.theme in (Theme.ENCRYPTED, Theme.SIGNED) and verdict is not Verdict.BROKEN:
            warned = any(_is_wrong(finding) for finding in each.findings)
            verdict = Verdict.ATTENTION if warned else Verdict.GOOD
        worst = max(worst, verdict, key=order.index)
    return worst


def _is_wrong(finding: Finding) -> bool:
    """A warning about the domain, not about what DNS could not tell."""
    return finding.severity is Severity.WARNING and not finding.id.startswith("dns-")
