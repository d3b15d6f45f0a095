"""POST /api/v1/check/address"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from checker.answer.models import Address
from checker.web import negotiation
from checker.web.api.answers import answered, something
from checker.web.api.openapi import describe
from checker.web.api.questions import AddressQuestion
from checker.web.context import context_of

router = APIRouter(prefix="/api/v1", tags=["check"])


@router.post("/check/address", response_model=Address, **describe("check-address"))
async def check_address(request: Request, question: AddressQuestion) -> Response:
    """Say precisely what is wrong with an address and where, and repair what is unambiguous.

    DNS is asked only where `dns` is true; a domain that does not answer in time is `unknown`, never `no`.
    """
    context = context_of(request)
    locale = negotiation.of_request(request.scope, context.settings, question.locale)
    return answered(await context.check_address(something(question.address), question.dns, locale), locale)
