"""MTA-STS records and policies (RFC 8461), with checkdmarc as the second opinion."""

import checkdmarc.mta_sts as oracle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.domain.asking import Question
from checker.domain.mta_sts import (
    MtaStsHealth,
    StsPolicy,
    matches,
    not_fetched,
    parse_policy,
    read_policy,
    read_record,
)
from checker.findings import Severity
from checker.net.fetch import Fetched
from checker.net.resolver import Status
from checker.net.troubles import Trouble
from tests.domain.book import Book

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
NAME = "_mta-sts.a.example"


def record(value: str | list[str] | Status) -> MtaStsHealth:
    answer = Book({f"{NAME} TXT": value}).look_up(Question(NAME, "TXT"))
    return read_record("a.example", answer)


def told(health: MtaStsHealth) -> list[tuple[Severity, str, dict[str, str | int]]]:
    return [
        (
            each.severity,
            each.id,
            {k: v for k, v in each.evidence.items() if k not in ("name", "type", "domain")},
        )
        for each in health.findings
    ]


@pytest.mark.parametrize(
    ("value", "identity", "expected"),
    [
        ("v=STSv1; id=20260101;", "20260101", []),
        ("v=STSv1;id=a", "a", []),
        ("v=STSv1 ; id = a ; x=y", "a", []),
        (["v=STSv1; id=a", "text"], "a", []),
        (Status.NXDOMAIN, None, [(I, "mta-sts-missing", {})]),
        ("text", None, [(I, "mta-sts-missing", {})]),
        (Status.SERVFAIL, None, [(W, "dns-servfail", {})]),
        (["v=STSv1; id=a", "v=STSv1; id=b"], None, [(W, "mta-sts-several-records", {"count": 2})]),
        (
            "v=STSv2; id=a",
            None,
            [(W, "mta-sts-record-not-valid", {"text": "v=STSv2; id=a", "reason": "version"})],
        ),
        (
            "v=stsv1; id=a",
            None,
            [(W, "mta-sts-record-not-valid", {"text": "v=stsv1; id=a", "reason": "version"})],
        ),
        ("v=STSv1", None, [(W, "mta-sts-record-not-valid", {"text": "v=STSv1", "reason": "id-missing"})]),
        (
            "v=STSv1; id=",
            None,
            [(W, "mta-sts-record-not-valid", {"text": "v=STSv1; id=", "reason": "id-not-valid"})],
        ),
        (
            "v=STSv1; id=2026-01-01",
            None,
            [(W, "mta-sts-record-not-valid", {"text": "v=STSv1; id=2026-01-01", "reason": "id-not-valid"})],
        ),
        (
            "v=STSv1; id=a; nonsense",
            None,
            [
                (
                    W,
                    "mta-sts-record-not-valid",
                    {"text": "v=STSv1; id=a; nonsense", "reason": "not-a-tag-list"},
                )
            ],
        ),
    ],
)
def test_records(
    value: str | list[str] | Status,
    identity: str | None,
    expected: list[tuple[Severity, str, dict[str, str | int]]],
) -> None:
    health = record(value)
    assert (health.id, told(health)) == (identity, expected)


GOOD = "version: STSv1\r\nmode: enforce\r\nmx: mx1.a.example\r\nmx: *.b.example\r\nmax_age: 604800\r\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD, StsPolicy("enforce", 604800, ("mx1.a.example", "*.b.example"))),
        (GOOD.replace("\r\n", "\n"), StsPolicy("enforce", 604800, ("mx1.a.example", "*.b.example"))),
        (
            "max_age:86400\nmx:MX.a.example\nmode:testing\nversion:STSv1",
            StsPolicy("testing", 86400, ("mx.a.example",)),
        ),
        ("version: STSv1\nmode: none\nmax_age: 0\n", StsPolicy("none", 0)),
        (
            "version: STSv1\nmode: testing\nmode: enforce\nmx: a.example\nmax_age: 1\n",
            StsPolicy("testing", 1, ("a.example",)),
        ),
        (
            "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 1\nextra-1: x\n",
            StsPolicy("enforce", 1, ("a.example",), ("extra-1",)),
        ),
        (
            "",
            StsPolicy(
                flaws=(("version", "missing", ""), ("mode", "missing", ""), ("max_age", "missing", ""))
            ),
        ),
        (
            "version: STSv2\nmode: Enforce\nmx: a.example\nmax_age: -1\n",
            StsPolicy(
                None,
                None,
                ("a.example",),
                (),
                (
                    ("version", "not-valid", "STSv2"),
                    ("mode", "not-valid", "Enforce"),
                    ("max_age", "not-valid", "-1"),
                ),
            ),
        ),
        (
            "version: STSv1\nmode: enforce\nmax_age: 31557601\n",
            StsPolicy("enforce", None, flaws=(("max_age", "not-valid", "31557601"), ("mx", "missing", ""))),
        ),
        (
            "version: STSv1\nmode: enforce\nmx: a.*.example\nmx: *\nmax_age: 1\n",
            StsPolicy("enforce", 1, flaws=(("mx", "not-valid", "a.*.example"), ("mx", "not-valid", "*"))),
        ),
        (
            "<html>\n",
            StsPolicy(
                flaws=(
                    ("", "not-valid", "<html>"),
                    ("version", "missing", ""),
                    ("mode", "missing", ""),
                    ("max_age", "missing", ""),
                )
            ),
        ),
    ],
)
def test_policies(text: str, expected: StsPolicy) -> None:
    assert parse_policy(text) == expected


