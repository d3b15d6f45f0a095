"""Finds the settings of a domain: in the table of providers, its autoconfig file, DNS, or a database."""

import asyncio
from dataclasses import dataclass, replace
from typing import Literal

import dns.rdtypes.ANY.MX

from checker import providers
from checker.account import autoconfig
from checker.account.model import COULD_NOT_TELL, NAMES, Auth, Origin, ServerSettings, dns_failure, found
from checker.account.srv import published
from checker.findings import Finding, Severity
from checker.net.fetch import Fetch
from checker.net.hostile import clean
from checker.net.resolver import Answer, Budget, Resolver, Status
from checker.net.troubles import Trouble
from checker.providers import PasswordRule, Protocol, Provider

_NOTHING_THERE = (Trouble.NAME_NOT_FOUND, Trouble.DNS_FAILED, Trouble.PORT_CLOSED, Trouble.HTTP_STATUS)
_MOST_MX = 10

ORDER = (Protocol.IMAP, Protocol.POP3, Protocol.SMTP)


@dataclass(frozen=True, slots=True)
class Discovery:
    """What is known of a domain's mail servers. Fields as in `Account`."""

    provider: Provider | None = None
    matched_by: Literal["domain", "mx"] | None = None
    servers: tuple[ServerSettings, ...] = ()
    offered: tuple[ServerSettings, ...] = ()
    findings: tuple[Finding, ...] = ()


async def discover(
    domain: str, resolver: Resolver, budget: Budget, *, fetch: Fetch | None = None, isp_database: str = ""
) -> Discovery:
    """Find the settings for addresses in `domain` (A-labels). Never raises for what DNS or a server does.

    Where the table knows the domain, only DNS is asked beside it; else `fetch` gets the domain's own file,
    and the database's where nothing else has settings. Of an address nothing but its domain is ever sent.
    """
    known = providers.by_domain(domain)
    mx, srv, file = await asyncio.gather(
        resolver.query(domain, "MX", budget),
        published(domain, resolver, budget),
        _own_file(domain, None if known else fetch, budget),
    )
    provider = known or _provider_of(mx)
    if mx.status is Status.NXDOMAIN and known is None:
        return Discovery(findings=(found("domain-not-found", Severity.ERROR, domain=domain),))
    failures = dns_failure(domain, domain, "MX", mx.status)
    findings = failures + _about_mx(domain, mx) + _about_provider(provider)
    if any(each.id == "null-mx" for each in findings):
        return Discovery(provider, findings=findings)
    offered = _of_table(provider) + file.servers + srv.servers
    told = {each.id for each in failures}
    findings += file.findings + tuple(each for each in srv.findings if each.id not in told)
    if not offered and not _is_closed(provider) and isp_database and fetch is not None:
        stored = await _file(isp_database, f"/v1.1/{domain}", domain, Origin.DATABASE, fetch, budget)
        offered, findings = stored.servers, findings + stored.findings
    servers = _best(offered)
    findings += _differences(offered, servers)
    if not servers and not _is_closed(provider):
        findings += (found("settings-not-found", Severity.WARNING, domain=domain),)
    if servers:  # what DNS did not tell is a detail
        findings = tuple(
            replace(each, severity=Severity.INFO) if each.id in COULD_NOT_TELL else each for each in findings
        )
    matched_by: Literal["domain", "mx"] | None = "domain" if known else "mx" if provider else None
    return Discovery(provider, matched_by, servers, offered, findings)


def _provider_of(mx: Answer) -> Provider | None:
    """The provider that runs the best of the mail servers that it can be told by."""
    records = sorted(
        (record for record in mx.records if isinstance(record, dns.rdtypes.ANY.MX.MX)),
        key=lambda record: record.preference,
    )
    for record in records[:_MOST_MX]:
        if (provider := providers.by_mx(record.exchange.to_text(omit_final_dot=True))) is not None:
            return provider
    return None


def _about_mx(domain: str, mx: Answer) -> tuple[Finding, ...]:
    exchanges = {
        record.exchange.to_text() for record in mx.records if isinstance(record, dns.rdtypes.ANY.MX.MX)
    }
    return (found("null-mx", Severity.ERROR, domain=domain),) if exchanges == {"."} else ()


def _is_closed(provider: Provider | None) -> bool:
    """Does the provider keep mail apps out, or let them in only through a program of its own?"""
    return provider is not None and provider.password in (PasswordRule.BRIDGE, PasswordRule.NONE_OFFERED)


