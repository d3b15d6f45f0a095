"""Interface words: gettext catalogues, read straight from the .po files with Babel. Msgids are English."""

import io
import re
from collections.abc import Iterator, Mapping
from gettext import c2py
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

# Babel takes an unquoted or unclosed string without a word, so every line is looked at first.
_PO_LINE = re.compile(
    r"(?:#.*|\s*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"
    r'"(?:[^"\\]|\\.)*"\s*)\Z'
)

_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


class CatalogError(ValueError):
    """A catalogue that its translator has to mend: which file, which line, what to do."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


def read_catalog(path: Path, locale: str) -> Catalog:
    """Read a .po file. Raises CatalogError with its line where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise CatalogError(path, line, "the catalogue is not UTF-8 text") from error
    for number, entry in enumerate(text.split("\n"), start=1):
        if not _PO_LINE.match(entry):
            raise CatalogError(path, number, 'this line is neither a comment nor msgid or msgstr "text"')
    try:
        return read_po(io.StringIO(text), locale=Locale.parse(locale, sep="-"), abort_invalid=True)
    except PoFileError as error:
        raise CatalogError(path, error.lineno + 1, f"the catalogue is broken: {error.args[0]}") from error


def wrong_placeholders(catalog: Catalog) -> Iterator[tuple[int, str]]:
    """The line and name of each placeholder that a translation adds or loses: readers would get English."""
    for message in catalog:
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        wanted = {name for one in ids for name in _PLACEHOLDER.findall(one)}
        for name in sorted({n for s in strings if s for n in set(_PLACEHOLDER.findall(s)) ^ wanted}):
            yield message.lineno or 1, name


def _formatted(text: str, values: Mapping[str, Any], locale: str) -> str:
    """`%(name)d` is a quantity: 10,000 where the locale writes it so. `%(name)s` stays as it is."""
    large = {name: number for name, number in values.items() if isinstance(number, int) and number >= 1000}
    for name, number in large.items():
        if f"%({name})d" in text:
            grouped = format_decimal(number, locale=Locale.parse(locale, sep="-"))
            text = text.replace(f"%({name})d", grouped)
    return text % values if values else text


class Words:
    """The interface in one locale. A missing or broken translation falls back to English."""

    def __init__(self, locale: str, catalog: Catalog | None = None) -> None:
        self.locale = locale
        self._strings: dict[tuple[str | None, str], tuple[str, ...]] = {}
        self._plural_form = c2py(catalog.plural_expr) if catalog is not None else None
        for message in catalog or ():
            if not message.id or message.fuzzy:
                continue
            key = message.id if isinstance(message.id, str) else message.id[0]
            strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            if all(strings):
                self._strings[message.context, key] = strings

    def _say(self, text: str, english: str, values: Mapping[str, Any]) -> str:
        try:
            return _formatted(text, values, self.locale)
        except (KeyError, ValueError, TypeError):
            return _formatted(english, values, self.locale)

    def gettext(self, msgid: str, /, **values: Any) -> str:
        """A sentence, with its named placeholders filled in."""
        return self._say(self._strings.get((None, msgid), (msgid,))[0], msgid, values)

    def pgettext(self, context: str, msgid: str, /, **values: Any) -> str:
        """A sentence whose English has two meanings, told apart by a context."""
        return self._say(self._strings.get((context, msgid), (msgid,))[0], msgid, values)

    def ngettext(self, singular: str, plural: str, num: int, /, **values: Any) -> str:
        """A sentence that depends on a number, which is also its placeholder `num`."""
        english = singular if num == 1 else plural
        values = {"num": num, **values}
        forms = self._strings.get((None, singular))
        if forms is None or self._plural_form is None:
            return _formatted(english, values, self.locale)
        return self._say(forms[min(self._plural_form(num), len(forms) - 1)], english, values)


def load_words(folder: Path, locale: str) -> Words:
    """The words of a locale from `<folder>/<locale>/LC_MESSAGES/messages.po`; English needs no file."""
    path = folder / locale / "LC_MESSAGES" / "messages.po"
    return Words(locale, read_catalog(path, locale) if path.exists() else None)
