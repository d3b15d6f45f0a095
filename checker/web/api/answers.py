"""How the API answers: JSON in the locale that it names, never stored."""

from pydantic import BaseModel
from starlette.responses import Response

from checker.web.problems import Problem


def answered(model: BaseModel, locale: str) -> Response:
    """The model as JSON."""
    return answered_json(model.model_dump_json(), locale)


def answered_json(document: str, locale: str) -> Response:
    """A document that is JSON already."""
    headers = {"Content-Language": locale, "Cache-Control": "no-store", "Vary": "Accept-Language"}
    return Response(document, media_type="application/json", headers=headers)


def something(text: str) -> str:
    """The text, unless it is empty or blank: then Problem("empty-input")."""
    if not text.strip():
        raise Problem("empty-input")
    return text
