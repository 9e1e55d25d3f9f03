"""The units of a source: sub-folders and archives of a folder or .zip, the rows of a manifest, the sheets of a department's workbook."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from assistant.batch.department import are_of_two_units, choose_department, split_department
from assistant.batch.finder import holds_files
from assistant.batch.manifest import MANIFESTS, find_manifest, list_units
from assistant.batch.outputs import SUMMARY
from assistant.errors import ConflictingMaterial, JuesuanError, NoTables, UnreadableFile
from assistant.export.excerpts import one_line
from assistant.readers.archive import MAX_UNPACKED_BYTES
from assistant.readers.bundle import BOOKS, WORKBOOKS, Bundle, is_ignored, list_damage, list_files, open_bundle, tell_unused
from assistant.readers.unit_accounts import read_unit_accounts
from assistant.readers.unpacking import Limits, unpack
from schemas.batch import Source, UnitFiles

MAX_BATCH_FILES = 20_000
MAX_BATCH_BYTES = 5 * MAX_UNPACKED_BYTES
"""What the archive of a batch may hold and unpack to."""

NO_TABLES = "没有找到决算公开表"


def find_units(source: Path, scratch: Path, out: Path | None = None) -> Source:
    """The units of a source, most with their files not sorted yet; ``scratch`` must last as long as the units do.

    A folder or .zip with a manifest (清单) directly in it has the units that this lists. It is one unit where it has no
    sub-folder, where it has only one, with files beside it, and where tables lie directly in it, unless those in the
    sub-folders are of two units: then they are the department's own. Otherwise each sub-folder, with all that lies deeper
    in it, and each archive is a unit; files beside them, and the outputs of an earlier batch, are of no unit, which is told.
    ``out``, the folder of outputs, is left out where it lies in the source.

    Raises:
        UnreadableFile: There is no such source, it is damaged, locked or too large, or it holds no file, unit or table.
        InvalidInputs: A manifest has an unknown column, or there are two.
        ConflictingMaterial: Several units of a department's workbook may be its sum.
        UnwritableOutput: ``scratch`` has no room.
    """
    source = source.absolute()
    if source.is_dir():
        return _search(source.resolve().name, source, scratch, out, None)
    if not source.exists():
        raise UnreadableFile(source.name, "没有这个文件夹或文件")
    if holds_files(source):
        return _search(*_open_archive(source, scratch), scratch, None, scratch / "source")
    if source.suffix.lower() in WORKBOOKS:
        return _open_workbook(source, scratch)
    if source.suffix.lower() in MANIFESTS:
        return list_units(source)
    raise UnreadableFile(source.name, "不是文件夹、.zip 压缩包、单位清单或部门工作簿")


def sort_files(unit: UnitFiles, scratch: Path, leave: Path | None = None) -> UnitFiles:
    """A unit with the files of its ``place`` by what they are, without those below ``leave``; any other unit unchanged.

    An archive is unpacked into ``scratch``, a folder of this unit alone, which must last as long as the unit. A workbook that
    cannot be read is a fault: it may hold this year's tables, and those of last year would be taken for them; so are inputs
    with a mistake, without which the report would lack what a person gave.
    """
    if unit.place is None:
        return unit
    try:
        found = open_bundle(unit.place, scratch / "archive", leave)
    except JuesuanError as error:
        return unit.model_copy(update={"place": None, "faults": (one_line(str(error)),)})
    bundle = Bundle(
        documents=unit.documents or found.documents,
        tables=unit.tables or found.tables,
        prior=unit.prior or found.prior,
        inputs=unit.inputs or found.inputs,
        forms=unit.forms or found.forms,
        others=found.others,
    )
    damaged = dict(list_damage(bundle))
    return UnitFiles(
        name=unit.name,
        tables=bundle.tables,
        prior=bundle.prior,
        inputs=bundle.inputs,
        forms=bundle.forms,
        documents=bundle.documents,
        problems=(*unit.problems, *(one_line(problem) for problem in _list_problems(bundle, damaged))),
        faults=tuple(one_line(str(damage)) for damage in damaged.values()),
    )


def _open_archive(source: Path, scratch: Path) -> tuple[str, Path]:
    """The source's name and unpacked folder; where it has a single folder at its top, those of this folder."""
    folder = scratch / "source"
    folder.mkdir()
    unpack(source, folder, Limits(MAX_BATCH_FILES, MAX_BATCH_BYTES))
    if not list_files(folder):
        raise UnreadableFile(source.name, "里面没有文件")
    parts = _list_parts(folder, None)
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


