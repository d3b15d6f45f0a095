"""What is wrong with the DMARC policy that holds for a domain."""

import pytest

from checker.domain.asking import Steps
from checker.domain.dmarc_discovery import discover
from checker.domain.dmarc_health import DmarcHealth, examine
from checker.findings import Severity
from checker.net.resolver import Status
from tests.domain.book import Book, Entries

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741
DOMAIN = "a.example"
RUA = "rua=mailto:r@a.example"


def look(domain: str, at_domain: tuple[str, ...]) -> Steps[DmarcHealth]:
    walk = yield from discover(domain)
    return (yield from examine(domain, walk, at_domain))


def health(entries: Entries | str, domain: str = DOMAIN, at_domain: tuple[str, ...] = ()) -> DmarcHealth:
    if isinstance(entries, str):
        entries = {f"_dmarc.{domain} TXT": f"v=DMARC1; {entries}"}
    return Book(entries).carry_out(look(domain, at_domain))


def told(found: DmarcHealth) -> list[tuple[Severity, str, dict[str, str | int]]]:
    return [
        (
            each.severity,
            each.id,
            {k: v for k, v in each.evidence.items() if k not in ("name", "type", "domain")},
        )
        for each in found.findings
    ]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (f"p=reject; {RUA}", []),
        (f"p=quarantine; {RUA}", []),
        (f"p=none; {RUA}", [(I, "dmarc-policy-none", {})]),
        ("p=reject", [(I, "dmarc-no-reports", {})]),
        ({}, [(W, "dmarc-missing", {})]),
        ({"_dmarc.a.example TXT": "v=spf1 -all"}, [(W, "dmarc-missing", {})]),
        ({"_dmarc.a.example TXT": Status.TIMEOUT}, [(W, "dns-timeout", {})]),
        ({"_dmarc.a.example TXT": Status.BOGUS}, [(W, "dns-bogus", {})]),
        (
            {"_dmarc.a.example TXT": f"v=DMARC1; p=reject; {RUA}", "_dmarc.example TXT": Status.REFUSED},
            [],
        ),
        ({"_dmarc.example TXT": Status.REFUSED}, [(W, "dns-refused", {})]),
        ("p=reject; rua=mailto:r@a.example,", []),
        ("p=reject; rua=,", [(I, "dmarc-no-reports", {})]),
        (
            {"_dmarc.a.example TXT": ["v=DMARC1; p=none", "v=DMARC1; p=reject"]},
            [(E, "dmarc-several-records", {"count": 2})],
        ),
        (
            {"_dmarc.a.example TXT": "v=dmarc1; p=none"},
            [(W, "dmarc-looks-alike", {"text": "v=dmarc1; p=none"})],
        ),
        ({"_dmarc.a.example TXT": "p=none"}, [(W, "dmarc-looks-alike", {"text": "p=none"})]),
        (
            {"_dmarc.a.example TXT": '"v=DMARC1; p=none"'},
            [(W, "dmarc-looks-alike", {"text": '"v=DMARC1; p=none"'})],
        ),
        (f"p=reject; p=none; {RUA}", [(E, "dmarc-tag-repeated", {"tag": "p"})]),
        ("p=rejct", [(E, "dmarc-ignored", {"tag": "p", "value": "rejct"}), (I, "dmarc-no-reports", {})]),
        ("sp=none", [(E, "dmarc-ignored", {"tag": "p", "value": ""}), (I, "dmarc-no-reports", {})]),
        (RUA, [(W, "dmarc-policy-missing", {})]),
        (f"p=reject; sp=x; {RUA}", [(W, "dmarc-policy-not-valid", {"tag": "sp", "value": "x"})]),
        (f"p=reject; p:none; {RUA}", [(W, "dmarc-syntax-error", {"text": "p:none"})]),
        (
            f"p=reject; adkim=strict; {RUA}",
            [(W, "dmarc-tag-not-valid", {"tag": "adkim", "value": "strict", "used": "r"})],
        ),
        (f"p=reject; adkim=s; {RUA}", [(I, "dmarc-strict-alignment", {"tag": "adkim"})]),
        (f"p=reject; pct=100; {RUA}", [(I, "dmarc-retired-tag", {"tag": "pct", "value": "100"})]),
        (f"p=reject; pct=20; {RUA}", [(W, "dmarc-retired-tag", {"tag": "pct", "value": "20"})]),
        (f"p=reject; ri=3600; {RUA}", [(I, "dmarc-retired-tag", {"tag": "ri", "value": "3600"})]),
        (f"p=reject; foo=1; {RUA}", [(I, "dmarc-unknown-tag", {"tag": "foo"})]),
        (
            f"p=reject; sp=none; {RUA}",
            [(W, "dmarc-weaker-for-subdomains", {"tag": "sp", "value": "none", "policy": "reject"})],
        ),
        (
            f"p=none; sp=reject; np=none; {RUA}",
            [
                (I, "dmarc-policy-none", {}),
                (W, "dmarc-weaker-for-subdomains", {"tag": "np", "value": "none", "policy": "reject"}),
            ],
        ),
        (f"p=none; sp=reject; {RUA}", [(I, "dmarc-policy-none", {})]),
        (f"p=reject; t=y; {RUA}", [(W, "dmarc-test-mode", {"policy": "reject", "applied": "quarantine"})]),
        (f"p=none; t=y; {RUA}", [(I, "dmarc-policy-none", {})]),
        (
            "p=reject; rua=r@a.example,mailto:r@a.example!10m,https://a.example/r",
            [
                (W, "dmarc-report-address-not-valid", {"tag": "rua", "value": "r@a.example"}),
                (I, "dmarc-report-size-limit", {"tag": "rua", "value": "mailto:r@a.example!10m"}),
                (I, "dmarc-report-address-scheme", {"tag": "rua", "value": "https://a.example/r"}),
            ],
        ),
        (f"p=reject; fo=1; {RUA}", [(I, "dmarc-fo-without-ruf", {})]),
        (f"p=reject; psd=y; {RUA}", [(I, "dmarc-public-suffix", {"target": "a.example"})]),
        (
            "p=reject; rua=mailto:r@b.test,mailto:s@b.test",
            [(W, "dmarc-reports-not-authorized", {"target": "b.test"})],
        ),
        (
            {
                "_dmarc.a.example TXT": "v=DMARC1; p=reject; rua=mailto:r@b.test",
                "a.example._report._dmarc.b.test TXT": "v=DMARC1;",
            },
            [],
        ),
        (
            {
                "_dmarc.a.example TXT": "v=DMARC1; p=reject; rua=mailto:r@b.test",
                "a.example._report._dmarc.b.test TXT": Status.TIMEOUT,
            },
            [(I, "dns-timeout", {})],
        ),
    ],
)
def test_findings(entries: Entries | str, expected: list[tuple[Severity, str, dict[str, str | int]]]) -> None:
    assert told(health(entries)) == expected


