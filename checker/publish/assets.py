"""The files under docs/assets: what is copied, the styles as one file, names that change with content."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath

from checker.publish.stylesheet import minified, reduced, words

STYLES = "styles"
BUNDLE = "styles/mailclinic.css"
FINGERPRINTED = (BUNDLE, "boot.js", "page.js", "widgets.js", "steps.js", "feedback.js", "search-worker.js")
"""What every page loads: its name carries a hash, so that a browser may keep it for ever."""


API = "openapi.json"
"""Rendered into a page; the server gives it out itself."""

THEME_STYLES = "assets/stylesheets/main.*.min.css"
THEME_SCRIPT = "assets/javascripts/bundle.*.min.js"


class Assets:
    """The assets of a site: ours in `folder`, and what the theme brings, its folders as they are searched."""

    def __init__(self, folder: Path, theme: Sequence[str]) -> None:
        self.folder = folder
        self.theme = [Path(each) for each in theme]

    @cached_property
    def files(self) -> list[str]:
        """What is copied as it is."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        names = (path.as_posix() for path in found if path.parts[0] != STYLES)
        return sorted(name for name in names if name not in (*FINGERPRINTED, API))

    @cached_property
    def contents(self) -> dict[str, str]:
        """The fingerprinted files; all stylesheets in the order of their numbers are one of them."""
        sheets = sorted((self.folder / STYLES).glob("*.css"))
        ours = minified("\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets))
        scripts = {name: (self.folder / name).read_text(encoding="utf-8") for name in FINGERPRINTED[1:]}
        return {BUNDLE: self._theme_styles(scripts.values()) + ours, **scripts}

    def _theme_styles(self, scripts: Iterable[str]) -> str:
        """The theme's own styles, as far as a page of ours or its script can use them."""
        script = [folder / self.theme_script for folder in self.theme]
        found = [path for folder in self.theme for path in folder.glob(THEME_STYLES)]
        base = [path for folder in self.theme for path in folder.glob("base.html")]
        pages = [*base[:1], *filter(Path.exists, script), *(self.theme[0].rglob("*.html"))]
        known = words(*scripts, *(path.read_text(encoding="utf-8") for path in pages))
        return "".join(reduced(path.read_text(encoding="utf-8"), known) for path in found[:1])

    @cached_property
    def theme_script(self) -> str:
        """Where the theme's own script lies below the locale."""
        found = (path.relative_to(folder) for folder in self.theme for path in folder.glob(THEME_SCRIPT))
        return next(found).as_posix()

    def path(self, name: str) -> str:
        """Where a fingerprinted file lies below the locale: `page.js` -> `assets/page.0f3a9c21.js`."""
        mark = hashlib.sha256(self.contents[name].encode()).hexdigest()[:8]
        old = PurePosixPath("assets") / name
        return old.with_name(f"{old.stem}.{mark}{old.suffix}").as_posix()

    def write(self, site: Path) -> None:
        """Write the fingerprinted files into a built locale."""
        for name, content in self.contents.items():
            file = site / self.path(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
