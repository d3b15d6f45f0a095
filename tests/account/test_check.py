"""From an address to settings: DNS of a real server, files as they are fetched, the table of providers."""

import asyncio
from collections.abc import Iterator, Sequence

import pytest

from checker.account import Account, Auth, Origin, TypedServer, check
from checker.account.model import ServerSettings
from checker.findings import Verdict
from checker.net.fetch import Fetched
from checker.net.resolver import Budget
from checker.net.troubles import Trouble
from checker.providers import Protocol, Security, Username
from tests.account.test_autoconfig import file, server
from tests.servers.dns import NameServer, SilentServer, serving

pytestmark = pytest.mark.parts

ZONES: dict[str, str | None] = {
    "naver.com": "@ MX 10 mx1\nmx1 A 9.9.9.9\n",
    "good.example": """\
@             MX  10 mx.good.example.
_imaps._tcp   SRV 0 1 993 imap.good.example.
_imaps._tcp   SRV 10 1 993 backup.good.example.
_imap._tcp    SRV 0 1 143 imap.good.example.
_pop3s._tcp   SRV 0 0 0 .
_submissions._tcp SRV 0 1 465 smtp.good.example.
""",
    "evil.example": """\
@             MX  10 mx
_imaps._tcp   SRV 0 1 22 ssh.evil.example.
_imap._tcp    SRV 0 1 25 169.254.169.254.
_pop3s._tcp   SRV 0 1 995 localhost.
_pop3._tcp    SRV 0 1 6379 redis.evil.example.
_submissions._tcp SRV 0 1 465 <b>.evil.example.
_submission._tcp SRV 0 1 587 127.0.0.1.
""",
    "workspace.example": """\
@             MX  1 aspmx.l.google.com.
@             MX  5 alt1.aspmx.l.google.com.
_imaps._tcp   SRV 0 1 993 imap.workspace.example.
""",
    "null.example": "@ MX 0 .\n",
    "bare.example": "@ MX 10 mx\n",
    "broken.example": None,
    "xn--h32bq4v.example": "_imaps._tcp SRV 0 1 993 imap.good.example.\n",
}


@pytest.fixture(scope="module")
def dns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NameServer]:
    """An authoritative server with the zones above."""
    with serving(tmp_path_factory.mktemp("nsd"), ZONES) as server_:
        yield server_


class Files:
    """What is fetched, by host; nothing elsewhere. Remembers what was asked for."""

    def __init__(self, **files: Fetched | bytes) -> None:
        self.files = {name.replace("__", "-").replace("_", "."): found for name, found in files.items()}
        self.asked: list[str] = []

    async def __call__(
        self, host: str, path: str, *, domain: str, types: Sequence[str], budget: Budget
    ) -> Fetched:
        self.asked.append(f"{host}{path} for {domain}")
        found = self.files.get(host, Fetched(Trouble.NAME_NOT_FOUND))
        return found if isinstance(found, Fetched) else Fetched(None, 200, "text/xml", found)


def run(dns: NameServer | SilentServer, address: str, **options: object) -> Account:
    async def bounded() -> Account:
        async with asyncio.timeout(10):
            return await check(address, dns.resolver(timeout=0.5), **options)  # type: ignore[arg-type]

    return asyncio.run(bounded())


def ids(account: Account) -> list[str]:
    return [finding.id for finding in account.findings]


def hosts(account: Account) -> list[str]:
    return [
        f"{each.protocol} {each.host}:{each.port} {each.security} {each.origin}" for each in account.servers
    ]


def test_a_provider_of_the_table(dns: NameServer) -> None:
    files = Files()
    account = run(dns, "kim@naver.com", fetch=files, isp_database="isp.example")
    assert account.provider is not None
    assert (account.provider.id, account.matched_by, account.domain) == ("naver", "domain", "naver.com")
    assert "imap imap.naver.com:993 tls provider-table" in hosts(account)
    assert "smtp smtp.naver.com:587 starttls provider-table" in hosts(account)
    assert {each.origin for each in account.servers} == {Origin.TABLE}
    assert (account.verdict, account.probes, account.differences) == (Verdict.GOOD, (), ())
    assert "app-password-needed" in ids(account) or "app-password-with-two-step" in ids(account)
    assert files.asked == []  # the table has evidence; nobody else is contacted


