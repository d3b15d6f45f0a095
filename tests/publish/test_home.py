"""The home page and the frame of all pages: the banner, the sample answer, what is loaded when."""

import re

import pytest

from checker.publish.build import build
from checker.settings import Banner, Settings


def _page(settings: Settings, path: str) -> str:
    return (settings.site_dir / path / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("link", ["https://example.com/webinar", None])
def test_an_event_is_announced_in_every_language(planted: Settings, link: str | None) -> None:
    banner = Banner(text={"ko": "웨비나 <안내>", "en": "Webinar"}, link=link)
    build(planted.model_copy(update={"banner": banner}))
    more = f' <a href="{link}">Learn more</a>' if link else ""
    for locale, text in (("ko", "웨비나 &lt;안내&gt;"), ("en", "Webinar")):
        for path in ("", "symptoms/cannot-send", "tools/decode"):
            assert f"</span><span>{text}{more}</span></p>" in _page(planted, f"{locale}/{path}")


def test_without_an_event_there_is_no_banner(planted: Settings) -> None:
    build(planted)
    page = _page(planted, "ko")
    assert "mc-banner" not in page
    sample = page.partition('<aside class="mc-specimen"')[2].partition("</aside>")[0]
    assert '552 5.2.2 <mark class="mc-mark">mailbox full</mark>' in sample
    assert '<a href="reasons/mailbox-full/">메일함이 가득 찼습니다</a>' in sample
    assert "<dd>메일을 지우세요.</dd>" in sample
    scripts = re.findall(r"<script (?!id=)([^>]*)>", _page(planted, "ko/reasons/mailbox-full"))
    assert [re.sub(r"\.[0-9a-f]{8}\.", ".", script) for script in scripts] == [
        'src="../../assets/boot.js" data-scope="../../.."',
        'src="../../assets/page.js" defer data-theme="../../assets/javascripts/bundle.min.js"',
        'src="../../assets/widgets.js" defer',
        'src="../../assets/feedback.js" defer',
    ]
