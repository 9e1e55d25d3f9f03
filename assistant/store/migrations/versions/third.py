"""The batches that were begun: to be listed, and by which a worker knows that its database is that of the batch."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "batches",
        sa.Column("out", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("drafter", sa.String(16), nullable=False),
        sa.Column("mark", sa.String(32), nullable=False, index=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("batches")
