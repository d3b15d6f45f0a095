"""Is the service up, and can it answer? One word each, for load balancers and container probes."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from checker.web.context import context_of

router = APIRouter(include_in_schema=False)
NEVER_STORED = {"Cache-Control": "no-store"}


@router.get("/healthz")
async def healthz() -> PlainTextResponse:
    """`ok` as long as the process answers at all."""
    return PlainTextResponse("ok\n", headers=NEVER_STORED)


@router.get("/readyz")
async def readyz(request: Request) -> PlainTextResponse:
    """`ready` once the library is read and every locale's site is built; else 503 and what is missing."""
    context = context_of(request)
    if not context.library.ids():
        return PlainTextResponse("no articles\n", status_code=503, headers=NEVER_STORED)
    if not context.site.is_built():
        return PlainTextResponse("no site\n", status_code=503, headers=NEVER_STORED)
    return PlainTextResponse("ready\n", headers=NEVER_STORED)
