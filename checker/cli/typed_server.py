"""A server as it is written on the command line: `imap:imap.example.com:993:tls:kim`; fields may be empty."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from checker.guide.catalog import Words
from checker.guide.wording import N_

if TYPE_CHECKING:  # the model is read in where a server is given
    from checker.answer.accounts import ServerTyped

FIELDS = ("protocol", "host", "port", "security", "username")
INCOMING, OUTGOING = ("imap", "pop3"), ("smtp",)
"""The protocols of each side; the first one is meant where none is named."""

WRONG = {
    "host": N_("the name of the server is too long or can't be read"),
    "port": N_("the port must be a number from 1 to 65535"),
    "security": N_("the connection security must be tls, starttls or none"),
    "username": N_("the user name is too long or can't be read"),
}


def server_of(protocols: tuple[str, ...], words: Words) -> Callable[[str], "ServerTyped"]:
    """What reads a server of one side for argparse; raises ArgumentTypeError in the language of `words`.

    A user name may hold colons. What is left out or empty is not compared.
    """

    def read(text: str) -> "ServerTyped":
        from pydantic import ValidationError

        from checker.answer.accounts import ServerTyped

        fields = [field.strip() for field in text.split(":", len(FIELDS) - 1)]
        given = {name: field for name, field in zip(FIELDS, fields, strict=False) if field}
        if given.setdefault("protocol", protocols[0]) not in protocols:
            known = ", ".join(protocols)
            raise argparse.ArgumentTypeError(words.gettext("begin with one of %(list)s", list=known))
        try:
            return ServerTyped.model_validate(given)
        except ValidationError as error:
            (field, *_), *_ = (each["loc"] for each in error.errors(include_input=False))
            raise argparse.ArgumentTypeError(words.gettext(WRONG[str(field)])) from error

    return read
