"""Keep the gettext catalogues in step with the sentences in the code: `python -m checker.publish.catalogues`.

Babel finds the sentences (Python, Jinja templates, data files; the mapping stands in pyproject.toml).
Existing translations and translators' comments are kept, sentences that are gone leave, nothing is guessed.
"""

import tomllib
from pathlib import Path
from tempfile import TemporaryFile

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import write_po

from checker.guide.catalog import read_catalog
from checker.settings import Settings

KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}
COMMENTS = ("NOTE:",)
HEADER = ("Language:", "MIME-Version:", "Content-Type:", "Content-Transfer-Encoding:", "Plural-Forms:")
"""What gettext reads of a header. Dates and generators would change without a translator's doing."""


def _new(locale: str | None) -> Catalog:
    return Catalog(
        locale=Locale.parse(locale, sep="-") if locale else None,
        header_comment="# Interface sentences of Mailclinic.",
        fuzzy=False,
    )


def template(root: Path) -> Catalog:
    """Every sentence that the code says, with the files it stands in."""
    catalog = _new(None)
    mappings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"][
        "mappings"
    ]
    for mapping in mappings:
        options = {key: value for key, value in mapping.items() if key not in ("method", "pattern")}
        for path in sorted(root.glob(mapping["pattern"].replace("**.", "**/*."))):
            found = extract_from_file(
                mapping["method"], str(path), keywords=KEYWORDS, comment_tags=COMMENTS, options=options
            )
            for _, message, comments, context in found:
                catalog.add(
                    message,
                    locations=[(path.relative_to(root).as_posix(), 0)],
                    auto_comments=comments,
                    context=context,
                )
    return catalog


def updated(path: Path, locale: str, sentences: Catalog) -> Catalog:
    """The catalogue of a locale with exactly these sentences, translated where it had a translation."""
    old = read_catalog(path, locale) if path.exists() else None
    catalog = _new(locale)
    for message in sentences:
        if not message.id:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        known = old.get(key, context=message.context) if old is not None else None
        same = known is not None and known.pluralizable == message.pluralizable
        catalog.add(
            message.id,
            known.string if known is not None and same else None,
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known is not None else (),
            flags=[flag for flag in (known.flags if known is not None else ()) if flag == "fuzzy"],
            context=message.context,
        )
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """The sentences that a catalogue does not say yet."""
    missing = []
    for message in catalog:
        if not message.id:
            continue
        strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if not strings or not all(strings) or message.fuzzy:
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def text(catalog: Catalog) -> str:
    """A catalogue as the text of its file."""
    with TemporaryFile() as file:
        write_po(file, catalog, width=0, sort_by_file=True, include_lineno=False)
        file.seek(0)
        head, blank, rest = file.read().decode().partition("\n\n")
    lines = head.split("\n")
    kept = [line for line in lines if not line.startswith('"') or line[1:].startswith(HEADER)]
    return "\n".join(kept) + blank + rest


def main() -> None:
    """Rewrite messages.pot and the catalogue of every locale but English, whose sentences are the msgids."""
    settings = Settings()
    sentences = template(settings.root)
    (settings.locales_dir / "messages.pot").write_text(text(sentences), encoding="utf-8")
    for locale in settings.locales:
        if locale != "en":
            path = settings.locales_dir / locale / "LC_MESSAGES" / "messages.po"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text(updated(path, locale, sentences)), encoding="utf-8")


if __name__ == "__main__":
    main()
