"""GET /api/v1/reasons, /api/v1/reasons/{id}, /api/v1/codes/{code}"""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from checker.answer import UnknownCodeError, UnknownProviderError, UnknownReasonError
from checker.answer.models import Code, Reason, Reasons
from checker.web import negotiation
from checker.web.api.answers import answered
from checker.web.api.openapi import describe
from checker.web.api.questions import AskedLocale
from checker.web.context import context_of
from checker.web.problems import Problem

router = APIRouter(prefix="/api/v1", tags=["knowledge"])


@router.get("/reasons", response_model=Reasons, **describe("reasons"))
async def reasons(request: Request, locale: AskedLocale = None) -> Response:
    """Every reason with its explanation and fixes, in the order of the list."""
    context = context_of(request)
    chosen = negotiation.of_request(request.scope, context.settings, locale)
    return answered(context.answers.reasons(chosen), chosen)


@router.get("/reasons/{reason}", response_model=Reason, **describe("reason"))
async def one_reason(
    request: Request, reason: Annotated[str, Path(examples=["mailbox-full"])], locale: AskedLocale = None
) -> Response:
    """One reason by its id."""
    context = context_of(request)
    chosen = negotiation.of_request(request.scope, context.settings, locale)
    try:
        return answered(context.answers.reason(reason, chosen), chosen)
    except UnknownReasonError as error:
        raise Problem("unknown-reason") from error


@router.get("/codes/{code}", response_model=Code, **describe("code"))
async def code(
    request: Request,
    code: Annotated[str, Path(description="550, 5.1.1, 550-5.7.26, EC-002", examples=["5.2.2"])],
    provider: Annotated[str | None, Query(description="Whose meaning to prefer, as in gmail.")] = None,
    locale: AskedLocale = None,
) -> Response:
    """What a reply code, an enhanced status code or a help-desk code means."""
    context = context_of(request)
    chosen = negotiation.of_request(request.scope, context.settings, locale)
    try:
        return answered(context.answers.code(code, provider, chosen), chosen)
    except UnknownCodeError as error:
        raise Problem("unknown-code") from error
    except UnknownProviderError as error:
        raise Problem("unknown-provider") from error
