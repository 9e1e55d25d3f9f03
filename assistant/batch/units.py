"""The units of a source: sub-folders and archives of a folder or .zip, the rows of a manifest, the sheets of a department's workbook."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.batch.department import are_of_two_units, choose_department, split_department
from assistant.batch.finder import holds_files
from assistant.batch.manifest import MANIFESTS, find_manifest, list_paths, list_units
from assistant.batch.outputs import SUMMARY, output_within
from assistant.errors import ConflictingMaterial, NoTables, UnreadableFile, UnwritableOutput
from assistant.export.excerpts import one_line
from assistant.readers.archive import MAX_UNPACKED_BYTES
from assistant.readers.bundle import BOOKS, WORKBOOKS, holds_nothing, is_document_file, is_ignored, is_material, list_files
from assistant.readers.unit_accounts import read_unit_accounts
from assistant.readers.unpacking import Limits, unpack
from schemas.batch import Source, UnitFiles

MAX_BATCH_FILES = 20_000
MAX_BATCH_BYTES = 5 * MAX_UNPACKED_BYTES
"""What the archive of a batch may hold and unpack to."""

_FOREIGN = {".rar": "RAR", ".7z": "7z", ".tar": "tar", ".gz": "gz"}
"""Archives that are not opened."""


def find_units(source: Path, scratch: Path, out: Path | None = None) -> Source:
    """The units of a source, most with their files not sorted yet; ``scratch`` must last as long as the units do.

    A folder or .zip with a manifest (清单) directly in it has the units that this lists. Where several documents and nothing
    else of use lie in it, each is a unit, checked against the tables that it prints. Else it is one unit where it has no sub-folder,
    where it has only one, with files beside it, and where tables lie directly in it, unless those in the sub-folders are of
    two units: then they are the department's own. Otherwise each sub-folder, with all that lies deeper in it, and each
    archive is a unit, but a sub-folder whose own sub-folders have the tables of two units stands for these; files beside
    them, and the outputs of an earlier batch, are of no unit, which is told.
    ``out``, the folder of outputs, is left out where it lies in the source; ``scratch`` may lie in it.

    Raises:
        UnreadableFile: There is no such source, it is damaged, locked or too large, or it holds no file, unit or table.
        InvalidInputs: A manifest has an unknown column, or there are two.
        ConflictingMaterial: Several units of a department's workbook may be its sum.
        UnwritableOutput: ``scratch`` has no room; the source, or a file that its manifest names, is ``out`` or lies in it.
    """
    source = source.absolute()
    if not source.exists():
        raise UnreadableFile(source.name, "没有这个文件夹或文件")
    _keep_apart([source], out)
    found = _open(source, scratch, out)
    read = [path for unit in found.units for path in list_paths(unit)] + ([found.department] if found.department else [])
    _keep_apart((path for path in read if not path.is_relative_to(scratch)), out)
    return found


def _keep_apart(read: Iterable[Path], out: Path | None) -> None:
    """Refuse to write where something is read: the next time, outputs would be read for it."""
    results = out.resolve() if out else None
    if results and any(path.resolve().is_relative_to(results) for path in read):
        raise UnwritableOutput(str(out), "结果文件夹不能就是材料文件夹，也不能包含它，请换一个")


def _open(source: Path, scratch: Path, out: Path | None) -> Source:
    if source.is_dir():
        return _Folder(source.resolve().name, source, scratch, out).open()
    if holds_files(source):
        return _Folder(*_open_archive(source, scratch), scratch, within=scratch / "source").open()
    if source.suffix.lower() in WORKBOOKS:
        return _open_workbook(source, scratch)
    if source.suffix.lower() in MANIFESTS:
        return list_units(source)
    raise UnreadableFile(source.name, "不是文件夹、.zip 压缩包、单位清单或部门工作簿")


def _open_archive(source: Path, scratch: Path) -> tuple[str, Path]:
    """The source's name and unpacked folder; where it has a single folder at its top, those of this folder."""
    folder = scratch / "source"
    folder.mkdir()
    unpack(source, folder, Limits(MAX_BATCH_FILES, MAX_BATCH_BYTES))
    if not list_files(folder):
        raise UnreadableFile(source.name, "里面没有文件")
    parts = _list_parts(folder)
    return (parts[0].name, parts[0]) if len(parts) == 1 and parts[0].is_dir() else (source.stem, folder)


def _open_workbook(source: Path, scratch: Path) -> Source:
    """A department's workbook, one unit's tables, or a manifest: told by what it holds."""
    if department := split_department(source, scratch):
        return department
    try:
        name = read_unit_accounts(source).unit or source.stem
    except ConflictingMaterial:
        name = source.stem
    except NoTables:
        return list_units(source)
    return Source(units=(UnitFiles(name=name, tables=source),))