def _search(name: str, folder: Path, scratch: Path, out: Path | None, within: Path | None) -> Source:
    parts = _list_parts(folder, out)
    earlier = [path for path in parts if _holds_results(path)]
    parts = [path for path in parts if path not in earlier]
    units, files = [path for path in parts if holds_files(path)], [path for path in parts if not holds_files(path)]
    if not files and not any(path.is_file() or list_files(path, out) for path in units):
        raise UnreadableFile(name, "里面没有文件")
    if manifest := find_manifest(files, is_meant=len(units) > 1):
        return list_units(manifest, within)
    if not units and (split := _split_only_book(name, files, scratch)):
        return split
    if not units or (len(units) == 1 and units[0].is_dir() and files):
        return Source(units=(_place_unit(name, folder, out),))
    department, problems = choose_department(files)
    if (department or problems) and not are_of_two_units(units, scratch):
        return Source(units=(_place_unit(name, folder, out),))
    found = [_place_unit(path.name if path.is_dir() else path.stem, path, out) for path in units]
    strays = [file for file in files if file != department]
    told = (*problems, *_tell_strays(strays), *_tell_results(earlier))
    return Source(units=tuple(found), department=department, problems=told)


def _list_parts(folder: Path, out: Path | None) -> list[Path]:
    """What lies in a folder, without a folder that holds nothing but outputs."""
    parts = sorted(path for path in folder.iterdir() if not is_ignored(Path(path.name)))
    return [path for path in parts if not _holds(path, out) or list_files(path, out)]


def _holds(path: Path, out: Path | None) -> bool:
    return out is not None and out.resolve().is_relative_to(path.resolve())


def _place_unit(name: str, path: Path, out: Path | None) -> UnitFiles:
    """A unit to be sorted later, or now where the outputs lie among its files."""
    unit = UnitFiles(name=name, place=path)
    return sort_files(unit, path, out) if path.is_dir() and _holds(path, out) else unit


def _split_only_book(name: str, files: Sequence[Path], scratch: Path) -> Source | None:
    """The units of a department's workbook that is the only workbook of a folder without sub-folders."""
    books = [file for file in files if file.suffix.lower() in WORKBOOKS]
    try:
        found = split_department(books[0], scratch) if len(books) == 1 else None
    except UnreadableFile:
        return None
    if found is None:
        return None
    strays = _tell_strays([file for file in files if file not in books])
    return found.model_copy(update={"problems": (*found.problems, *strays)})


def _list_problems(bundle: Bundle, damaged: Collection[Path]) -> Iterator[str]:
    """What is missing and of no use, but for what is ``damaged``, which is told on its own."""
    books = [file for file in bundle.others if file.suffix.lower() in BOOKS]
    if bundle.tables is None and not damaged:
        yield f"没有找到本年的决算公开表，只有上年的（{bundle.prior.name}）" if bundle.prior else NO_TABLES
    yield from (f"没有用上：{tell_unused(file)}" for file in books if file not in damaged)
    idle = () if bundle.tables or damaged else (file for file in (bundle.inputs, bundle.forms) if file)
    rest = [*idle, *(file for file in bundle.others if file not in books)]
    if rest:
        yield f"没有用上：{'、'.join(file.name for file in rest)}"


def _holds_results(path: Path) -> bool:
    """Whether a folder holds the outputs of a batch: their summary lies in it."""
    return all((path / f"{SUMMARY}.{form}").is_file() for form in ("xlsx", "html"))


def _tell_strays(files: Sequence[Path]) -> Iterator[str]:
    if files:
        yield one_line(f"不在任何单位的文件夹里，没有用上：{'、'.join(file.name for file in files)}")


def _tell_results(folders: Sequence[Path]) -> Iterator[str]:
    if folders:
        yield one_line(f"是以前批量的结果，没有用上：{'、'.join(folder.name for folder in folders)}")
