"""Problems: what the service says when it cannot answer (RFC 9457, problem details for HTTP APIs).

Every problem has an id that never changes meaning. Its `type` is the path `/problems/<id>`: a relative
reference (RFC 9457 section 3.1.1) that is the same wherever the service stands, and that leads to an
explanation on the host that answered. Title and detail are localized. Nothing that was sent is ever repeated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel.units import format_unit

from checker.guide.catalog import Words
from checker.guide.wording import N_


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its HTTP status, what happened, and what to do next."""

    status: int
    title: str
    advice: str


KINDS: dict[str, Kind] = {
    "empty-input": Kind(
        422,
        N_("There is nothing to check"),
        N_("Enter an address, an error code, or the text of the failure message."),
    ),
    "too-large": Kind(
        413,
        N_("The input is too large"),
        N_("Send only the part that shows the error."),
    ),
    "too-many-addresses": Kind(
        413,
        N_("The list has too many addresses"),
        N_("Check the list in parts, or as a file: the page of the address check takes CSV and text files."),
    ),
    "too-many-rows": Kind(
        413,
        N_("The file has too many rows"),
        N_("Split the file, then check each part."),
    ),
    "slow-request": Kind(
        408,
        N_("The input took too long to arrive"),
        N_("Check your connection, then send it again."),
    ),
    "invalid-json": Kind(
        400,
        N_("The request can't be read"),
        N_("Send one JSON object in UTF-8."),
    ),
    "repeated-field": Kind(
        400,
        N_("The request names a field twice"),
        N_("Send each field of the JSON object once."),
    ),
    "invalid-form": Kind(
        400,
        N_("The form can't be read"),
        N_("Open the page again and fill in the form."),
    ),
    "invalid-request": Kind(
        422,
        N_("The request has a field that isn't allowed"),
        N_("Compare the fields with the description of the API."),
    ),
    "invalid-text": Kind(
        422,
        N_("The text has characters that can't be read"),
        N_("Copy the text again from where you first saw it, then paste it."),
    ),
    "invalid-list": Kind(
        422,
        N_("The list can't be read"),
        N_("Save the list as CSV or as plain text in UTF-8, with one address in each row."),
    ),
    "unsupported-type": Kind(
        415,
        N_("This kind of content isn't supported"),
        N_("Send JSON, plain text, or an email message."),
    ),
    "unknown-locale": Kind(
        422,
        N_("The language isn't available"),
        N_("Choose one of the languages of the help center."),
    ),
    "unknown-code": Kind(
        404,
        N_("The code isn't in our list"),
        N_("Paste the whole line in which the code appears."),
    ),
    "unknown-provider": Kind(
        404,
        N_("The provider isn't in our list"),
        N_("Leave the provider out to see the standard meaning of the code."),
    ),
    "unknown-reason": Kind(
        404,
        N_("The reason isn't in our list"),
        N_("Choose a reason from the list of reasons."),
    ),
    "unknown-symptom": Kind(
        404,
        N_("The symptom isn't in our list"),
        N_("Choose a symptom from the list of symptoms."),
    ),
    "unknown-article": Kind(
        404,
        N_("The article isn't in our list"),
        N_("Take the article's id from its web address, as in reasons/mailbox-full."),
    ),
    "too-much-feedback": Kind(
        429,
        N_("Too many answers came from your network"),
        N_("Your answer was not kept. Send it again in an hour."),
    ),
    "key-needed": Kind(
        401,
        N_("This page needs a key"),
        N_("Enter the key that the operator of the help center has set."),
    ),
    "store-away": Kind(
        503,
        N_("Your answer can't be kept at the moment"),
        N_("Nothing is wrong with what you sent. Send it again later."),
    ),
    "not-found": Kind(
        404,
        N_("This web address leads nowhere"),
        N_("Search the help center, or start from its first page."),
    ),
    "method-not-allowed": Kind(
        405,
        N_("This web address doesn't support the method"),
        N_("Compare the request with the description of the API."),
    ),
    "unknown-host": Kind(
        400,
        N_("The request names a host that isn't ours"),
        N_("Use the public web address of the help center."),
    ),
    "too-many-requests": Kind(
        429,
        N_("Too many checks came from your network"),
        N_("Nothing was checked. Wait for a moment, then check again."),
    ),
    "busy": Kind(
        503,
        N_("The checker is busy"),
        N_("Nothing was checked. Wait for a moment, then check again."),
    ),
    "unreadable-file": Kind(
        404,
        N_("The file can't be read"),
        N_("Check the name of the file and whether you may read it."),
    ),
    "bad-request": Kind(
        400,
        N_("The request can't be read"),
        N_("Compare the request with the description of the API."),
    ),
    "internal-error": Kind(
        500,
        N_("The checker couldn't answer"),
        N_("The failure is in the checker, not in your input. Try again later."),
    ),
}
"""All problems, by id. Ids are public."""

