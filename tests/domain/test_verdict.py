"""What findings come to: a verdict for each theme, and one for the domain."""

import re
from pathlib import Path

import pytest

import checker.domain
from checker.domain.mail_servers import FINDING_IDS as MAIL_SERVER_IDS
from checker.domain.observations import FINDING_IDS, OBSERVATIONS
from checker.domain.verdict import Theme, judge, judge_whole
from checker.findings import Finding, Severity, Verdict

ERROR = Finding("spf-several-records", Severity.ERROR)
WARNING = Finding("spf-ptr", Severity.WARNING)
INFO = Finding("spf-too-long", Severity.INFO)
WANTING = Finding("dnssec-not-signed", Severity.INFO)
DNS = Finding("dns-servfail", Severity.WARNING)


@pytest.mark.parametrize(
    ("findings", "is_known", "verdict"),
    [
        ([], True, Verdict.GOOD),
        ([INFO], True, Verdict.GOOD),
        ([INFO, WARNING], True, Verdict.ATTENTION),
        ([WARNING, ERROR], True, Verdict.BROKEN),
        ([WANTING], True, Verdict.GOOD),
        ([], False, Verdict.UNKNOWN),
        ([WARNING], False, Verdict.UNKNOWN),
        ([ERROR], False, Verdict.BROKEN),
    ],
)
def test_a_theme(findings: list[Finding], is_known: bool, verdict: Verdict) -> None:
    assert judge(Theme.PROVES, findings, is_known=is_known).verdict is verdict


def test_the_worst_comes_first_and_equals_keep_their_order() -> None:
    other = Finding("spf-duplicate-term", Severity.INFO)
    told = judge(Theme.PROVES, [INFO, WARNING, other, ERROR]).findings
    assert told == (ERROR, WARNING, INFO, other)


@pytest.mark.parametrize(
    ("receives", "proves", "encrypted", "signed", "verdict"),
    [
        ([], [], [], [], Verdict.GOOD),
        ([], [], [WANTING], [WANTING], Verdict.GOOD),
        ([], [WARNING], [], [], Verdict.ATTENTION),
        ([], [], [WARNING], [], Verdict.ATTENTION),
        ([], [], [DNS], [], Verdict.GOOD),
        ([], [DNS], [], [], Verdict.ATTENTION),
        ([], [], [], [ERROR], Verdict.BROKEN),
        ([ERROR], [WARNING], [], [], Verdict.BROKEN),
        (None, [WARNING], [], [], Verdict.UNKNOWN),
        (None, [ERROR], [], [], Verdict.BROKEN),
        ([], [], None, None, Verdict.GOOD),
    ],
)
def test_the_domain(
    receives: list[Finding] | None,
    proves: list[Finding] | None,
    encrypted: list[Finding] | None,
    signed: list[Finding] | None,
    verdict: Verdict,
) -> None:
    themes = [
        judge(theme, findings or [], is_known=findings is not None)
        for theme, findings in zip(Theme, (receives, proves, encrypted, signed), strict=True)
    ]
    assert judge_whole(themes) is verdict


def test_every_finding_of_the_engine_is_listed() -> None:
    """The list of ids is what words are written by: none may be missing, none may be left over."""
    folder = Path(checker.domain.__file__).parent
    written = set()
    for file in folder.glob("*.py"):
        if file.name != "observations.py":
            written |= set(re.findall(r'"([a-z][a-z0-9]*(?:-[a-z0-9]+)+)"', file.read_text(encoding="utf-8")))
    assert written & FINDING_IDS == FINDING_IDS
    prefixes = ("spf-", "dkim-", "dmarc-", "mta-sts-", "tls-reporting-", "dane-", "dnssec-", "mx-")
    assert {each for each in written if each.startswith(prefixes)} <= FINDING_IDS
    assert MAIL_SERVER_IDS <= FINDING_IDS
    assert set(OBSERVATIONS.values()) == set(Theme)