@dataclass(frozen=True)
class _Folder:
    """A folder as a source; nothing ``within`` which it must lie may lead out of, where it was unpacked from an archive."""

    name: str
    path: Path
    scratch: Path
    out: Path | None = None
    within: Path | None = None

    def open(self) -> Source:
        """Its units."""
        parts = _list_parts(self.path, self.out)
        earlier = [path for path in parts if _holds_results(path)]
        units, files = _divide(path for path in parts if path not in earlier)
        if not files and not any(path.is_file() or list_files(path, self.out) for path in units):
            raise UnreadableFile(self.name, "里面没有文件")
        manifest, notes = find_manifest(files, units)
        if manifest:
            found = _with_unlisted(list_units(manifest, self.within), units)
        else:
            found = self._open_alone(units, files) or self._open_many(units, files)
        return found.model_copy(update={"problems": (*notes, *found.problems, *_tell_results(earlier))})

    def _open_alone(self, units: Sequence[Path], files: Sequence[Path]) -> Source | None:
        """What is no folder of several units: a department's workbook, one unit, or a single folder with units in it."""
        if documents := self._each_document(units, files):
            return documents
        if not units:
            return _split_only_book(self.name, files, self.scratch) or self._as_unit()
        if len(units) > 1 or not units[0].is_dir():
            return None
        if files:
            return None if self._is_group(units[0]) else self._as_unit()
        return replace(self, name=units[0].name, path=units[0]).open() if self._is_group(units[0]) else None

    def _each_document(self, units: Sequence[Path], files: Sequence[Path]) -> Source | None:
        """A unit for each of several documents, with nothing beside them that could belong to one unit."""
        documents = [file for file in files if is_document_file(file)]
        if len(documents) < 2 or any(map(self._holds_material, units)) or not all(map(holds_nothing, filter(_is_book, files))):
            return None
        strays = _tell_strays(sorted({*units, *files}.difference(documents)), self.path)
        return Source(units=tuple(UnitFiles(name=file.stem, documents=(file,)) for file in documents), problems=tuple(strays))

    def _holds_material(self, path: Path) -> bool:
        return not path.is_dir() or any(map(is_material, list_files(path, self.out)))

    def _open_many(self, units: Sequence[Path], files: Sequence[Path]) -> Source:
        department, problems = choose_department(files)
        spread, beside = self._spread(units)
        if (department or problems) and not are_of_two_units(spread, self.scratch):
            return self._as_unit()
        strays = _tell_strays([file for file in (*files, *beside) if file != department], self.path)
        return Source(units=tuple(map(self._place, spread)), department=department, problems=(*problems, *strays))

    def _spread(self, paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
        """The folders and archives of units, where a group of them stands for those in it, and the files beside those in groups."""
        units, files = list[Path](), list[Path]()
        for path in paths:
            if not (path.is_dir() and self._is_group(path)):
                units.append(path)
                continue
            inner, beside = _divide(_list_parts(path, self.out))
            deeper, left = self._spread(inner)
            units, files = [*units, *deeper], [*files, *beside, *left]
        return units, files

    def _is_group(self, path: Path) -> bool:
        """Whether a folder has no tables of its own, and folders and archives with those of two units."""
        units, files = _divide(_list_parts(path, self.out))
        inner = [unit for unit in units if unit.is_file() or any(_is_book(file) for file in list_files(unit))]
        return len(inner) > 1 and not any(map(_is_book, files)) and are_of_two_units(inner, self.scratch)

    def _as_unit(self) -> Source:
        return Source(units=(self._place(self.path, self.name),))

    def _place(self, path: Path, name: str = "") -> UnitFiles:
        """A unit to be sorted later."""
        unit = UnitFiles(name=name or (path.name if path.is_dir() else path.stem), place=path)
        if path.is_file() and path.suffix.lower() in _FOREIGN:
            told = f"{path.name}：是 {_FOREIGN[path.suffix.lower()]} 压缩包，请解压，或另存为 .zip"
            return unit.model_copy(update={"place": None, "faults": (one_line(told),)})
        return unit


def _divide(paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Folders and archives, and the files beside them; archives that are not opened are among the former where there are others."""
    parts = list(paths)
    units = [path for path in parts if holds_files(path)]
    foreign = [path for path in parts if units and path not in units and path.suffix.lower() in _FOREIGN]
    return sorted([*units, *foreign]), [path for path in parts if path not in units and path not in foreign]


def _list_parts(folder: Path, out: Path | None = None) -> list[Path]:
    """What lies in a folder, without a folder that holds nothing but outputs."""
    parts = sorted(path for path in folder.iterdir() if not is_ignored(Path(path.name)))
    return [path for path in parts if not output_within(path, out) or list_files(path, out)]


def _is_book(path: Path) -> bool:
    return path.suffix.lower() in BOOKS


def _with_unlisted(found: Source, folders: Sequence[Path]) -> Source:
    """The units of a manifest, with the folders beside it that it does not lead to told."""
    used = [path.resolve() for unit in found.units for path in list_paths(unit)]
    unlisted = [folder.name for folder in folders if not any(path.is_relative_to(folder.resolve()) for path in used)]
    told = (one_line(f"清单里没有、因而没有做的文件夹和压缩包：{'、'.join(unlisted)}"),) if unlisted else ()
    return found.model_copy(update={"problems": (*found.problems, *told)})


def _split_only_book(name: str, files: Sequence[Path], scratch: Path) -> Source | None:
    """The units of a department's workbook that is the only workbook of a folder without sub-folders."""
    books = [file for file in files if file.suffix.lower() in WORKBOOKS]
    try:
        found = split_department(books[0], scratch) if len(books) == 1 else None
    except UnreadableFile:
        return None
    if found is None:
        return None
    strays = _tell_strays([file for file in files if file not in books], books[0].parent)
    return found.model_copy(update={"problems": (*found.problems, *strays)})


def _holds_results(path: Path) -> bool:
    """Whether a folder holds the outputs of a batch: their summary lies in it."""
    return all((path / f"{SUMMARY}.{form}").is_file() for form in ("xlsx", "html"))


def _tell_strays(files: Sequence[Path], folder: Path) -> Iterator[str]:
    if files:
        yield one_line(f"不在任何单位的文件夹里，没有用上：{'、'.join(file.relative_to(folder).as_posix() for file in files)}")


def _tell_results(folders: Sequence[Path]) -> Iterator[str]:
    if folders:
        yield one_line(f"是以前批量的结果，没有用上：{'、'.join(folder.name for folder in folders)}")
