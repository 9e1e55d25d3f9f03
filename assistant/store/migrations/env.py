"""What alembic runs for an upgrade: the migrations, in the transaction that the store has opened."""

from alembic import context

from assistant.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
