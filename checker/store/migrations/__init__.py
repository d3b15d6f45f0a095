"""From any older database to the tables of now, with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

HERE = Path(__file__).parent
LOCK = 0x6D61696C  # any number, the same in all processes of ours


def configuration(connection: Connection) -> Config:
    """What Alembic is told: where the steps lie, and the connection to work on."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config


def migrate(connection: Connection) -> None:
    """Bring the database up to date, inside the transaction that `connection` has begun.

    One process does it while the others wait: SQLite has its lock already, PostgreSQL takes one here.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    command.upgrade(configuration(connection), "head")
