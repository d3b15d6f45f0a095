"""argparse's own words in the reader's language: usage, headings of the help, the sentences of its errors.

argparse looks its English sentences up in gettext, by the names `_` and `ngettext` of its own module; the
catalogue of the interface answers instead. Sentences not listed (a programmer's mistakes) stay English.
"""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from checker.guide.catalog import Words
from checker.guide.wording import N_

SENTENCES = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)
"""What our commands can make argparse say."""


@contextmanager
def argparse_in(words: Words) -> Iterator[None]:
    """While this lasts, argparse speaks the language of `words`."""
    names = vars(argparse)
    before = {name: names[name] for name in ("_", "ngettext")}

    def plural(singular: str, several: str, number: int) -> str:
        return words.gettext(singular if number == 1 else several)

    names.update(_=words.gettext, ngettext=plural)
    try:
        yield
    finally:
        names.update(before)
