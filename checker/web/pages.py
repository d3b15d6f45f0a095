"""Results and problems as HTML: one Jinja template each, as a fragment or inside the built tool page."""

import re
from collections.abc import Mapping
from typing import Any

from babel.dates import format_date
from babel.lists import format_list
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from checker.answer.evidence import language_of
from checker.answer.headlines import headline
from checker.answer.told import told
from checker.guide.catalog import Words
from checker.settings import Settings
from checker.web.marks import marked
from checker.web.problems import Problem
from checker.web.site import Site

MARKER = "<!-- mailclinic:answer -->"
"""Where a built page takes the answer; the hook writes it inside the `aria-live` region."""

FEEDBACK, FEEDBACK_END = "<!-- mailclinic:feedback -->", "<!-- /mailclinic:feedback -->"
"""What stands between them in a built article asks whether it helped, and gives way to the answer."""

BEGIN, END = "<!-- mailclinic:page -->", "<!-- /mailclinic:page -->"
"""What stands between them in the site's 404 page gives way to a page that the server makes."""

MOST_IN_FULL = 50
"""Recipients or addresses that a page shows with all their details."""

TOOLS = ("address", "decode", "diagnose", "domain", "account")
SHELLS = {
    "address": ("tools/address/", "tools/decode/"),
    "decode": ("tools/decode/", "tools/address/"),
    "diagnose": ("tools/diagnose/", "tools/decode/"),
    "domain": ("tools/domain/", "tools/decode/"),
    "account": ("tools/account/", "tools/decode/"),
}
"""The pages that can carry a tool's answer. All lie equally deep, so that their relative links hold."""


class Pages:
    """Renders templates in a locale and puts them where the reader asked from."""

    def __init__(self, settings: Settings, site: Site, words: Mapping[str, Words]) -> None:
        self.settings, self.site, self.words = settings, site, dict(words)
        self._environment = Environment(
            loader=PackageLoader("checker.web"),
            autoescape=select_autoescape(default=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def tool_of(self, path: str) -> str | None:
        """The tool whose page a path is: `/ko/tools/decode/` -> `decode`."""
        parts = path.split("/")
        if len(parts) == 5 and parts[2] == "tools" and parts[4] == "" and parts[3] in TOOLS:
            return parts[3] if parts[1] in self.settings.locales else None
        return None

    def render(self, template: str, locale: str, **values: Any) -> Markup:
        """A template of this folder in a locale."""
        words = self.words[locale]
        html = self._environment.get_template(template).render(
            _=words.gettext,
            ngettext=words.ngettext,
            words=words,
            locale=locale,
            base_url=self.settings.base_url,
            marked=marked,
            language_of=language_of,
            told=told,
            headline=headline,
            listed=lambda items: format_list(items, locale=locale.replace("-", "_")),
            date=lambda day: format_date(day, "medium", locale=locale.replace("-", "_")),
            most=MOST_IN_FULL,
            **values,
        )
        return Markup(html)

    def answer(self, locale: str, tool: str, fragment: Markup, typed: Mapping[str, str] | None = None) -> str:
        """The built page of a tool with the answer in its place and the form as it was sent."""
        for shell in SHELLS[tool]:
            file = self.site.file(f"{locale}/{shell}")
            if file is not None:
                page = file.body.decode("utf-8")
                if MARKER in page:
                    return refill(page, typed or {}).replace(MARKER, fragment, 1)
        return self.bare(locale, self.settings.in_locale(self.settings.site_name, locale), fragment)

    def said(self, locale: str, article: str, fragment: Markup) -> str:
        """The built page of an article with the answer in the place of the question whether it helped."""
        file = self.site.file(f"{locale}/{article}/")
        before, start, rest = (file.body.decode("utf-8") if file else "").partition(FEEDBACK)
        _, end, after = rest.partition(FEEDBACK_END)
        if start and end:
            return f"{before}{start}{fragment}{end}{after}"
        return self.bare(locale, self.settings.in_locale(self.settings.site_name, locale), fragment)

    def not_found(self, locale: str) -> str:
        """The site's own page for an address that leads nowhere."""
        file = self.site.file(f"{locale}/404.html")
        if file is not None:
            return file.body.decode("utf-8")
        return self.bare(locale, self.words[locale].gettext("This web address leads nowhere"), Markup())

    def problem(self, locale: str, problem: Problem) -> str:
        """A page of its own about a problem, in the frame of the site where that can be loaded."""
        words = self.words[locale]
        title, text = problem.title(words), Markup("<p>{}</p>").format(problem.detail(words))
        if problem.kind == "unknown-host":  # nothing of the site can be loaded from there
            return self.bare(locale, title, text)
        return self.framed(locale, title, text)

    def framed(self, locale: str, title: str, text: Markup) -> str:
        """A page that the server makes, in the frame of the site where that is built."""
        file = self.site.file(f"{locale}/404.html")
        head, begin, rest = (file.body.decode("utf-8") if file else "").partition(BEGIN)
        _, end, tail = rest.partition(END)
        if not begin or not end:
            return self.bare(locale, title, text)
        name = self.settings.in_locale(self.settings.site_name, locale)
        head = _TITLE.sub(lambda _: Markup("<title>{} - {}</title>").format(title, name), head, count=1)
        return head + str(self.render("framed.html", locale, title=title, fragment=text)) + tail

    def bare(self, locale: str, title: str, fragment: Markup) -> str:
        """A page without the site around it, for when the site is not built or the host is not ours."""
        return self.render("bare.html", locale, title=title, fragment=fragment)


_TITLE = re.compile(r"<title>[^<]*</title>")
_TEXTAREA = re.compile(r"(<textarea\b[^>]*\bname=\"?(\w+)\"?[^>]*>)[^<]*(?=</textarea>)")
_INPUT = re.compile(r"<input\b[^>]*\bname=\"?(\w+)\"?[^>]*>")
_VALUE = re.compile(r"\svalue=\"[^\"]*\"(?=[\s>/])")
_CHECKED = re.compile(r"\schecked(?:=\"[^\"]*\")?(?=[\s>/])")
_PLAIN = re.compile(r"type=\"?(hidden|submit|button|file|radio)\b")


def refill(page: str, typed: Mapping[str, str]) -> str:
    """Put what was typed back into the form fields of a built page, escaped.

    Works on pages that this project built itself: attributes quoted, no markup inside a textarea.
    """

    def textarea(match: re.Match[str]) -> str:
        value = typed.get(match[2])
        # The first line break inside a textarea is dropped by HTML (section 13.1.2.5).
        return match[0] if value is None else f"{match[1]}\n{escape(value)}"

    def field(match: re.Match[str]) -> str:
        tag, name = match[0], match[1]
        if name not in typed or _PLAIN.search(tag):
            return tag
        is_box = 'type="checkbox"' in tag
        bare = (_CHECKED if is_box else _VALUE).sub("", tag).removesuffix(">").removesuffix("/").rstrip()
        if is_box:
            return f"{bare} checked>" if typed[name] else f"{bare}>"
        return f'{bare} value="{escape(typed[name])}">'

    return _INPUT.sub(field, _TEXTAREA.sub(textarea, page))