def test_a_record_at_the_domain_itself() -> None:
    misplaced = "v=DMARC1; p=none"
    assert told(health({}, at_domain=("v=spf1 -all", misplaced))) == [
        (W, "dmarc-at-wrong-name", {"text": misplaced})
    ]


def test_an_inherited_policy() -> None:
    found = health(
        {"_dmarc.a.example TXT": f"v=DMARC1; p=reject; sp=quarantine; pct=5; {RUA}"}, "x.y.a.example"
    )
    assert told(found) == [(I, "dmarc-inherited", {"target": "a.example", "policy": "quarantine"})]
    assert (found.policy, found.found_at, found.organizational_domain) == (
        "quarantine",
        "a.example",
        "a.example",
    )
    assert found.walk == ("x.y.a.example", "y.a.example", "a.example", "example")


def test_a_top_level_domain_that_refuses_to_be_asked() -> None:
    own = {"_dmarc.a.example TXT": f"v=DMARC1; p=reject; {RUA}", "_dmarc.example TXT": Status.REFUSED}
    found = health(own, "x.a.example")
    assert told(found) == [(I, "dmarc-inherited", {"target": "a.example", "policy": "reject"})]
    assert (found.policy, found.organizational_domain, found.is_known) == ("reject", "a.example", True)
    between = {
        "_dmarc.x.a.example TXT": "v=DMARC1; p=reject; rua=mailto:r@x.a.example",
        "_dmarc.a.example TXT": Status.TIMEOUT,
    }
    assert told(health(between, "x.a.example")) == [(I, "dns-timeout", {})]


def test_what_stands_above_matters_only_where_nothing_else_holds() -> None:
    own = "v=DMARC1; p=reject; rua=mailto:r@x.a.example"
    twice = ["v=DMARC1; p=none", "v=DMARC1; p=reject"]
    above = {"_dmarc.x.a.example TXT": own, "_dmarc.a.example TXT": twice}
    assert told(health(above, "x.a.example")) == []
    between = {"_dmarc.x.a.example TXT": twice, "_dmarc.a.example TXT": f"v=DMARC1; p=reject; {RUA}"}
    assert [(severity, finding) for severity, finding, _ in told(health(between, "x.a.example"))] == [
        (E, "dmarc-several-records"),
        (I, "dmarc-inherited"),
    ]
    assert [
        (severity, finding)
        for severity, finding, _ in told(health({"_dmarc.a.example TXT": twice}, "x.a.example"))
    ] == [(E, "dmarc-several-records")]


def test_names_below_go_by_the_organization() -> None:
    """RFC 9989 section 4.7: sp= of a record below the organizational domain is ignored."""
    entries = {
        "_dmarc.x.a.example TXT": f"v=DMARC1; p=reject; sp=none; {RUA}",
        "_dmarc.a.example TXT": f"v=DMARC1; p=none; sp=quarantine; np=reject; {RUA}",
    }
    found = health(entries, "x.a.example")
    assert told(found) == []
    assert (found.policy, found.subdomain_policy, found.nonexistent_policy) == (
        "reject",
        "quarantine",
        "reject",
    )


def test_three_other_domains_are_asked_for_their_consent() -> None:
    found = health("p=reject; rua=" + ",".join(f"mailto:r@{name}.test" for name in "bcde"))
    assert [finding.id for finding in found.findings] == ["dmarc-reports-not-authorized"] * 3 + [
        "dns-not-checked"
    ]
    assert found.findings[-1].evidence["name"] == "a.example._report._dmarc.e.test"


def test_where_findings_stand() -> None:
    (finding,) = health(f"p=reject; ri=1; {RUA}").findings
    assert dict(finding.evidence) == {
        "name": "_dmarc.a.example",
        "type": "TXT",
        "domain": "a.example",
        "tag": "ri",
        "value": "1",
    }


def test_what_is_known_of_a_policy() -> None:
    found = health(f"p=reject; sp=quarantine; np=none; t=y; {RUA}")
    assert (found.policy, found.subdomain_policy, found.nonexistent_policy, found.applied) == (
        "reject",
        "quarantine",
        "none",
        "quarantine",
    )
    assert (found.report_addresses, found.testing, found.is_known) == (("mailto:r@a.example",), True, True)