def test_typed_settings_of_yesterday(dns: NameServer) -> None:
    typed = [
        TypedServer(Protocol.IMAP, "imap.old.example", 993, "tls"),
        TypedServer(Protocol.SMTP, "smtp.naver.com"),
    ]
    account = run(dns, "kim@naver.com", typed=typed)
    assert [(each.field, each.typed, each.right) for each in account.differences] == [
        ("host", "imap.old.example", "imap.naver.com")
    ]
    assert "setting-host-differs" in ids(account)
    assert (account.verdict, account.typed) == (Verdict.ATTENTION, tuple(typed))


def test_what_dns_publishes(dns: NameServer) -> None:
    account = run(dns, "kim@good.example")
    assert hosts(account) == [
        "imap imap.good.example:993 tls srv",
        "imap backup.good.example:993 tls srv",
        "imap imap.good.example:143 starttls srv",
        "smtp smtp.good.example:465 tls srv",
    ]
    assert [(each.id, dict(each.evidence)) for each in account.findings] == [
        ("srv-not-offered", {"protocol": "POP3", "name": "_pop3s._tcp.good.example"})
    ]
    assert (account.provider, account.matched_by, account.verdict) == (None, None, Verdict.GOOD)


def test_records_that_lead_astray(dns: NameServer) -> None:
    account = run(dns, "kim@evil.example")
    assert account.servers == ()
    assert [(each.id, each.evidence.get("host"), each.evidence.get("port")) for each in account.findings] == [
        ("settings-port-refused", "ssh.evil.example", 22),
        ("settings-host-not-valid", "169.254.169.254", None),
        ("settings-host-not-valid", "<b>.evil.example", None),
        ("settings-host-not-valid", "127.0.0.1", None),
        ("settings-host-not-valid", "localhost", None),
        ("settings-port-refused", "redis.evil.example", 6379),
        ("settings-not-found", None, None),
    ]
    assert account.verdict is Verdict.UNKNOWN


def test_the_domains_own_file_outranks_dns_and_the_differences_are_told(dns: NameServer) -> None:
    files = Files(autoconfig_good_example=file(server(host="mail.good.example")))
    account = run(dns, "kim@good.example", fetch=files, isp_database="isp.example")
    assert hosts(account) == [
        "imap mail.good.example:993 tls autoconfig",
        "smtp smtp.good.example:465 tls srv",
    ]
    differ = next(each for each in account.findings if each.id == "settings-sources-differ")
    assert dict(differ.evidence) == {
        "protocol": "IMAP",
        "origin": "srv",
        "host": "imap.good.example",
        "port": 993,
        "used": "autoconfig",
    }
    assert len(account.offered) == 5
    assert files.asked == [  # never a part of the address but its domain
        "autoconfig.good.example/mail/config-v1.1.xml for good.example",
        "good.example/.well-known/autoconfig/mail/config-v1.1.xml for good.example",
    ]


def test_the_other_place_of_the_file(dns: NameServer) -> None:
    files = Files(bare_example=file(server("smtp", port=465)), autoconfig_bare_example=b"<html/>")
    account = run(dns, "kim@bare.example", fetch=files)
    assert hosts(account) == ["smtp imap.good.example:465 tls autoconfig"]
    assert ids(account) == []


@pytest.mark.parametrize(
    ("found", "finding"),
    [
        (b"<html/>", ("autoconfig-not-valid", {"host": "autoconfig.bare.example"})),
        (
            Fetched(Trouble.REDIRECTED, 301),
            ("autoconfig-not-usable", {"host": "autoconfig.bare.example", "reason": "redirected"}),
        ),
        (
            Fetched(Trouble.CERTIFICATE_EXPIRED),
            ("autoconfig-not-usable", {"host": "autoconfig.bare.example", "reason": "certificate-expired"}),
        ),
        (Fetched(Trouble.HTTP_STATUS, 404), None),
        (Fetched(Trouble.PORT_CLOSED), None),
    ],
)
def test_a_file_that_cannot_be_used(
    dns: NameServer, found: Fetched | bytes, finding: tuple[str, dict[str, str]] | None
) -> None:
    account = run(dns, "kim@bare.example", fetch=Files(autoconfig_bare_example=found))
    told = [(each.id, dict(each.evidence)) for each in account.findings]
    assert told == [("settings-not-found", {"domain": "bare.example"}), *([finding] if finding else [])]
    assert account.verdict is Verdict.UNKNOWN


