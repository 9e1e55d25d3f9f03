"""Where something stands in a person's material."""

from schemas.frozen import Frozen


class Place(Frozen):
    """A file, and as far as known the sheet and the cell in it (``B5``)."""

    file: str
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        sheet = f"「{self.sheet}」" if self.sheet is not None else ""
        return f"{self.file}{sheet}{self.cell or ''}"
