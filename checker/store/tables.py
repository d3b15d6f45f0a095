"""The tables as they are now. `migrations/` leads every older database here; a test compares the two."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, PrimaryKeyConstraint, String, Table

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints have names, so that a migration can find them in every database."""

METADATA = MetaData(naming_convention=NAMES)

feedback = Table(
    "feedback",
    METADATA,
    Column("id", Integer, primary_key=True),
    # What a reader holds to add to an answer; tells nothing about the reader.
    Column("entry", String(32), nullable=False, unique=True),
    # The day alone: enough for a chart, and too little to find somebody by.
    Column("day", Date, nullable=False),
    Column("article", String(100), nullable=False),
    Column("locale", String(35), nullable=False),
    Column("revision", String(40), nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("why", String(20)),
    Column("step", String(80)),
    Column("comment", String(500)),
    Index("ix_feedback_article_locale", "article", "locale"),
)
"""What readers said of articles. No address of any kind."""

unanswered_searches = Table(
    "unanswered_searches",
    METADATA,
    Column("day", Date, nullable=False),
    Column("locale", String(35), nullable=False),
    Column("query", String(80), nullable=False),
    Column("times", Integer, nullable=False),
    PrimaryKeyConstraint("day", "locale", "query"),
)
"""Searches that found nothing, without the parts that look like an address."""
