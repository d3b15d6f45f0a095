"""The files under docs/assets: what is copied, the stylesheets as one file, addresses that change."""

import hashlib
from functools import cached_property
from pathlib import Path

STYLES = "styles"
BUNDLE = "styles/mailclinic.css"


class Assets:
    """The assets of a site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def files(self) -> list[str]:
        """What is copied as it is: every file but the stylesheets."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        return sorted(path.as_posix() for path in found if path.parts[0] != STYLES)

    @cached_property
    def bundle(self) -> str:
        """All stylesheets in the order of their numbers, as one text."""
        sheets = sorted((self.folder / STYLES).glob("*.css"))
        return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)

    def versioned(self, name: str) -> str:
        """The path of an asset below the locale, with a mark that changes when its content does."""
        content = self.bundle.encode() if name == BUNDLE else (self.folder / name).read_bytes()
        return f"assets/{name}?v={hashlib.sha256(content).hexdigest()[:8]}"

    def write_bundle(self, folder: Path) -> None:
        """Write the stylesheets as one file into a built site's assets folder."""
        (folder / STYLES).mkdir(parents=True, exist_ok=True)
        (folder / BUNDLE).write_text(self.bundle, encoding="utf-8")
