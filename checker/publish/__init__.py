"""From docs/ to site/: the MkDocs hook, one build per locale, and the state of translations."""