WITHOUT_SPACES = ("ja", "zh")
"""Languages that put no space between sentences."""


class SettingError(ValueError):
    """A setting that cannot be used; the message begins with its name."""


class Problem(Exception):
    """A problem of one request. The limits and the time to wait are special to this occurrence."""

    def __init__(
        self,
        kind: str,
        *,
        retry_after: int | None = None,
        limit_bytes: int | None = None,
        limit_addresses: int | None = None,
        fields: Sequence[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind)
        self.kind, self.status = kind, KINDS[kind].status
        self.retry_after, self.fields = retry_after, tuple(fields)
        self.limit_bytes, self.limit_addresses = limit_bytes, limit_addresses
        self.headers = dict(headers or {})
        if retry_after is not None:
            self.headers["Retry-After"] = str(retry_after)

    def title(self, words: Words) -> str:
        """What happened, in one line without a full stop."""
        return words.gettext(KINDS[self.kind].title)

    def detail(self, words: Words) -> str:
        """What to do next, with the limit or the time to wait where there is one."""
        sentences = [words.gettext(KINDS[self.kind].advice)]
        if self.limit_bytes is not None:
            sentences.append(words.gettext("Largest size: %(size)s.", size=size(self.limit_bytes, words)))
        if self.limit_addresses is not None:
            sentences.append(
                words.ngettext(
                    "Up to %(num)d address can be checked at once.",
                    "Up to %(num)d addresses can be checked at once.",
                    self.limit_addresses,
                )
            )
        if self.retry_after is not None:
            sentences.append(
                words.ngettext(
                    "You can check again in %(num)d second.",
                    "You can check again in %(num)d seconds.",
                    self.retry_after,
                )
            )
        return in_a_row(sentences, words.locale)

    def document(self, words: Words) -> dict[str, Any]:
        """The problem+json object. `fields` names what was wrong by JSON pointer, never by value."""
        document: dict[str, Any] = {
            "type": type_of(self.kind),
            "title": self.title(words),
            "status": self.status,
            "detail": self.detail(words),
        }
        if self.fields:
            document["fields"] = [{"pointer": pointer, "problem": name} for pointer, name in self.fields]
        return document


def in_a_row(sentences: Sequence[str], locale: str) -> str:
    """Whole sentences one after the other: with spaces between them where the script has any."""
    return ("" if locale.partition("-")[0] in WITHOUT_SPACES else " ").join(sentences)


def type_of(kind: str) -> str:
    """The `type` of a kind of problem: a path, so that no move of the service changes it."""
    return f"/problems/{kind}"


def size(count: int, words: Words) -> str:
    """A size in bytes in the reader's language: 64 kB, 10 MB. Rounded down to a whole unit."""
    locale = words.locale.replace("-", "_")
    for unit, factor in (("megabyte", 1024 * 1024), ("kilobyte", 1024)):
        if count >= factor:
            return format_unit(count // factor, f"digital-{unit}", length="short", locale=locale)
    return format_unit(count, "digital-byte", length="long", locale=locale)
