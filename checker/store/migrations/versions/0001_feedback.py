"""What readers say of articles, and searches that found nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("entry", sa.String(32), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("article", sa.String(100), nullable=False),
        sa.Column("locale", sa.String(35), nullable=False),
        sa.Column("revision", sa.String(40), nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("why", sa.String(20)),
        sa.Column("step", sa.String(80)),
        sa.Column("comment", sa.String(500)),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.UniqueConstraint("entry", name="uq_feedback_entry"),
    )
    op.create_index("ix_feedback_article_locale", "feedback", ["article", "locale"])
    op.create_table(
        "unanswered_searches",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("locale", sa.String(35), nullable=False),
        sa.Column("query", sa.String(80), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "locale", "query", name="pk_unanswered_searches"),
    )
