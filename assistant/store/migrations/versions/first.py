"""The first schema: files, workspaces with versions, reviews, decisions, outcomes of batch jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table("files", sa.Column("digest", sa.String(64), primary_key=True), sa.Column("data", sa.LargeBinary, nullable=False))
    op.create_table(
        "workspaces",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("items", sa.JSON, nullable=False),
        sa.UniqueConstraint("unit", "year"),
    )
    op.create_table(
        "versions",
        sa.Column("workspace", sa.String(32), sa.ForeignKey("workspaces.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("before", sa.JSON, nullable=False),
        sa.Column("after", sa.JSON, nullable=False),
        sa.Column("undoes", sa.Integer),
    )
    op.create_table(
        "reviews",
        sa.Column("document", sa.Text, primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("findings", sa.JSON, nullable=False),
    )
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("document", sa.Text, nullable=False, index=True),
        sa.Column("finding", sa.Text, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "outcomes",
        sa.Column("job", sa.String(64), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("outcome", sa.JSON, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    for name in ("outcomes", "decisions", "reviews", "versions", "workspaces", "files"):
        op.drop_table(name)
