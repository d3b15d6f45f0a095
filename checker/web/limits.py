"""How often one client may ask for a check: per IPv4 address, or per /64 network of IPv6.

`X-Forwarded-For` counts only as far as the proxies are ours: from the right, the first address that is not
one of the listed proxies is the client.
"""

import logging
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from limits import RateLimitItem, parse
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import ConfigurationError, StorageError
from limits.storage import storage_from_string
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from checker.settings import Settings
from checker.web.bodies import WITH_BODY, cap, drain, is_list
from checker.web.errors import Problems
from checker.web.problems import Problem, SettingError

log = logging.getLogger("checker.limits")

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

UNLIMITED = ("/api/v1/openapi.json",)
PRIVATE = "/insights/"
"""Pages behind a key, which must not be guessed."""
MOST_HOPS = 20
BYTES_A_CHECK, LIST_BYTES_A_CHECK = 256 * 1024, 64 * 1024
"""A body counts as one check, and as one more for each of these: a list takes the most time for its bytes."""
DEAR = {
    "/api/v1/check/domain": 4,
    "/tools/domain/": 4,
    "/api/v1/check/account": 6,
    "/tools/account/": 6,
}
"""What asks others counts for more, by the end of its path: a domain costs up to 40 questions to DNS, an
account as many and eight connections, each of which may be kept waiting for seconds."""


def _address(text: str) -> Address | None:
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def proxies_of(settings: Settings) -> tuple[Network, ...]:
    """The networks whose X-Forwarded-For is believed. Raises SettingError."""
    try:
        return tuple(ip_network(proxy, strict=False) for proxy in settings.trusted_proxies)
    except ValueError as error:
        raise SettingError(f"trusted_proxies: {error}") from error


def client_address(peer: str, forwarded: str, proxies: Sequence[Network]) -> Address | None:
    """The client's address: the peer, or the last forwarded one that is not a proxy of ours.

    `forwarded` is all X-Forwarded-For values joined by commas. None where the peer has no IP address.
    """
    client = _address(peer)
    for hop in reversed(forwarded.split(",")[-MOST_HOPS:]):
        if client is None or not any(client in network for network in proxies):
            break
        before = _address(hop)
        if before is None:
            break
        client = before
    return client


def client_key(address: Address | None) -> str:
    """What is counted: the IPv4 address, the IPv6 /64, or one shared key where there is no address."""
    if address is None:
        return "unknown"
    if isinstance(address, IPv6Address):
        return str(IPv6Network((int(address) >> 64 << 64, 64)))
    return str(address)


def is_limited(scope: Scope) -> bool:
    """Whether a request counts: all that carry a body, calls of the API, and pages behind a key."""
    path = str(scope["path"])
    return (
        scope["method"] in WITH_BODY
        or PRIVATE in path
        or (path.startswith("/api/") and path not in UNLIMITED)
    )


def cost(scope: Scope, settings: Settings) -> int:
    """How many checks a request counts as: by whom it makes us ask, and by the length of its body.

    A body of unknown length counts as the longest one.
    """
    declared = Headers(scope=scope).get("content-length", "")
    if declared.isascii() and declared.isdigit():
        length = int(declared[:20])
    else:
        length = cap(scope, settings) if scope["method"] in WITH_BODY else 0
    share = LIST_BYTES_A_CHECK if is_list(scope) else BYTES_A_CHECK
    path, is_asked = str(scope["path"]), scope["method"] in WITH_BODY
    asks = next((checks for end, checks in DEAR.items() if is_asked and path.endswith(end)), 1)
    return asks + min(length, cap(scope, settings)) // share


@dataclass(frozen=True, slots=True)
class Counting:
    """How much is allowed, who is believed about addresses, and where is counted."""

    limit: RateLimitItem
    feedback: RateLimitItem
    proxies: tuple[Network, ...]
    limiter: SlidingWindowCounterRateLimiter

    @classmethod
    def of(cls, settings: Settings) -> "Counting":
        """Read the settings. Raises SettingError."""
        limit, feedback = (_limit(settings, name) for name in ("rate_limit", "feedback_limit"))
        try:
            # redis-py, whose releases the library follows; other storages do not look at the option.
            storage = storage_from_string(
                settings.rate_limit_storage, wrap_exceptions=True, implementation="redispy"
            )
            limiter = SlidingWindowCounterRateLimiter(storage)
        except (ConfigurationError, NotImplementedError, AssertionError) as error:
            ways = "async+memory://, or async+redis://host:port with the Python package redis"
            raise SettingError(f"rate_limit_storage: write it as in {ways}") from error
        return cls(limit, feedback, proxies_of(settings), limiter)

    async def seconds_to_wait(self, limit: RateLimitItem, key: str, cost: int = 1) -> int:
        """0 where the client may go on, else the seconds until it may."""
        try:
            if await self.limiter.hit(limit, "client", key, cost=min(cost, limit.amount)):
                return 0
            stats = await self.limiter.get_window_stats(limit, "client", key)
        except StorageError as error:
            # Without its counter the service goes on: the byte and time limits still hold.
            log.error("rate limits are not counted", extra={"error": type(error).__name__})
            return 0
        return max(1, math.ceil(stats.reset_time - time.time()))


def _limit(settings: Settings, name: str) -> RateLimitItem:
    try:
        return parse(getattr(settings, name))
    except ValueError as error:
        raise SettingError(f"{name}: write it as in {type(settings).model_fields[name].default}") from error


class RateLimit:
    """Refuses with 429 and Retry-After what comes too often. Counts in memory or where the settings say."""

    def __init__(self, app: ASGIApp, settings: Settings, counting: Counting, problems: Problems) -> None:
        self.app, self.settings, self.problems = app, settings, problems
        self.counting = counting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_limited(scope):
            await self.app(scope, receive, send)
            return
        peer = scope["client"][0] if scope.get("client") else ""
        forwarded = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
        key = client_key(client_address(peer, forwarded, self.counting.proxies))
        scope.setdefault("state", {})["client"] = key
        wait = await self.counting.seconds_to_wait(self.counting.limit, key, cost(scope, self.settings))
        if wait:
            await drain(receive)
            problem = Problem("too-many-requests", retry_after=wait)
            await self.problems.response(scope, problem)(scope, receive, send)
            return
        await self.app(scope, receive, send)
