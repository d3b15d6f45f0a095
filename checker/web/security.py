"""Security headers (OWASP Secure Headers Project) and the hosts that we answer for."""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from checker.settings import Settings
from checker.web.errors import Problems
from checker.web.problems import Problem

PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""For pages. Nothing inline, no hashes. `data:` because the theme's style sheets draw icons from it."""

DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
"""For everything that is neither a page nor a script."""

SCRIPT_POLICY = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"
"""For scripts: a worker obeys the policy of its own file, and the search worker fetches the index."""

HEADERS: dict[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-DNS-Prefetch-Control": "off",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), "
        "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        "publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()"
    ),
}


class SecurityHeaders:
    """Adds the headers to every response, problems and failures included."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.headers = dict(HEADERS)
        self.page_policy = PAGE_POLICY
        if settings.base_url.startswith("https://"):
            self.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
            self.page_policy += "; upgrade-insecure-requests"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
                kind = headers.get("content-type", "").partition(";")[0].strip()
                policies = {"text/html": self.page_policy, "text/javascript": SCRIPT_POLICY}
                if message["status"] != 304:  # its headers replace those of the page that the browser kept
                    headers["Content-Security-Policy"] = policies.get(kind, DATA_POLICY)
            await send(message)

        await self.app(scope, receive, send_with_headers)


# RFC 9110 section 7.2, RFC 3986 section 3.2: a host and perhaps a port, nothing else.
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\s:/?#@\[\]\\]+)(?::\d*)?", re.IGNORECASE)


def host_name(header: str) -> str:
    """The host of a Host header without its port, in lower case: `[::1]:8000` -> `[::1]`; else empty."""
    found = _HOST.fullmatch(header.strip())
    return found[1].lower() if found else ""


class AllowedHosts:
    """Answers only for the host of base_url and those in the settings (no poisoned links or caches)."""

    def __init__(self, app: ASGIApp, settings: Settings, problems: Problems) -> None:
        self.app, self.problems = app, problems
        own = urlsplit(settings.base_url).netloc.rpartition("@")[2]
        self.hosts = {host_name(host) for host in (own, *settings.allowed_hosts)} - {""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and host_name(Headers(scope=scope).get("host", "")) not in self.hosts:
            await self.problems.response(scope, Problem("unknown-host"))(scope, receive, send)
            return
        await self.app(scope, receive, send)
