"""The commands read the same articles again and again; once is enough here, too."""

from tests.web.conftest import library_is_read_once

__all__ = ["library_is_read_once"]
