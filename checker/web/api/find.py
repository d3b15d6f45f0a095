"""POST /api/v1/search and /api/v1/diagnose"""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from checker.answer.models import Diagnosis, Found
from checker.web import negotiation
from checker.web.api.answers import answered, something
from checker.web.api.openapi import describe
from checker.web.api.questions import DiagnoseQuestion, SearchQuestion
from checker.web.context import context_of
from checker.web.strict import StrictRoute

router = APIRouter(prefix="/api/v1", tags=["find"], route_class=StrictRoute)


@router.post("/search", response_model=Found, **describe("search"))
async def search(request: Request, question: SearchQuestion) -> Response:
    """The articles that fit a question in the reader's own words, best first."""
    context = context_of(request)
    locale = negotiation.of_request(request.scope, context.settings, question.locale)
    found = context.answers.search(something(question.query), locale)
    if not found.articles:
        await context.readers.sought_in_vain(request.scope, locale, question.query)
    return answered(found, locale)


@router.post("/diagnose", response_model=Diagnosis, **describe("diagnose"))
async def diagnose(request: Request, question: DiagnoseQuestion) -> Response:
    """Paste anything: say what it is, answer about it, and name the articles that fit.

    Nothing is asked of DNS or of any other server.
    """
    context = context_of(request)
    locale = negotiation.of_request(request.scope, context.settings, question.locale)
    text = something(question.text)
    return answered(await context.diagnose(text, locale, question.as_), locale)
