"""The access log: one line per request with method, route, status and time. No addresses, no query strings.

A path may hold anything a person typed, so only the template of the route that answered is written.
"""

import json
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

access = logging.getLogger("checker.access")
failures = logging.getLogger("checker.failures")

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
FIELDS = ("method", "route", "status", "ms", "error", "where")


class Lines(logging.Formatter):
    """A log record as one line of JSON; of `extra`, only the fields that are named here."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "log": record.name,
            "message": record.getMessage(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        return json.dumps(line, ensure_ascii=False)


def configure(level: int = logging.INFO) -> None:
    """Send all logs to standard error, a line of JSON each. Called by `mailclinic serve` alone."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.basicConfig(level=level, handlers=[handler], force=True)


def route_of(scope: Scope) -> str:
    """The template of the route that answered, `site` for a file of the built site, `-` for none."""
    return str(scope.get("state", {}).get("route") or getattr(scope.get("route"), "path", "-"))


class AccessLog:
    """Writes one line for each request when its response ends. `clock` gives seconds."""

    def __init__(self, app: ASGIApp, clock: Callable[[], float] = time.perf_counter) -> None:
        self.app, self.clock = app, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = self.clock(), 0
        scope.setdefault("state", {})

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        finally:
            took = round((self.clock() - began) * 1000, 1)
            method = scope["method"] if scope["method"] in METHODS else "other"
            extra = {"method": method, "route": route_of(scope), "status": status, "ms": took}
            access.info("request", extra=extra)
