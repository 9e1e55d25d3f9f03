"""What the rows of a manifest name, found on the disk, and what is said of that which is not there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from re import split

from assistant.export.excerpts import one_line
from assistant.readers.bundle import is_bundle
from assistant.readers.manifest_fields import ManifestRow

_SEVERAL = r"[；;、\n]"


@dataclass
class Finder:
    """Finds what a row names; ``problems`` are what it did not find, a line each."""

    base: Path
    within: Path | None
    where: str = ""
    problems: list[str] = field(default_factory=list)

    def of_row(self, row: ManifestRow) -> "Finder":
        """One for a row, which has told nothing yet."""
        return replace(self, where=row.where, problems=[])

    def tell(self, problem: str) -> None:
        """Add a problem with the place of the row, once."""
        line = one_line(f"{self.where}：{problem}")
        if line not in self.problems:
            self.problems.append(line)

    def look(self, text: str) -> Path | None:
        """What is there under a path; a Windows path leads there too. Nothing is told."""
        bare = _bare(text)
        return next((path for path in (self.base / bare, self.base / bare.replace("\\", "/")) if _is_there(path)), None)

    def look_beside(self, name: str) -> Path | None:
        """The folder or archive of this name beside the manifest. Nothing is told."""
        plain = name if name not in {"", ".."} and Path(name).name == name else ""
        beside = (self.base / f"{plain}{ending}" for ending in ("", ".zip")) if plain else ()
        return next((path for path in beside if _is_there(path) and holds_files(path)), None)

    def open(self, text: str) -> Path | None:
        """What is there, if it may be used."""
        path = self.look(text)
        if path is None:
            self.tell(f"没有这个文件“{_bare(text)}”")
        elif self.within is not None and not path.resolve().is_relative_to(self.within.resolve()):
            self.tell(f"“{text}”在压缩包以外，未读取")
        else:
            return path
        return None

    def open_file(self, texts: Sequence[str]) -> Path | None:
        """The one file that a row names."""
        if len(texts) > 1:
            self.tell(f"只能写一个文件，写了 {len(texts)} 个：{'、'.join(texts)}")
            return None
        path = self.open(texts[0]) if texts else None
        if path is not None and path.is_dir():
            self.tell(f"“{texts[0]}”是文件夹，不是文件")
            return None
        return path

    def open_files(self, texts: Iterable[str]) -> tuple[Path, ...]:
        """The files of cells, each of which may name several."""
        parts = [part for text in texts for part in ([text] if self.look(text) else split(_SEVERAL, text)) if part.strip()]
        return tuple(dict.fromkeys(path for part in parts if (path := self.open_file([part.strip()]))))


def _bare(text: str) -> str:
    """A path without the marks of quotation that a file manager copies it with."""
    return text.strip().strip("\"'“”")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def holds_files(path: Path) -> bool:
    """Whether it is a folder or an archive."""
    return is_bundle(path) or path.suffix.lower() == ".zip"
