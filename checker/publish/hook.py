"""The MkDocs hook: articles by the guide's loader, lent pages, widgets, search index, sitemap.

MkDocs calls the `on_*` functions below. `checker.publish.build` hands over what it has read in
`config.extra["source"]`; `mkdocs serve` and `mkdocs build` alone read it here.
"""

import re
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemBytecodeCache
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

from checker.guide.articles import Article
from checker.guide.frontmatter import THEIRS, split
from checker.publish import codes, figures, providers, search_index, widgets
from checker.publish.assets import Assets
from checker.publish.checks import check
from checker.publish.problems import BuildError
from checker.publish.prose import join_lines, joins_lines
from checker.publish.source import Source, read_source
from checker.publish.views import Views
from checker.publish.wide_tables import label_cells
from checker.settings import Settings

_THEIR_KEY = re.compile(rf"^(?:{'|'.join(THEIRS)}):", re.MULTILINE)
_UNUSED = re.compile(r"\.map\Z|^assets/(?:images|javascripts/(?:lunr|workers)|stylesheets)")
"""Files of the theme that no page of ours asks for: its own search, styles, favicon, source maps."""

TEMPLATES = {"index": "home.html", "tools": "tool.html"}


class _Build:
    """What the events of one build share."""

    def __init__(self, source: Source, config: MkDocsConfig) -> None:
        self.source = source
        self.locale: str = config.extra["locale"]
        self.views = Views(source, self.locale, config.extra["symptoms"])
        self.icons: dict[str, str] = config.extra["symptoms"]
        self.assets = Assets(source.settings.docs_dir / "assets", config.theme.dirs)
        self.env: Environment | None = None

    def article(self, page: Page | None) -> Article | None:
        """The article behind a page; None for a page without one, such as 404."""
        if page is None:
            return None
        return self.views.articles[page.file.src_uri.removesuffix(".md")]


_build: _Build | None = None


def _current() -> _Build:
    if _build is None:
        raise PluginError("the hook's on_config has not run")
    return _build


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read everything, refuse what is wrong, and set what depends on the locale."""
    global _build
    source = config.extra.get("source")
    if source is None:
        try:
            source = read_source(Settings())
            if problems := check(source):
                raise BuildError(problems)
        except BuildError as error:
            raise PluginError(str(error)) from error
    locale = config.extra.setdefault("locale", source.settings.default_locale)
    config.site_name = source.settings.in_locale(source.settings.site_name, locale)
    config.site_url = f"{source.settings.base_url}/{locale}/"
    config.theme["language"] = locale
    _build = _Build(source, config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the shared assets and lend the source locale's pages to a locale that lacks them."""
    build = _current()
    docs = build.source.settings.docs_dir
    for file in [file for file in files if _UNUSED.search(file.src_uri)]:
        files.remove(file)
    for name in build.assets.files:
        files.append(File(f"assets/{name}", str(docs), config.site_dir, use_directory_urls=True))
    own = {file.src_uri for file in files}
    for article in build.views.articles.values():
        uri = f"{article.id}.md"
        if uri not in own:
            folder = str(docs / article.locale)
            files.append(File(uri, folder, config.site_dir, use_directory_urls=True))
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """The body with the product's words. The blank line keeps MkDocs from reading its first line as meta."""
    article = _current().article(page)
    return "\n" + article.body if article is not None else None


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give the page its title, description and template, all checked by the guide's loader."""
    article = _current().article(page)
    if article is not None:
        template = TEMPLATES.get(article.id) or TEMPLATES.get(article.section)
        page.meta = {
            "title": article.title,
            "description": article.description,
            **({"template": template, "hide": ["navigation", "toc"]} if template else {}),
            **_their_keys(article.path),
        }
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The text as readers of its language expect it: no stray spaces, the first terms explained."""
    build = _current()
    article = build.article(page)
    if article is None:
        return html
    if joins_lines(article.locale):
        html = join_lines(html)
    return build.source.glossaries[article.locale].explain(label_cells(html), article.id)


def _their_keys(path: Path) -> dict[str, Any]:
    head, _, _ = split(path.read_text(encoding="utf-8").replace("\r\n", "\n"), path)
    if not _THEIR_KEY.search(head):
        return {}
    return {key: value for key, value in yaml.safe_load(head).items() if key in THEIRS}


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates gettext and the page's values; our own templates escape what they print."""
    build = _current()
    ours = {
        path.relative_to(folder).as_posix()
        for folder in map(Path, config.theme.dirs[:1])
        for path in folder.rglob("*.html")
    }
    env.autoescape = lambda name: name in ours
    words = build.views.words
    env.globals.update(
        _=words.gettext,
        gettext=words.gettext,
        ngettext=words.ngettext,
        pgettext=words.pgettext,
        views=build.views,
        asset=build.assets.path,
        theme_script=build.assets.theme_script,
        settings=build.source.settings,
        icons=build.icons,
    )
    if "compiled" in config.extra:
        config.extra["compiled"].mkdir(exist_ok=True)
        env.bytecode_cache = FileSystemBytecodeCache(str(config.extra["compiled"]))
    build.env = env
    return env


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """What the templates say about this page, and the widgets in its text."""
    build = _current()
    article, env = build.article(page), build.env
    if article is None or env is None:
        return context

    def relative(path: str) -> str:
        return normalize_url(path or ".", page)

    def widget(tool: widgets.Tool, number: int | str) -> dict[str, object]:
        places = (tool.instead, "symptoms/index", "index")
        instead = next(name for name in places if name in build.views.articles)
        return {
            "name": tool.name,
            "number": number,
            "action": build.views.address(tool.action, relative),
            "instead": build.views.entry(instead),
            "instead_url": build.views.address(instead, relative),
            "answer": widgets.ANSWER,
        }

    def form_in_step(name: str, step: str) -> Markup:
        tool = widgets.OF_STEPS[name]
        return Markup(widgets.form(tool, env, widget(tool, f"step-{step}")))

    shelf = providers.Shelf(build.locale, build.views.say)
    page.content = providers.fill(widgets.fill(page.content or "", env, widget), env, shelf)
    page.content = figures.fill(page.content, env)
    if article.locale != build.locale:
        page.canonical_url = (
            f"{build.source.settings.base_url}{build.views.library.url(article.id, article.locale)}"
        )
    context.update(
        article=article,
        fixes=build.views.fixes(article, relative),
        form_in_step=form_in_step,
        relative=relative,
        foreign=Markup(' lang="{}"').format(article.locale) if article.locale != build.locale else "",
        topics=build.views.topics(article),
        api=build.views.api(article),
        typical_codes=codes.typical(article.reason),
        code_tables=codes.tables(build.views.say) if article.id == "codes/index" else [],
        provider_tables=shelf.tables() if article.id == providers.INDEX else [],
    )
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index and the fingerprinted assets."""
    build, site = _current(), Path(config.site_dir)
    build.assets.write(site)
    (site / "search").mkdir(exist_ok=True)
    (site / "search" / "search_index.json").write_text(search_index.stub(), encoding="utf-8")
    index = search_index.index(build.views.articles.values(), build.views.locale)
    (site / "search" / "index.json").write_text(index, encoding="utf-8")
