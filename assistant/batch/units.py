"""The units of a folder or .zip: a sub-folder or an archive in it is a unit, and none of them is left out."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.errors import JuesuanError, UnreadableFile
from assistant.export.excerpts import one_line
from assistant.readers.archive import MAX_UNPACKED_BYTES
from assistant.readers.bundle import BOOKS, Bundle, has_tables, is_bundle, is_ignored, list_files, open_bundle, tell_unused
from assistant.readers.unpacking import Limits, unpack
from schemas.batch import UnitFiles

MAX_BATCH_FILES = 5000
MAX_BATCH_BYTES = 5 * MAX_UNPACKED_BYTES
"""What the archive of a batch may hold, and what all archives together may unpack to."""

NO_TABLES = "没有找到决算公开表"


def find_units(source: Path, scratch: Path) -> list[UnitFiles]:
    """The units of a folder or .zip, by name; archives are unpacked into ``scratch``, which must last as long as the units.

    The source is one unit where tables lie directly in it, where it has no sub-folder, and where it has only one, with
    files beside it. Otherwise each sub-folder, with all that lies deeper in it, and each archive is a unit; files beside
    them are of no unit, which is told last, under the name of the source.

    Raises:
        UnreadableFile: There is no such source, its archive is damaged, locked or too large, or it holds no file.
    """
    name, folder = _open_source(source, scratch)
    parts = _list_parts(folder)
    units, files = [path for path in parts if _is_unit(path)], [path for path in parts if not _is_unit(path)]
    if not files and not any(path.is_file() or list_files(path) for path in units):
        raise UnreadableFile(source.name, "里面没有文件")
    if _is_one_unit(units, files):
        return [_sort_files(name, folder, scratch)]
    found = [_open_unit(path, scratch, number) for number, path in enumerate(units)]
    return [*found, *_tell_strays(name, files)]


def _open_source(source: Path, scratch: Path) -> tuple[str, Path]:
    """The source's name and folder; of an archive with a single folder at its top, those of this folder."""
    if source.is_dir():
        return source.resolve().name, source
    if not source.exists():
        raise UnreadableFile(source.name, "没有这个文件夹或文件")
    if source.suffix.lower() != ".zip" and not is_bundle(source):
        raise UnreadableFile(source.name, "不是文件夹，也不是 .zip 压缩包")
    folder = scratch / "source"
    folder.mkdir()
    unpack(source, folder, Limits(MAX_BATCH_FILES, MAX_BATCH_BYTES))
    parts = _list_parts(folder)
    return (parts[0].name, parts[0]) if len(parts) == 1 and parts[0].is_dir() else (source.stem, folder)


def _list_parts(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not is_ignored(Path(path.name)))


def _is_unit(path: Path) -> bool:
    return path.is_dir() or path.suffix.lower() == ".zip"


def _is_one_unit(units: Sequence[Path], files: Sequence[Path]) -> bool:
    alone = len(units) == 1 and units[0].is_dir() and bool(files)
    return not units or alone or any(has_tables(file) for file in files)


def _open_unit(path: Path, scratch: Path, number: int) -> UnitFiles:
    """The unit of a folder, or of an archive, unless those before it have unpacked to too much."""
    if path.is_dir():
        return _sort_files(path.name, path, scratch)
    if sum(file.stat().st_size for file in scratch.rglob("*") if file.is_file()) > MAX_BATCH_BYTES:
        problem = f"{path.name}：各压缩包解压后合计超过 {MAX_BATCH_BYTES // 1024 // 1024} MB，未读取"
        return UnitFiles(name=path.stem, problems=(one_line(problem),))
    return _sort_files(path.stem, path, scratch / f"zip{number}")


def _sort_files(name: str, path: Path, scratch: Path) -> UnitFiles:
    try:
        bundle = open_bundle(path, scratch)
    except JuesuanError as error:
        return UnitFiles(name=name, problems=(one_line(str(error)),))
    return UnitFiles(
        name=name,
        tables=bundle.tables,
        prior=bundle.prior,
        inputs=bundle.inputs,
        forms=bundle.forms,
        documents=bundle.documents,
        problems=tuple(one_line(problem) for problem in _list_problems(bundle)),
    )


def _list_problems(bundle: Bundle) -> Iterator[str]:
    if bundle.tables is None:
        yield NO_TABLES
    yield from (f"没有用上：{tell_unused(file)}" for file in bundle.others if file.suffix.lower() in BOOKS)
    idle = () if bundle.tables else (file for file in (bundle.inputs, bundle.forms) if file)
    rest = [*idle, *(file for file in bundle.others if file.suffix.lower() not in BOOKS)]
    if rest:
        yield f"没有用上：{'、'.join(file.name for file in rest)}"


def _tell_strays(name: str, files: Sequence[Path]) -> Iterator[UnitFiles]:
    if files:
        strays = "、".join(file.name for file in files)
        yield UnitFiles(name=name, problems=(one_line(f"不在任何单位的文件夹里，没有用上：{strays}"),))
