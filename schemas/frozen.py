"""The base of all data between rooms: closed and immutable."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A closed, immutable record; an unknown field is an error, not a silent loss."""

    model_config = ConfigDict(frozen=True, extra="forbid")
