"""What the API is asked: the models of request bodies."""

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from checker.answer.accounts import ServerTyped
from checker.answer.models import Text
from checker.diagnose import Kind
from checker.feedback import LONGEST_COMMENT, Feedback, Why

MOST_SELECTORS = 5

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


class DomainQuestion(Question):
    """A mail domain, and DKIM selectors where they are known."""

    domain: Annotated[Text, Field(description="The domain, or an address or link that holds it.")]
    selectors: Annotated[list[Text], Field(max_length=MOST_SELECTORS)] = []


class SettingsTyped(BaseModel):
    """The settings that somebody has."""

    model_config = ConfigDict(extra="forbid")

    incoming: ServerTyped | None = None
    outgoing: ServerTyped | None = None

    def servers(self) -> list[ServerTyped]:
        """Those that were given."""
        return [each for each in (self.incoming, self.outgoing) if each is not None]


class AccountQuestion(Question):
    """A mail account: the address, the settings it has now, and whether to contact its servers."""

    address: Annotated[Text, Field(description="Only its domain is ever sent anywhere.")]
    settings: Annotated[
        SettingsTyped | None, Field(description="Compared with the right ones; never contacted.")
    ] = None
    probe: Annotated[bool, Field(strict=True, description="Contact the servers that were found.")] = False


class TextQuestion(Question):
    """A code, a reply of a server, a log line, a returned message."""

    text: Text


class DiagnoseQuestion(TextQuestion):
    """Whatever was pasted, and what it is where the reader knows."""

    as_: Annotated[
        Kind | None, Field(alias="as", description="Read the text as this; without it, by its shape.")
    ] = None


class FeedbackQuestion(Question):
    """What a reader says of an article. Only `article`, `revision` and `helpful` are needed."""

    article: Annotated[
        str, Field(pattern=r"^[a-z]+/[a-z0-9-]{1,80}$", description="As in reasons/mailbox-full")
    ]
    revision: Annotated[
        str, Field(pattern=r"^[0-9]{1,6}(\.[0-9]{1,6}){2}$", description="The one that was read.")
    ]
    helpful: Annotated[bool, Field(strict=True)]
    why: Annotated[Why | None, Field(description="Why it didn't help.")] = None
    step: Annotated[
        str | None,
        Field(pattern=r"^[a-z0-9-]{1,80}$", description="The step that solved it, or the last one tried."),
    ] = None
    comment: Annotated[Text | None, Field(max_length=LONGEST_COMMENT)] = None
    entry: Annotated[
        str | None,
        Field(
            pattern=r"^[0-9a-f]{32}$", description="From the answer to what was said before, to add to it."
        ),
    ] = None

    def said(self, locale: str) -> Feedback:
        """The same for the store, by a reader of `locale`."""
        return Feedback(self.article, locale, self.revision, self.helpful, self.why, self.step, self.comment)


class SearchQuestion(Question):
    """A question in the reader's own words."""

    query: Text
