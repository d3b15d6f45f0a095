"""POST /api/v1/feedback"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from checker.answer.models import Kept
from checker.web import negotiation
from checker.web.api.answers import answered
from checker.web.api.openapi import describe
from checker.web.api.questions import FeedbackQuestion
from checker.web.context import context_of
from checker.web.helpful import must_have_been_read

router = APIRouter(prefix="/api/v1", tags=["feedback"])


@router.post("/feedback", response_model=Kept, **describe("feedback"))
async def feedback(request: Request, said: FeedbackQuestion) -> Response:
    """Say whether an article helped, why not, and which step solved it. `locale` is the one that was read.

    Kept are the day and what is sent, without parts that look like an address; not who sent it.
    """
    context = context_of(request)
    locale = negotiation.of_request(request.scope, context.settings, said.locale)
    must_have_been_read(said, locale, context.library)
    entry = await context.readers.say(request.scope, said.said(locale), said.entry)
    return answered(Kept(entry=entry), locale)