def _about_provider(provider: Provider | None) -> tuple[Finding, ...]:
    """What the table says about getting in."""
    if provider is None:
        return ()
    findings = []
    match provider.password:
        case PasswordRule.OAUTH_ONLY:
            findings.append(found("oauth-only", Severity.INFO, provider=provider.name))
        case PasswordRule.APP_PASSWORD:
            told = "app-password-with-two-step" if provider.two_step_only else "app-password-needed"
            findings.append(found(told, Severity.INFO, provider=provider.name))
        case PasswordRule.BRIDGE:
            findings.append(found("provider-needs-bridge", Severity.WARNING, provider=provider.name))
        case PasswordRule.NONE_OFFERED:
            findings.append(found("provider-offers-no-access", Severity.ERROR, provider=provider.name))
        case PasswordRule.ACCOUNT_PASSWORD | None:
            pass
    if provider.switch_on_first:
        findings.append(found("switch-on-first", Severity.INFO, provider=provider.name))
    return tuple(findings)


def _of_table(provider: Provider | None) -> tuple[ServerSettings, ...]:
    if provider is None:
        return ()
    auth: tuple[Auth, ...] = ()
    if provider.password is PasswordRule.OAUTH_ONLY:
        auth = (Auth.OAUTH,)
    elif provider.password is not None:
        auth = (Auth.PASSWORD, Auth.OAUTH) if provider.oauth else (Auth.PASSWORD,)
    return tuple(
        ServerSettings(each.protocol, each.host, each.port, each.security, each.username, auth, Origin.TABLE)
        for each in (*provider.incoming, *provider.outgoing)
    )


_NOTHING = autoconfig.Configuration((), ())


async def _own_file(domain: str, fetch: Fetch | None, budget: Budget) -> autoconfig.Configuration:
    """The file that the domain publishes, at the first of its two places that has a good one."""
    if fetch is None:
        return _NOTHING
    own, known = await asyncio.gather(
        _file(f"autoconfig.{domain}", "/mail/config-v1.1.xml", domain, Origin.AUTOCONFIG, fetch, budget),
        _file(
            domain, "/.well-known/autoconfig/mail/config-v1.1.xml", domain, Origin.AUTOCONFIG, fetch, budget
        ),
    )
    if own.servers:
        return own
    # Any website may be at the other place: what it says instead of a file is no news.
    return known if known.servers else own


async def _file(
    host: str, path: str, domain: str, origin: Origin, fetch: Fetch, budget: Budget
) -> autoconfig.Configuration:
    target = host if origin is Origin.DATABASE else domain
    fetched = await fetch(host, path, domain=target, types=autoconfig.TYPES, budget=budget)
    if fetched.failure in _NOTHING_THERE:
        return _NOTHING
    if fetched.failure is not None:
        told = found("autoconfig-not-usable", Severity.INFO, host=clean(host), reason=fetched.failure.value)
        return autoconfig.Configuration((), (told,))
    configuration = autoconfig.read(fetched.body, domain, origin)
    if configuration is None:
        told = found("autoconfig-not-valid", Severity.INFO, host=clean(host))
        return autoconfig.Configuration((), (told,))
    return configuration


def _best(offered: tuple[ServerSettings, ...]) -> tuple[ServerSettings, ...]:
    """Of each protocol what the highest origin says."""
    servers: list[ServerSettings] = []
    for protocol in ORDER:
        for origin in Origin:
            of_it = [each for each in offered if (each.protocol, each.origin) == (protocol, origin)]
            if of_it:
                servers += dict.fromkeys(of_it)
                break
    return tuple(servers)


def _differences(
    offered: tuple[ServerSettings, ...], servers: tuple[ServerSettings, ...]
) -> tuple[Finding, ...]:
    """Other hosts that lower origins name, once for each protocol and origin."""
    findings: dict[tuple[Protocol, Origin], Finding] = {}
    for each in offered:
        used = [server for server in servers if server.protocol is each.protocol]
        if each.host in {server.host for server in used}:
            continue
        findings.setdefault(
            (each.protocol, each.origin),
            found(
                "settings-sources-differ",
                Severity.INFO,
                protocol=NAMES[each.protocol],
                origin=each.origin.value,
                host=each.host,
                port=each.port,
                used=used[0].origin.value,
            ),
        )
    return tuple(findings.values())
