"""Short links that support can send: /c/5.1.1, /r/mailbox-full, /s/cannot-send, in the reader's language."""

import re
import unicodedata

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse

from checker.answer import UnknownCodeError, UnknownProviderError, UnknownReasonError
from checker.web import negotiation
from checker.web.context import context_of
from checker.web.problems import Problem

router = APIRouter(include_in_schema=False)

_NUMBERS = re.compile(r"\d{3}_#?\d\.\d{1,3}\.\d{1,3}")
"""`550_5.1.1`: what a space becomes where addresses have none."""


def _found(url: str) -> RedirectResponse:
    return RedirectResponse(url, 302, {"Cache-Control": "no-store", "Vary": "Accept-Language"})


def _plain(name: str) -> str:
    """A name as it was typed or copied, without the case of its letters and blanks around it."""
    return unicodedata.normalize("NFKC", name).strip().lower()


@router.get("/c/{code}")
@router.get("/c/{code}/")
@router.get("/C/{code}")
@router.get("/C/{code}/")
async def code(request: Request, code: str, provider: str | None = None) -> RedirectResponse:
    """To the code's place on the page of codes; with a provider, to that provider's meaning.

    A provider that has no meaning of its own for the code leads to the standard one.
    """
    context = context_of(request)
    locale = negotiation.of_request(request.scope, context.settings)
    try:
        return _found(
            context.answers.code(
                code.replace("_", " ") if _NUMBERS.fullmatch(code) else code, provider, locale
            ).entry
        )
    except UnknownCodeError as error:
        raise Problem("unknown-code") from error
    except UnknownProviderError as error:
        raise Problem("unknown-provider") from error


@router.get("/r/{reason}")
@router.get("/r/{reason}/")
@router.get("/R/{reason}")
@router.get("/R/{reason}/")
async def reason(request: Request, reason: str) -> RedirectResponse:
    """To the article of a reason."""
    context = context_of(request)
    locale = negotiation.of_request(request.scope, context.settings)
    try:
        return _found(context.answers.reason(_plain(reason), locale).article)
    except UnknownReasonError as error:
        raise Problem("unknown-reason") from error


@router.get("/s/{symptom}")
@router.get("/s/{symptom}/")
@router.get("/S/{symptom}")
@router.get("/S/{symptom}/")
async def symptom(request: Request, symptom: str) -> RedirectResponse:
    """To the article of a symptom."""
    context = context_of(request)
    locale = negotiation.of_request(request.scope, context.settings)
    article = context.library.get(f"symptoms/{_plain(symptom)}", locale)
    if article is None or article.is_index:
        raise Problem("unknown-symptom")
    return _found(context.library.url(article.id, locale))
