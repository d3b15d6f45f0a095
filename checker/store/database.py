"""A database that may be away: opened and migrated at its first use, and every failure told as one error."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 5
"""How long a write waits for another one to end, and a connection for the server."""

_DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")
_PROGRAMMING = (exc.IntegrityError, exc.ProgrammingError, exc.DataError, exc.NotSupportedError)
"""Errors of ours, not of a database that is away."""


class StoreUrlError(ValueError):
    """The address of the database cannot be used: which part of it, and what to write."""


class StoreAwayError(Exception):
    """The database cannot be reached, is locked, full or damaged. Trying again later may help."""


class Store:
    """The database of one installation. Opens nothing until it is used; safe to share between threads."""

    def __init__(self, url: str) -> None:
        """`url` is an SQLAlchemy address: `sqlite:///file`, or `postgresql://user@host/name`.

        Raises StoreUrlError where it is none, or where its driver is not installed.
        """
        self._engine = _engine(url)
        self._lock = Lock()
        self._is_current = False

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is committed at the end. Raises StoreAwayError."""
        with self._connected() as connection, _begun(connection, "IMMEDIATE"):
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database. Raises StoreAwayError."""
        with self._connected() as connection, _begun(connection, "DEFERRED"):
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            self._bring_up_to_date()
            with self._engine.connect() as connection:
                yield connection
        except exc.TimeoutError as error:
            raise StoreAwayError("no connection is free") from error
        except exc.DatabaseError as error:
            if isinstance(error, _PROGRAMMING):
                raise
            # The text of the error may quote values; its type tells enough.
            raise StoreAwayError(type(error.orig).__name__) from None
        except OSError as error:
            raise StoreAwayError(type(error).__name__) from error

    def _bring_up_to_date(self) -> None:
        if self._is_current:
            return
        with self._lock:
            if not self._is_current:
                from checker.store.migrations import migrate  # takes 100 ms, which most commands never need

                _make_folder(self._engine.url)
                with self._engine.connect() as connection, _begun(connection, "IMMEDIATE"):
                    migrate(connection)
                self._is_current = True


@contextmanager
def _begun(connection: Connection, mode: str) -> Iterator[None]:
    connection = connection.execution_options(mode=mode)
    with connection.begin():
        yield


def _make_folder(url: URL) -> None:
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)


def _engine(url: str) -> Engine:
    ways = "write it as in sqlite:///mailclinic.sqlite3 or postgresql://user@host/name"
    try:
        parsed = make_url(url)
    except exc.ArgumentError as error:
        raise StoreUrlError(ways) from error
    backend = parsed.get_backend_name()
    if parsed.drivername not in _DRIVERS:
        raise StoreUrlError(ways)
    if backend == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
        arguments = {
            "connect_timeout": BUSY_SECONDS,
            "options": f"-c statement_timeout={BUSY_SECONDS * 1000}",
        }
    else:
        arguments = {"timeout": BUSY_SECONDS}
    try:
        engine = create_engine(
            parsed,
            connect_args=arguments,
            pool_timeout=BUSY_SECONDS,
            pool_pre_ping=True,
            hide_parameters=True,
        )
    except ModuleNotFoundError as error:
        raise StoreUrlError("PostgreSQL needs the package psycopg: install mailclinic[postgres]") from error
    if backend == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
    """Readers and a writer side by side, and nothing that was said lost when the power fails."""
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None  # the driver's own BEGIN comes too late for a consistent read
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock first: taken in the middle it would fail at once where another one writes.
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('mode', 'DEFERRED')}")