def test_the_database_is_asked_last_and_only_where_it_is_named(dns: NameServer) -> None:
    files = Files(isp_example=file(server()))
    account = run(dns, "kim@bare.example", fetch=files, isp_database="isp.example")
    assert hosts(account) == ["imap imap.good.example:993 tls isp-database"]
    assert files.asked[-1] == "isp.example/v1.1/bare.example for isp.example"
    assert run(dns, "kim@bare.example", fetch=Files(isp_example=file(server()))).servers == ()


def test_a_provider_by_its_mail_servers(dns: NameServer) -> None:
    account = run(dns, "kim@workspace.example", fetch=Files())
    assert account.provider is not None
    assert (account.provider.id, account.matched_by) == ("google-workspace", "mx")
    assert "imap imap.gmail.com:993 tls provider-table" in hosts(account)
    differ = [dict(each.evidence) for each in account.findings if each.id == "settings-sources-differ"]
    assert [(each["host"], each["used"]) for each in differ] == [("imap.workspace.example", "provider-table")]


@pytest.mark.parametrize(
    ("address", "finding", "verdict"),
    [
        ("kim", "address-without-domain", Verdict.BROKEN),
        ("@naver.com", "address-without-domain", Verdict.BROKEN),
        ("kim@", "address-without-domain", Verdict.BROKEN),
        ("", "address-without-domain", Verdict.BROKEN),
        ("kim@localhost", "domain-name-not-valid", Verdict.BROKEN),
        ("kim@[127.0.0.1]", "domain-name-not-valid", Verdict.BROKEN),
        ("kim@169.254.169.254", "domain-name-not-valid", Verdict.BROKEN),
        ("kim@a b.example", "domain-name-not-valid", Verdict.BROKEN),
        ("kim@" + "a." * 200 + "example", "domain-name-not-valid", Verdict.BROKEN),
        ("kim@\ud800.example", "domain-name-not-valid", Verdict.BROKEN),
        ("kim@null.example", "null-mx", Verdict.BROKEN),
        ("kim@nowhere.good.example", "domain-not-found", Verdict.BROKEN),
        ("kim@broken.example", "dns-servfail", Verdict.UNKNOWN),
        ("kim@elsewhere.org", "dns-refused", Verdict.UNKNOWN),
        ("kim@bare.example", "settings-not-found", Verdict.UNKNOWN),
    ],
)
def test_what_stands_in_the_way(dns: NameServer, address: str, finding: str, verdict: Verdict) -> None:
    account = run(dns, address)
    assert ids(account)[0] == finding
    assert (account.verdict, account.servers) == (verdict, ())


def test_a_domain_in_unicode(dns: NameServer) -> None:
    account = run(dns, " 김@메일.example ")
    assert (account.domain, hosts(account)) == (
        "xn--h32bq4v.example",
        ["imap imap.good.example:993 tls srv"],
    )


def test_dns_that_never_answers_costs_one_timeout(silent_nameserver: SilentServer) -> None:
    account = run(silent_nameserver, "kim@naver.com")
    assert account.provider is not None
    assert "dns-timeout" in ids(account)
    assert (bool(account.servers), account.verdict) == (True, Verdict.GOOD)  # the table needs no DNS
    assert run(silent_nameserver, "kim@good.example").verdict is Verdict.UNKNOWN


def test_logins() -> None:
    def login(username: Username | None) -> str | None:
        settings = ServerSettings(
            Protocol.IMAP, "imap.good.example", 993, Security.TLS, username, (Auth.PASSWORD,), Origin.TABLE
        )
        return settings.login("kim@naver.com")

    assert [login(each) for each in (*Username, None)] == ["kim@naver.com", "kim", None, None]
