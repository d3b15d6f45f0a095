"""What every article must keep to, before anything is built: links that lead somewhere, and the same
anchors, widgets and steps in every locale."""

import posixpath
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.guide import inline
from checker.guide.articles import Article
from checker.guide.frontmatter import Role, Step
from checker.publish import figures, outline, providers, reference
from checker.publish.codes import anchors as code_anchors
from checker.publish.problems import Problem
from checker.publish.source import Source

RESERVED = ("fix", "related", "content")
EXTERNAL = ("https://", "http://", "mailto:", "tel:")


def check(source: Source) -> list[Problem]:
    """Everything that is wrong with the articles, over all locales."""
    problems: list[Problem] = []
    library, source_locale = source.library, source.settings.source_locale
    for locale in source.settings.locales:
        for article_id in library.ids():
            if not library.has(article_id, locale):
                continue
            article = library.get(article_id, locale)
            assert article is not None
            problems += _headings(article)
            problems += _widgets(article)
            problems += _links(source, article)
            original = library.get(article_id, source_locale)
            problems += [Problem(article.path, *each) for each in providers.wrong(article, original)]
            problems += [Problem(article.path, *each) for each in figures.wrong(article, original)]
            if original is not None and original is not article and original.locale == source_locale:
                problems += _same_anchors(article, original)
                problems += _same_widgets(article, original)
                problems += _same_steps(article, original)
    return [problem.below(source.settings.root) for problem in problems]


def anchors_of(source: Source, article: Article) -> set[str]:
    """Every anchor that the built page of an article will have."""
    found = {h.anchor for h in outline.headings(article.body) if h.anchor} | {"content"}
    if article.fixes:
        found.add("fix")
        found |= {f"fix-{fix.by}" for fix in article.fixes}
        found |= {f"step-{step.id}" for _, step in article.steps()}
    if article.related:
        found.add("related")
    if article.id == "reasons/index":
        found |= {f"by-{role}" for role in Role}
    if article.id == "codes/index":
        found |= code_anchors()
    if article.id == providers.INDEX:
        found |= providers.anchors()
    if article.id == reference.ARTICLE and source.api is not None:
        found |= source.api.anchors
    return found


def _headings(article: Article) -> Iterator[Problem]:
    seen: set[str] = set()
    for heading in outline.headings(article.body, article.body_line):
        where = article.path, heading.line
        if heading.level == 1:
            yield Problem(*where, "the page's title comes from the front matter: begin with ##")
        elif heading.anchor is None:
            if heading.level <= 3:
                yield Problem(*where, f"this heading needs an anchor: {heading.text} {{ #name }}")
        elif heading.anchor in RESERVED or heading.anchor.startswith(("step-", "fix-")):
            yield Problem(*where, f"the anchor {heading.anchor!r} belongs to the page itself")
        elif heading.anchor in seen:
            yield Problem(*where, f"the anchor {heading.anchor!r} stands twice")
        seen.add(heading.anchor or "")


def _widgets(article: Article) -> Iterator[Problem]:
    for widget in outline.widgets(article.body, article.body_line):
        if widget.name not in (names := (*outline.WIDGETS, outline.SETTINGS, outline.FIGURE)):
            known = ", ".join(f"<{name}>" for name in names)
            yield Problem(article.path, widget.line, f"there is no widget <{widget.name}>; known: {known}")


def _line_in(article: Article, text: str) -> int:
    for number, line in enumerate(article.path.read_text(encoding="utf-8").split("\n"), 1):
        if text in line:
            return number
    return 1


def _links(source: Source, article: Article) -> Iterator[Problem]:
    for link in outline.links(article.body, article.body_line):
        message = _body_link(source, article, link.target)
        if message is not None:
            yield Problem(article.path, link.line, message)
    for _, step in article.steps():
        for target in inline.links(step.text):
            if target.startswith(EXTERNAL):
                continue
            name, _, anchor = target.partition("#")
            other = source.library.get(name, article.locale)
            if other is not None and anchor and anchor not in anchors_of(source, other):
                yield Problem(article.path, _line_in(article, target), f"{name} has no anchor {anchor!r}")


