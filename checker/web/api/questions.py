"""What the API is asked: the models of request bodies."""

from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError


def _readable(text: str) -> str:
    """JSON may carry half of a surrogate pair (RFC 8259 section 8.2), which is no character."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise PydanticCustomError("string_unicode", "no characters") from None
    return text


Text = Annotated[str, AfterValidator(_readable)]
Locale = Annotated[
    str | None,
    Field(description="Language of the answer: ko, en, ja. Without it: ?locale=, else Accept-Language."),
]

AskedLocale = Annotated[str | None, Query(description="Language of the answer, as in ko, en, ja.")]
"""The locale of a request that has no JSON body."""


class Question(BaseModel):
    """Unknown fields are refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid")

    locale: Locale = None


class AddressQuestion(Question):
    """An address as it was typed or pasted, or a list of addresses."""

    address: Text
    dns: Annotated[bool, Field(strict=True, description="Ask DNS whether the domain takes mail.")] = False


class TextQuestion(Question):
    """A code, a reply of a server, a log line, a returned message."""

    text: Text


class SearchQuestion(Question):
    """A question in the reader's own words."""

    query: Text
