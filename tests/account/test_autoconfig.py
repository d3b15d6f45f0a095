"""Autoconfig files: what they say, and what hostile ones can do (nothing)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.account.autoconfig import Configuration, read
from checker.account.model import Auth, Origin, ServerSettings
from checker.findings import Finding, Severity
from checker.providers import Protocol, Security, Username


def file(*servers: str, around: str = "{}") -> bytes:
    provider = f'<emailProvider id="good.example">{"".join(servers)}</emailProvider>'
    return f'<?xml version="1.0"?><clientConfig version="1.1">{provider}</clientConfig>'.encode()


def server(
    kind: str = "imap",
    host: str = "imap.good.example",
    port: object = 993,
    socket_type: str = "SSL",
    username: str = "%EMAILADDRESS%",
    auth: tuple[str, ...] = ("password-cleartext",),
) -> str:
    tag = "outgoingServer" if kind == "smtp" else "incomingServer"
    methods = "".join(f"<authentication>{each}</authentication>" for each in auth)
    return (
        f'<{tag} type="{kind}"><hostname>{host}</hostname><port>{port}</port>'
        f"<socketType>{socket_type}</socketType><username>{username}</username>{methods}</{tag}>"
    )


def parsed(*servers: str) -> Configuration:
    configuration = read(file(*servers), "good.example", Origin.AUTOCONFIG)
    assert configuration is not None
    return configuration


def test_a_whole_file() -> None:
    assert parsed(
        server(auth=("OAuth2", "password-cleartext", "GSSAPI")),
        server("pop3", "Pop.%EMAILDOMAIN%.", 110, "STARTTLS", "%EMAILLOCALPART%", ("password-encrypted",)),
        server("smtp", "smtp.good.example", 587, "STARTTLS", "%EMAILLOCALPART%@%EMAILDOMAIN%", ()),
        '<incomingServer type="exchange"><hostname>ews.good.example</hostname></incomingServer>',
        "<displayName>Good</displayName>",
    ) == Configuration(
        (
            ServerSettings(
                Protocol.IMAP,
                "imap.good.example",
                993,
                Security.TLS,
                Username.ADDRESS,
                (Auth.OAUTH, Auth.PASSWORD),
                Origin.AUTOCONFIG,
            ),
            ServerSettings(
                Protocol.POP3,
                "pop.good.example",
                110,
                Security.STARTTLS,
                Username.LOCAL_PART,
                (Auth.ENCRYPTED_PASSWORD,),
                Origin.AUTOCONFIG,
            ),
            ServerSettings(
                Protocol.SMTP,
                "smtp.good.example",
                587,
                Security.STARTTLS,
                Username.ADDRESS,
                (),
                Origin.AUTOCONFIG,
            ),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("username", "form"),
    [
        ("%EMAILADDRESS%", Username.ADDRESS),
        ("%EMAILLOCALPART%", Username.LOCAL_PART),
        ("%EMAILLOCALPART%%EMAILDOMAIN%", None),
        ("u12345", None),
        ("", None),
    ],
)
def test_user_names(username: str, form: Username | None) -> None:
    assert [each.username for each in parsed(server(username=username)).servers] == [form]


def odd(finding: str, **evidence: str | int) -> Finding:
    told = {"protocol": "IMAP", "origin": "autoconfig", **evidence}
    return Finding(finding, Severity.WARNING, None, told)


@pytest.mark.parametrize(
    ("given_", "finding"),
    [
        (server(port=22), odd("settings-port-refused", host="imap.good.example", port=22)),
        (server(port=25), odd("settings-port-refused", host="imap.good.example", port=25)),
        (server(port="993 "), None),
        (server(port="九九三"), odd("settings-port-refused", host="imap.good.example", port=0)),
        (server(port=-993), odd("settings-port-refused", host="imap.good.example", port=0)),
        (server(port="9" * 5000), odd("settings-port-refused", host="imap.good.example", port=0)),
        (server(host="127.0.0.1"), odd("settings-host-not-valid", host="127.0.0.1")),
        (server(host="localhost"), odd("settings-host-not-valid", host="localhost")),
        (server(host="a&#10;b.example"), odd("settings-host-not-valid", host="a b.example")),
        (server(host="imap.good.example:22"), odd("settings-host-not-valid", host="imap.good.example:22")),
        (server(host="&lt;b&gt;.example"), odd("settings-host-not-valid", host="<b>.example")),
        (server(socket_type="plain", port=143), odd("settings-not-encrypted", host="imap.good.example")),
    ],
)
def test_what_is_left_out(given_: str, finding: Finding | None) -> None:
    configuration = parsed(given_)
    assert configuration.findings == ((finding,) if finding else ())
    assert len(configuration.servers) == (0 if finding else 1)


def test_plain_text_beside_encryption_is_no_news() -> None:
    configuration = parsed(server(socket_type="plain", port=143), server())
    assert (len(configuration.servers), configuration.findings) == (1, ())


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<clientConfig>",
        b"<html><body>Not found</body></html>",
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><clientConfig>&l9;</clientConfig>'.encode(),  # XML bomb
        f"{OUTSIDE}<clientConfig><emailProvider>&x;</emailProvider></clientConfig>".encode(),
        b'<!DOCTYPE clientConfig SYSTEM "http://169.254.169.254/"><clientConfig></clientConfig>',
        b"<a>" * 20_000 + b"</a>" * 20_000,
        b'<?xml version="1.0" encoding="no-such"?><clientConfig/>',
        b"\xff\xfe<\0c\0",
        b"<?xml version='1.0' encoding='utf-16'?><clientConfig/>",
    ],
)
def test_what_is_no_configuration(data: bytes) -> None:
    assert read(data, "good.example", Origin.AUTOCONFIG) is None


def test_no_more_servers_than_a_few() -> None:
    assert len(parsed(*[server()] * 500).servers) == 12


@given(st.binary(max_size=300))
def test_no_bytes_raise(data: bytes) -> None:
    read(data, "good.example", Origin.AUTOCONFIG)
    read(file(server())[:250] + data, "good.example", Origin.AUTOCONFIG)


@given(
    st.text(st.characters(exclude_characters="<&"), max_size=60),
    st.sampled_from(["host", "port", "username", "socket_type", "kind"]),
)
def test_no_text_raises(text: str, field: str) -> None:
    try:
        data = file(server(**{field: text}))  # type: ignore[arg-type]
    except UnicodeEncodeError:
        return
    configuration = read(data, "good.example", Origin.AUTOCONFIG)
    for finding in configuration.findings if configuration else ():
        assert all(isinstance(value, int) or value.isprintable() for value in finding.evidence.values())
