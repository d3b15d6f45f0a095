"""Run by Alembic: works on the connection that `migrate` gives, in its transaction."""

from alembic import context

from checker.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    render_as_batch=True,  # SQLite changes a table by copying it
)
context.run_migrations()
