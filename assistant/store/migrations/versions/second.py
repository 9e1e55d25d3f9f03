"""What workers that ask a model share: its answers, and when each provider may be asked next."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "answers",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("claimant", sa.String(32), nullable=False),
        sa.Column("claimed", sa.Double, nullable=False),
        sa.Column("answer", sa.JSON),
    )
    op.create_table(
        "throttles",
        sa.Column("provider", sa.Text, primary_key=True),
        sa.Column("calls_ready", sa.Double, nullable=False),
        sa.Column("tokens_ready", sa.Double, nullable=False),
        sa.Column("closed_until", sa.Double, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    for name in ("throttles", "answers"):
        op.drop_table(name)
