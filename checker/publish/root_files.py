"""The files at the root of the site, above the locales: robots.txt, the index of sitemaps, the favicon."""

import shutil
from pathlib import Path
from xml.sax.saxutils import escape

from checker.publish.source import Source


def write_root_files(source: Source, site: Path) -> None:
    """Write them into a built site."""
    base = source.settings.base_url
    (site / "robots.txt").write_text(
        f"User-agent: *\nDisallow: /api/\nDisallow: /desk/\nAllow: /\n\nSitemap: {base}/sitemap.xml\n",
        encoding="utf-8",
    )
    maps = "\n".join(
        f"  <sitemap><loc>{escape(f'{base}/{locale}/sitemap.xml')}</loc></sitemap>"
        for locale in source.settings.locales
    )
    (site / "sitemap.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{maps}\n</sitemapindex>\n',
        encoding="utf-8",
    )
    shutil.copyfile(source.settings.docs_dir / "assets" / "favicon.svg", site / "favicon.svg")
    shutil.copyfile(source.settings.docs_dir / "assets" / "favicon.ico", site / "favicon.ico")
