"""Plain frozen data that travels between the rooms; imports pydantic and the standard library only."""
