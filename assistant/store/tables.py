"""The tables of the database; what changes here needs a migration (assistant/store/migrations)."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

METADATA = MetaData()


class Moment(TypeDecorator[datetime]):
    """A moment, kept in UTC without a zone: SQLite knows none."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as it is kept."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        return value.replace(tzinfo=UTC) if value else None


FILES = Table(
    "files",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

WORKSPACES = Table(
    "workspaces",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("unit", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("items", JSON, nullable=False),
    UniqueConstraint("unit", "year"),
)

VERSIONS = Table(
    "versions",
    METADATA,
    Column("workspace", String(32), ForeignKey("workspaces.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("summary", Text, nullable=False),
    Column("before", JSON, nullable=False),
    Column("after", JSON, nullable=False),
    Column("undoes", Integer),
)

REVIEWS = Table(
    "reviews",
    METADATA,
    Column("document", Text, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("findings", JSON, nullable=False),
)

DECISIONS = Table(
    "decisions",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("document", Text, nullable=False, index=True),
    Column("finding", Text, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("note", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

OUTCOMES = Table(
    "outcomes",
    METADATA,
    Column("job", String(64), primary_key=True),
    Column("folder", Text, nullable=False, index=True, server_default=""),
    Column("at", Moment, nullable=False),
    Column("outcome", JSON, nullable=False),
)

ANSWERS = Table(
    "answers",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("claimant", String(32), nullable=False),
    Column("claimed", Double, nullable=False),
    Column("answer", JSON(none_as_null=True)),
)

THROTTLES = Table(
    "throttles",
    METADATA,
    Column("provider", Text, primary_key=True),
    Column("calls_ready", Double, nullable=False),
    Column("tokens_ready", Double, nullable=False),
    Column("closed_until", Double, nullable=False),
)

BATCHES = Table(
    "batches",
    METADATA,
    Column("out", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("what", String(16), nullable=False),
    Column("drafter", String(16), nullable=False),
    Column("mark", String(32), nullable=False, index=True),
    Column("at", Moment, nullable=False),
)
