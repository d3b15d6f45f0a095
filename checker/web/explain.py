"""GET /problems/{kind}: what the `type` of a problem means, at its own address (RFC 9457 section 3.1.1)."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from checker.web import negotiation
from checker.web.context import context_of
from checker.web.problems import KINDS, Problem

router = APIRouter(include_in_schema=False)


@router.get("/problems/{kind}")
async def problem(request: Request, kind: str) -> HTMLResponse:
    """The title and the advice of a kind of problem."""
    context = context_of(request)
    locale = negotiation.of_request(request.scope, context.settings)
    if kind not in KINDS:
        raise Problem("not-found")
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language", "Content-Language": locale}
    return HTMLResponse(context.pages.problem(locale, Problem(kind)), headers=headers)
