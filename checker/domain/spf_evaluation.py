"""May this address send mail for this sender? The check_host() function of RFC 7208, as a computation that
hands out its DNS questions one after another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import dns.rdtypes.ANY.MX
import dns.rdtypes.ANY.PTR
import dns.rdtypes.IN.A
import dns.rdtypes.IN.AAAA

from checker.domain.asking import Question, Steps, texts
from checker.domain.spf import Mechanism, SpfRecord, parse, select
from checker.domain.spf_macros import Spec, expand, letters
from checker.net.resolver import ABSENT, TOLD, Answer, Status, reverse_name

MAX_LOOKUPS = 10
"""Terms that ask DNS (RFC 7208 section 4.6.4)."""

MAX_VOID_LOOKUPS = 2
MAX_MAIL_SERVERS = 10
MAX_POINTERS = 10
MAX_LABEL = 63
MAX_NAME = 253


class Result(StrEnum):
    """What check_host() can say (section 2.6)."""

    NONE = "none"
    NEUTRAL = "neutral"
    PASS = "pass"
    FAIL = "fail"
    SOFTFAIL = "softfail"
    TEMPERROR = "temperror"
    PERMERROR = "permerror"


_QUALIFIERS = {"+": Result.PASS, "-": Result.FAIL, "~": Result.SOFTFAIL, "?": Result.NEUTRAL}


class _Stop(Exception):
    """Ends the evaluation with a result."""

    def __init__(self, result: Result) -> None:
        self.result = result


@dataclass(slots=True)
class _Evaluation:
    ip: IPv4Address | IPv6Address
    sender: str
    helo: str
    lookups: int = 0
    void_lookups: int = 0
    names: tuple[str, ...] | None = field(default=None)
    """The validated names of the address, once they have been looked up."""


def evaluate(ip: str, sender: str, helo: str) -> Steps[Result]:
    """check_host() for a connection from `ip` with this MAIL FROM and HELO (section 4).

    An empty sender stands for postmaster at the HELO name (section 2.4). Raises ValueError for what is no
    address; nothing else.
    """
    address = ip_address(ip)
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    local, at, domain = sender.rpartition("@")
    if not at:
        local, domain = "postmaster", sender or helo
    state = _Evaluation(address, f"{local or 'postmaster'}@{domain}", helo)
    try:
        return (yield from _check_host(state, domain))
    except _Stop as stop:
        return stop.result


def _check_host(state: _Evaluation, domain: str) -> Steps[Result]:
    # Section 4.3: a malformed name, or one with a single label, has no policy.
    if not is_name(domain) or "." not in domain.removesuffix("."):
        return Result.NONE
    answer = yield from _ask(state, domain, "TXT")
    records = select(texts(answer))
    if not records:
        return Result.NONE
    if len(records) > 1:
        return Result.PERMERROR
    record = parse(records[0])
    if record.flaws:
        return Result.PERMERROR
    return (yield from _policy(state, record, domain))


def _policy(state: _Evaluation, record: SpfRecord, domain: str) -> Steps[Result]:
    for mechanism in record.tested:
        if (yield from _matches(state, mechanism, domain)):
            return _QUALIFIERS[mechanism.qualifier]
    if record.redirect is None:
        return Result.NEUTRAL
    _count_lookup(state)
    target = yield from _target(state, record.redirect.value, domain)
    result = yield from _check_host(state, target)
    # Section 6.1: a redirect to a domain without a policy is an error.
    return Result.PERMERROR if result is Result.NONE else result


def _matches(state: _Evaluation, mechanism: Mechanism, domain: str) -> Steps[bool]:
    match mechanism.name:
        case "all":
            return True
        case "ip4" | "ip6":
            return mechanism.network is not None and state.ip in mechanism.network
    _count_lookup(state)
    target = domain if mechanism.target is None else (yield from _target(state, mechanism.target, domain))
    match mechanism.name:
        case "include":
            return (yield from _include(state, target))
        case "ptr":
            return (yield from _ptr(state, target))
        case "exists":
            answer = yield from _ask(state, target, "A")
            return answer.status is Status.FOUND
        case "a":
            return (yield from _holds(state, mechanism, target))
        case _:
            return (yield from _mx(state, mechanism, target))


def _include(state: _Evaluation, target: str) -> Steps[bool]:
    match (yield from _check_host(state, target)):
        case Result.PASS:
            return True
        case Result.FAIL | Result.SOFTFAIL | Result.NEUTRAL:
            return False
        case Result.TEMPERROR:
            raise _Stop(Result.TEMPERROR)
        case _:
            raise _Stop(Result.PERMERROR)


def _holds(state: _Evaluation, mechanism: Mechanism, name: str) -> Steps[bool]:
    """Is the sender's address, cut to the prefix length, one of this name's?"""
    answer = yield from _ask(state, name, "A" if state.ip.version == 4 else "AAAA")
    prefix = mechanism.prefix4 if state.ip.version == 4 else mechanism.prefix6
    return any(state.ip in ip_network(f"{address}/{prefix}", strict=False) for address in _addresses(answer))


def _mx(state: _Evaluation, mechanism: Mechanism, target: str) -> Steps[bool]:
    answer = yield from _ask(state, target, "MX")
    hosts = [each for each in answer.records if isinstance(each, dns.rdtypes.ANY.MX.MX)]
    if len(hosts) > MAX_MAIL_SERVERS:
        raise _Stop(Result.PERMERROR)
    for host in sorted(hosts, key=lambda each: (each.preference, each.exchange)):
        name = host.exchange.to_text(omit_final_dot=True)
        if name != "." and (yield from _holds(state, mechanism, name)):
            return True
    return False


def _ptr(state: _Evaluation, target: str) -> Steps[bool]:
    names = yield from _validated_names(state)
    wanted = target.removesuffix(".").lower()
    return any(name == wanted or name.endswith("." + wanted) for name in names)


def _validated_names(state: _Evaluation) -> Steps[tuple[str, ...]]:
    """The names of the sender's address that lead back to it (section 5.5). DNS errors leave names out."""
    if state.names is None:
        (answer,) = yield (Question(reverse_name(str(state.ip)), "PTR"),)
        _count_void(state, answer)
        names = []
        pointers = [each for each in answer.records if isinstance(each, dns.rdtypes.ANY.PTR.PTR)]
        for record in pointers[:MAX_POINTERS]:
            name = record.target.to_text(omit_final_dot=True).lower()
            (addresses,) = yield (Question(name, "A" if state.ip.version == 4 else "AAAA"),)
            _count_void(state, addresses)
            if str(state.ip) in _addresses(addresses):
                names.append(name)
        state.names = tuple(names)
    return state.names


