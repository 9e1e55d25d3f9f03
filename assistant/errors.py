"""What stops a run: one class a cause, each told in one Chinese line that names the file."""

from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.place import Place


def tell_bug(error: Exception) -> str:
    """A bug in one line, for a rim that must go on: its kind and the place in the program."""
    place = extract_tb(error.__traceback__)[-1]
    return f"程序出错（{type(error).__name__}，{Path(place.filename).name} 第 {place.lineno} 行），请把材料交给开发者"


class JuesuanError(Exception):
    """A run cannot go on. ``str()`` is the one line a person reads; it can go from process to process."""

    def __init__(self, place: "Place | str", message: str) -> None:
        super().__init__(place, message)
        self._told = f"{place}：{message}"

    def __str__(self) -> str:
        return self._told


class UnreadableFile(JuesuanError):
    """A file is absent, empty, locked, damaged, too large, or not of a kind that can be read."""


class NotManifest(UnreadableFile):
    """A file has nothing in it that a manifest of units has."""


class NoTables(JuesuanError):
    """A workbook holds none of the nine tables."""


class ConflictingMaterial(JuesuanError):
    """Tables or files that must belong together speak of different units, years or kinds."""


class InvalidInputs(JuesuanError):
    """The inputs hold a value that cannot be what its field asks for."""


class NotInputs(InvalidInputs):
    """A workbook holds none of the inputs."""


class UnknownOutline(JuesuanError):
    """There is no outline of this name."""


class InvalidWording(JuesuanError):
    """An outline or sentence in ``prompts`` is broken or names a fact that does not exist."""


class Hindrance(JuesuanError):
    """A run cannot go on for a reason that lies with no unit's files: the disk, the database, the settings."""


class UnwritableOutput(Hindrance):
    """An output cannot be written."""