@pytest.mark.parametrize(
    ("pattern", "host", "expected"),
    [
        ("mx.a.example", "mx.a.example", True),
        ("mx.a.example", "MX.a.example", True),
        ("*.a.example", "mx.a.example", True),
        ("*.a.example", "a.example", False),
        ("*.a.example", "x.mx.a.example", False),
        ("mx.a.example", "mx2.a.example", False),
    ],
)
def test_the_star_stands_for_one_label(pattern: str, host: str, expected: bool) -> None:
    assert matches(pattern, host) is expected


def policy(text: str | bytes | Trouble, *hosts: str) -> MtaStsHealth:
    body = b"" if isinstance(text, Trouble) else text if isinstance(text, bytes) else text.encode()
    failure = text if isinstance(text, Trouble) else None
    fetched = Fetched(failure, 200, "text/plain", body)
    return read_policy("a.example", record("v=STSv1; id=a"), fetched, hosts)


TESTING = GOOD.replace("enforce", "testing")
NONE = GOOD.replace("enforce", "none")


@pytest.mark.parametrize(
    ("text", "hosts", "expected"),
    [
        (GOOD, ["mx1.a.example", "x.b.example"], []),
        (
            GOOD,
            ["mx1.a.example", "mx9.a.example", "x.b.example"],
            [(W, "mta-sts-mx-not-listed", {"host": "mx9.a.example"})],
        ),
        (
            GOOD,
            ["mx9.a.example"],
            [
                (E, "mta-sts-mx-not-listed", {"host": "mx9.a.example"}),
                (I, "mta-sts-mx-not-used", {"pattern": "mx1.a.example"}),
                (I, "mta-sts-mx-not-used", {"pattern": "*.b.example"}),
            ],
        ),
        (
            TESTING,
            ["mx1.a.example", "mx9.a.example"],
            [
                (I, "mta-sts-mode-testing", {}),
                (W, "mta-sts-mx-not-listed", {"host": "mx9.a.example"}),
                (I, "mta-sts-mx-not-used", {"pattern": "*.b.example"}),
            ],
        ),
        (NONE, ["mx9.a.example"], [(I, "mta-sts-mode-none", {})]),
        (
            GOOD.replace("604800", "3600"),
            ["mx1.a.example", "x.b.example"],
            [(W, "mta-sts-max-age-short", {"seconds": 3600, "recommended": 604800})],
        ),
        (
            GOOD + "extra: x\n",
            ["mx1.a.example", "x.b.example"],
            [(I, "mta-sts-unknown-field", {"field": "extra"})],
        ),
        (
            GOOD.replace("mode: enforce", "mode: on"),
            ["mx1.a.example"],
            [(W, "mta-sts-policy-not-valid", {"field": "mode", "reason": "not-valid", "value": "on"})],
        ),
        (
            b"\xff\xfe",
            [],
            [(W, "mta-sts-policy-not-valid", {"field": "", "reason": "not-text", "value": ""})],
        ),
        (
            Trouble.CERTIFICATE_NAME,
            [],
            [
                (
                    W,
                    "mta-sts-policy-unreachable",
                    {"target": "mta-sts.a.example", "reason": "certificate-name"},
                )
            ],
        ),
    ],
)
def test_a_policy_against_the_mail_servers(
    text: str | bytes | Trouble,
    hosts: list[str],
    expected: list[tuple[Severity, str, dict[str, str | int]]],
) -> None:
    assert told(policy(text, *hosts)) == expected


def test_only_a_sound_policy_in_force_requires_encryption() -> None:
    assert policy(GOOD, "mx1.a.example", "x.b.example").requires_encryption
    assert not policy(GOOD, "mx9.a.example").requires_encryption
    assert not policy(TESTING, "mx1.a.example").requires_encryption
    assert not policy(Trouble.TIMEOUT).requires_encryption
    assert not not_fetched("a.example", record("v=STSv1; id=a")).requires_encryption


def theirs(text: str) -> dict[str, object] | None:
    try:
        return dict(oracle.parse_mta_sts_policy(text)["policy"])
    except oracle.MTASTSError:
        return None


lines = st.sampled_from(
    [
        "version: STSv1",
        "version: STSv2",
        "mode: enforce",
        "mode: testing",
        "mode: none",
        "mode: x",
        "mx: mx.a.example",
        "mx: *.a.example",
        "max_age: 604800",
        "max_age: 86400",
        "max_age: 99999999",
        "max_age: x",
    ]
)


@given(st.lists(lines, max_size=7), st.sampled_from(["\n", "\r\n"]))
def test_checkdmarc_reads_policies_the_same(drawn: list[str], newline: str) -> None:
    text = newline.join(drawn) + newline
    mine, other = parse_policy(text), theirs(text)
    assert (other is None) == bool(mine.flaws)
    if other is not None:
        assert (mine.mode, mine.max_age) == (other["mode"], other["max_age"])
        assert sorted(mine.patterns) == sorted(other.get("mx", []))  # type: ignore[call-overload]
