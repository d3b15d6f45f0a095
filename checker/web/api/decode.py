"""POST /api/v1/decode"""

from fastapi import APIRouter
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from checker.answer.models import Decoded
from checker.web import negotiation
from checker.web.api.answers import answered_json, something
from checker.web.api.openapi import describe
from checker.web.api.questions import TextQuestion
from checker.web.context import Context, context_of
from checker.web.errors import of_validation
from checker.web.media import is_json, media_type
from checker.web.problems import Problem
from checker.web.strict import strict_json

router = APIRouter(prefix="/api/v1", tags=["decode"])

AS_TEXT, AS_MESSAGE = "text/plain", "message/rfc822"


@router.post("/decode", response_model=Decoded, **describe("decode"))
async def decode(request: Request) -> Response:
    """Read a code, a reply, a log line or a returned message: who did not get it, why, what helps.

    Send JSON, or the text as it is (`text/plain`), or a whole message (`message/rfc822`, up to 10 MiB).
    """
    context = context_of(request)
    data, tag = question_of(media_type(request.scope), await request.body())
    locale = negotiation.of_request(request.scope, context.settings, tag)
    document = await context.workers.run_if_long(data, _document, context, data, locale)
    return answered_json(document, locale)


def question_of(kind: str, body: bytes) -> tuple[str | bytes, str | None]:
    """What is to be decoded, and the locale that the body asks for. Raises Problem."""
    if is_json(kind):
        try:
            question = TextQuestion.model_validate(strict_json(body))
        except (ValueError, RecursionError) as error:
            if not isinstance(error, ValidationError):
                raise Problem("invalid-json") from None
            raise of_validation(error.errors(include_url=False, include_input=False)) from None
        return something(question.text), question.locale
    if kind not in (AS_TEXT, AS_MESSAGE):
        accepted = f"application/json, {AS_TEXT}, {AS_MESSAGE}"
        raise Problem("unsupported-type", headers={"Accept-Post": accepted})
    if not body.strip():
        raise Problem("empty-input")
    return body, None


def _document(context: Context, data: str | bytes, locale: str) -> str:
    return context.answers.decode(data, locale).model_dump_json()
