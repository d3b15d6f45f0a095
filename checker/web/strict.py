"""JSON that names each field once: with two of a name, two programs read two different requests.

RFC 8259 section 4 leaves the meaning of repeated names open; Python would take the last in silence.
"""

import json
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from checker.web.problems import Problem


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Problem("repeated-field")
    return found


def strict_json(body: bytes) -> Any:
    """A body as JSON. Raises Problem for a repeated name; ValueError, RecursionError for no JSON."""
    return json.loads(body, object_pairs_hook=_each_once)


class StrictRequest(Request):
    """A request that refuses repeated names."""

    async def json(self) -> Any:
        """The body as JSON."""
        return strict_json(await self.body())


class StrictRoute(APIRoute):
    """A route of the API whose JSON bodies are read strictly."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""
        handle = super().get_route_handler()

        async def strict(request: Request) -> Response:
            return await handle(StrictRequest(request.scope, request.receive))

        return strict
