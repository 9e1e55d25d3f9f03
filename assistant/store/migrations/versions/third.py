"""The batches that were begun, and the folder of each outcome; outcomes of before name none, and are forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the table, add the column."""
    op.execute("DELETE FROM outcomes")
    op.add_column("outcomes", sa.Column("folder", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_outcomes_folder", "outcomes", ["folder"])
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
    """Drop the table and the column."""
    op.drop_index("ix_outcomes_folder", "outcomes")
    op.drop_column("outcomes", "folder")
    op.drop_table("batches")
