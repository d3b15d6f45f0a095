"""One database for what readers say: SQLite by default, PostgreSQL by its address."""

from checker.store.database import Store, StoreAwayError, StoreUrlError

__all__ = ["Store", "StoreAwayError", "StoreUrlError"]
