"""What the operating system refused, in the reader's language; its own sentences are mostly English."""

import errno

from checker.guide.catalog import Words
from checker.guide.wording import N_

SENTENCES = {
    errno.ENOENT: N_("There is no such file or folder"),
    errno.EACCES: N_("You don't have permission"),
    errno.EPERM: N_("You don't have permission"),
    errno.EISDIR: N_("It is a folder"),
    errno.ENOTDIR: N_("A part of the path isn't a folder"),
    errno.ENAMETOOLONG: N_("The name is too long"),
    errno.EADDRNOTAVAIL: N_("This computer doesn't have that address"),
}


def reason_of(error: OSError | OverflowError, words: Words) -> str:
    """Why, in one line without a full stop. A reason that is not in the table keeps the system's words."""
    number = error.errno if isinstance(error, OSError) else None
    if number in SENTENCES:
        return words.gettext(SENTENCES[number])
    return getattr(error, "strerror", None) or str(error)