def _body_link(source: Source, article: Article, target: str) -> str | None:
    if target.startswith(EXTERNAL):
        return None
    name, _, anchor = target.partition("#")
    if not name:
        return None if anchor in anchors_of(source, article) else f"this page has no anchor {anchor!r}"
    if name.startswith("/"):
        return f"link to the file, relative to this one, not to {target!r}"
    path = posixpath.normpath(posixpath.join(article.section, name))
    if not name.endswith(".md"):
        known = _assets(source.settings.docs_dir)
        return None if path in known else f"there is no file {target!r}"
    other = source.library.get(path.removesuffix(".md"), article.locale)
    if other is None:
        return f"dead link: there is no article {path.removesuffix('.md')!r}"
    if anchor and anchor not in anchors_of(source, other):
        return f"dead link: {other.id} has no anchor {anchor!r}"
    return None


def _assets(docs: Path) -> set[str]:
    return {path.relative_to(docs).as_posix() for path in (docs / "assets").rglob("*") if path.is_file()}


def _missing(own: Sequence[str], theirs: Sequence[str]) -> str | None:
    return next((name for name in theirs if name not in own), None)


def _same_anchors(article: Article, original: Article) -> Iterator[Problem]:
    own = outline.headings(article.body, article.body_line)
    theirs = outline.headings(original.body, original.body_line)
    own_names = [h.anchor for h in own if h.anchor]
    their_names = [h.anchor for h in theirs if h.anchor]
    wanted = _missing(own_names, their_names)
    extra = _missing(their_names, own_names)
    if wanted is not None:
        line = next(h.line for h in theirs if h.anchor == wanted)
        where = f"{original.locale}/{original.id}.md:{line}"
        yield Problem(article.path, article.body_line, f"lacks the anchor {wanted!r} that {where} has")
    if extra is not None:
        line = next(h.line for h in own if h.anchor == extra)
        yield Problem(article.path, line, f"has an anchor {extra!r} that {original.locale} lacks")
    if wanted is None and extra is None and own_names != their_names:
        moved = next(a for a, b in zip(own_names, their_names, strict=True) if a != b)
        line = next(h.line for h in own if h.anchor == moved)
        yield Problem(article.path, line, f"the sections stand in another order than in {original.locale}")


def _same_widgets(article: Article, original: Article) -> Iterator[Problem]:
    own = outline.widgets(article.body, article.body_line)
    theirs = outline.widgets(original.body, original.body_line)
    names, their_names = [w.name for w in own], [w.name for w in theirs]
    if names == their_names:
        return
    wanted = _missing(names, their_names)
    if wanted is not None:
        line = next(w.line for w in theirs if w.name == wanted)
        where = f"{original.locale}/{original.id}.md:{line}"
        yield Problem(article.path, article.body_line, f"lacks the widget <{wanted}> that {where} has")
    else:
        line = own[0].line if own else article.body_line
        yield Problem(article.path, line, f"has other widgets than {original.locale}: {', '.join(names)}")


def _named(step: Step) -> str:
    """A step's id, with the form that it holds."""
    return f"{step.id} ({step.tool})" if step.tool else step.id


def _same_steps(article: Article, original: Article) -> Iterator[Problem]:
    for own, theirs in zip(article.fixes, original.fixes, strict=False):
        names, their_names = [_named(s) for s in own.steps], [_named(s) for s in theirs.steps]
        if own.by != theirs.by or names != their_names:
            odd = next((name for name in names if name not in their_names), None)
            line = _line_in(article, f"id: {odd}" if odd else f"by: {own.by}")
            yield Problem(
                article.path,
                line,
                f"the fix for {own.by} has other steps than in {original.locale}: "
                f"{', '.join(names)} instead of {theirs.by}: {', '.join(their_names)}",
            )
            return
    if len(article.fixes) != len(original.fixes):
        line = _line_in(article, "fixes:")
        yield Problem(article.path, line, f"has fixes for other roles than {original.locale}")