def _target(state: _Evaluation, spec: Spec, domain: str) -> Steps[str]:
    values = dict(macro_values(state.ip, state.sender, domain, state.helo))
    if "p" in letters(spec):
        values["p"] = _best_name((yield from _validated_names(state)), domain.lower())
    return expand(spec, values) or ""


def _best_name(names: tuple[str, ...], domain: str) -> str:
    """The name that %{p} stands for: the domain itself, one below it, or any (section 7.3)."""
    if domain in names:
        return domain
    below = [name for name in names if name.endswith("." + domain)]
    return next(iter([*below, *names]), "unknown")


def macro_values(ip: IPv4Address | IPv6Address, sender: str, domain: str, helo: str) -> Mapping[str, str]:
    """What the macro letters stand for, all but p (section 7.2)."""
    local, _, origin = sender.rpartition("@")
    dotted = str(ip) if ip.version == 4 else ".".join(ip.exploded.replace(":", ""))
    family = "in-addr" if ip.version == 4 else "ip6"
    return {"s": sender, "l": local, "o": origin, "d": domain, "i": dotted, "h": helo, "v": family}


def _ask(state: _Evaluation, name: str, rdtype: str) -> Steps[Answer]:
    """Ask, and stop where DNS cannot tell (section 4.4). A name that is none finds nothing (section 4.8)."""
    if not is_name(name):
        return Answer(Status.NXDOMAIN)
    (answer,) = yield (Question(name, rdtype),)
    _count_void(state, answer)
    if answer.status not in TOLD:
        raise _Stop(Result.TEMPERROR)
    return answer


def _count_lookup(state: _Evaluation) -> None:
    state.lookups += 1
    if state.lookups > MAX_LOOKUPS:
        raise _Stop(Result.PERMERROR)


def _count_void(state: _Evaluation, answer: Answer) -> None:
    if answer.status in ABSENT:
        state.void_lookups += 1
        if state.void_lookups > MAX_VOID_LOOKUPS:
            raise _Stop(Result.PERMERROR)


def _addresses(answer: Answer) -> list[str]:
    return [
        str(record.address)
        for record in answer.records
        if isinstance(record, dns.rdtypes.IN.A.A | dns.rdtypes.IN.AAAA.AAAA)
    ]


def is_name(name: str) -> bool:
    """Could DNS hold this name? No empty or long labels, 253 characters at most."""
    name = name.removesuffix(".")
    return len(name) <= MAX_NAME and all(0 < len(label) <= MAX_LABEL for label in name.split("."))
