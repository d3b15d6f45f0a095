"""The settings that somebody typed beside the right ones."""

from dataclasses import fields

import pytest

from checker.account.compare import compare
from checker.account.model import Auth, Difference, Origin, ServerSettings, TypedServer
from checker.providers import Protocol, Security, Username

IMAP, POP3, SMTP = Protocol.IMAP, Protocol.POP3, Protocol.SMTP
PASSWORD, OAUTH = (Auth.PASSWORD,), (Auth.OAUTH,)


def right(
    protocol: Protocol,
    host: str,
    port: int,
    security: Security,
    username: Username | None = Username.ADDRESS,
    auth: tuple[Auth, ...] = PASSWORD,
) -> ServerSettings:
    return ServerSettings(protocol, host, port, security, username, auth, Origin.TABLE)


RIGHT = (
    right(IMAP, "imap.naver.com", 993, Security.TLS, Username.LOCAL_PART),
    right(SMTP, "smtp.naver.com", 587, Security.STARTTLS, Username.LOCAL_PART),
    right(SMTP, "smtp.naver.com", 465, Security.TLS, Username.LOCAL_PART),
)
GOOD = (
    TypedServer(IMAP, "IMAP.naver.com.", 993, "tls", "Kim", Auth.PASSWORD),
    TypedServer(SMTP, "smtp.naver.com", 465, "tls", "kim", Auth.ENCRYPTED_PASSWORD),
)
ADDRESS = "kim@naver.com"


@pytest.mark.parametrize(
    ("typed", "differences", "findings"),
    [
        (GOOD, [], ["settings-agree"]),
        ((TypedServer(IMAP, "imap.naver.com"),), [], ["settings-agree"]),
        ((), [], []),
        ((TypedServer(IMAP), TypedServer(SMTP)), [], []),
        (
            (TypedServer(IMAP, "imap.old.example", 993, "tls"),),
            [(IMAP, "host", "imap.old.example", "imap.naver.com")],
            ["setting-host-differs"],
        ),
        (
            (TypedServer(IMAP, "imap.naver.com", 143, "starttls"),),
            [(IMAP, "port", "143", "993"), (IMAP, "security", "STARTTLS", "SSL/TLS")],
            ["setting-port-differs", "setting-security-differs"],
        ),
        (
            (TypedServer(IMAP, "imap.naver.com", 993, "starttls"),),
            [(IMAP, "security", "STARTTLS", "SSL/TLS")],
            ["setting-port-security-mismatch"],
        ),
        (
            # The nearest of the two right ones: the port that was typed counts more than its security.
            (TypedServer(SMTP, "smtp.naver.com", 587, "tls"),),
            [(SMTP, "security", "SSL/TLS", "STARTTLS")],
            ["setting-port-security-mismatch"],
        ),
        (
            (TypedServer(SMTP, "smtp.naver.com", 25, "none"),),
            [(SMTP, "port", "25", "587"), (SMTP, "security", "none", "STARTTLS")],
            ["setting-not-encrypted", "setting-port-differs"],
        ),
        (
            (TypedServer(IMAP, username="kim@naver.com"),),
            [(IMAP, "username", "kim@naver.com", "kim")],
            ["setting-username-differs"],
        ),
        (
            (TypedServer(POP3, "pop.naver.com", 995, "tls"),),
            [(POP3, "protocol", "POP3", "IMAP")],
            ["setting-protocol-not-offered"],
        ),
        (
            (TypedServer(IMAP, auth=Auth.OAUTH),),
            [(IMAP, "auth", "oauth2", "password")],
            ["setting-auth-differs"],
        ),
        (
            (TypedServer(IMAP, "imap.naver.com\r\n\x1b[31m<b>" + "a" * 500),),
            [(IMAP, "host", "imap.naver.com [31m<b>" + "a" * 177 + "…", "imap.naver.com")],
            ["setting-host-differs"],
        ),
    ],
)
def test_compare(
    typed: tuple[TypedServer, ...], differences: list[tuple[Protocol, str, str, str]], findings: list[str]
) -> None:
    found, told = compare(typed, RIGHT, ADDRESS)
    assert [(each.protocol, each.field, each.typed, each.right) for each in found] == differences
    assert [each.id for each in told] == findings


def test_what_is_wrong_whoever_the_provider_is() -> None:
    differences, findings = compare([TypedServer(IMAP, "mail.example.com", 993, "starttls")], (), ADDRESS)
    assert differences == ()
    assert [(each.id, dict(each.evidence)) for each in findings] == [
        (
            "setting-port-security-mismatch",
            {"protocol": "IMAP", "port": 993, "typed": "STARTTLS", "right": "SSL/TLS"},
        )
    ]


def test_a_password_where_only_oauth_is_taken() -> None:
    oauth = (right(IMAP, "outlook.office365.com", 993, Security.TLS, auth=OAUTH),)
    typed = [TypedServer(IMAP, "outlook.office365.com", auth=Auth.PASSWORD)]
    differences, findings = compare(typed, oauth, "kim@outlook.com")
    assert differences == (Difference(IMAP, "auth", "password", "oauth2"),)
    assert [each.id for each in findings] == ["setting-auth-differs"]


def test_a_user_name_that_nobody_can_know_is_not_compared() -> None:
    unknown = (right(IMAP, "imap.example.com", 993, Security.TLS, Username.ACCOUNT_ID),)
    differences, findings = compare([TypedServer(IMAP, username="kim")], unknown, ADDRESS)
    assert (differences, [each.id for each in findings]) == ((), ["settings-agree"])


def test_there_is_no_place_for_a_password() -> None:
    for model in (TypedServer, ServerSettings, Difference):
        assert not [each.name for each in fields(model) if "pass" in each.name or "secret" in each.name]


@pytest.mark.parametrize(
    ("login", "differs"),
    [("kim@example.com", False), ("KIM", False), ("lee", True), ("lee@example.com", True)],
)
def test_neither_usual_login_is_wrong_where_nobody_confirmed_which(login: str, differs: bool) -> None:
    typed = [TypedServer(IMAP, username=login)]
    differences, _ = compare(typed, RIGHT, "kim@example.com", either_login=True)
    assert bool(differences) is differs
