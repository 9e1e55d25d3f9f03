"""The units that a manifest (清单) lists, with the files that it names for each."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from re import sub

from assistant.batch.finder import Finder, holds_files
from assistant.batch.outputs import RESULTS, SUMMARY
from assistant.errors import InvalidInputs, JuesuanError, NotManifest, UnreadableFile
from assistant.export.excerpts import one_line
from assistant.readers.bundle import YAML, is_material
from assistant.readers.manifest import is_guide, names_files, read_manifest
from assistant.readers.manifest_fields import Field, ManifestRow, is_file_name
from schemas.batch import Source, UnitFiles
from schemas.document import Grid

MANIFESTS = frozenset({".xlsx", ".xls", ".csv"}) | YAML
"""The extensions that a manifest may have."""

_STEMS = {"清单", "单位清单", "报送清单", "决算清单", "部门清单", "批量清单", "manifest"}
_TOTALS = {"合计", "总计", "小计", "共计"}
_LEFT_OUT = {"不做", "跳过", "免报", "不报", "skip"}
_SUM = {"汇总", "部门", "合计", "部门汇总", "汇总表", "部门汇总表", "department", "sum", "total"}


def find_manifest(files: Sequence[Path], folders: Sequence[Path]) -> tuple[Path | None, tuple[str, ...]]:
    """The file named 清单, 2024年决算清单 or the like beside the folders of units, and what is to be said of one that is none.

    A list of units is a manifest if it names files, or one of the folders.

    Raises:
        UnreadableFile: It cannot be read.
        InvalidInputs: There are two, or a column that names files is none of a manifest's.
    """
    named = [file for file in files if file.suffix.lower() in MANIFESTS and sub(r"[\d年度_\s（）()-]", "", file.stem.lower()) in _STEMS]
    names, is_meant = {name for folder in folders for name in (folder.name, folder.stem)}, len(folders) > 1
    found = named if is_meant and len(named) > 1 else [file for file in named if _is_manifest(file, names, is_meant)]
    if len(found) > 1:
        raise InvalidInputs(found[0].name, f"有 {len(found)} 份清单（{'、'.join(file.name for file in found)}），请只留一份")
    told = [f"{file.name}：不是列出材料的清单，按文件夹做" for file in named if folders and file not in found]
    return next(iter(found), None), tuple(map(one_line, told))


def list_units(manifest: Path, within: Path | None = None) -> Source:
    """The units of a manifest, in its order; a path is told from the manifest's folder, and must not lead out of ``within``.

    What a row names and is not there is a fault of its unit: without it the report would lack what a person gave.

    Raises:
        UnreadableFile: The manifest cannot be read, or lists no unit.
        InvalidInputs: It has an unknown column, or names two files of the department's own tables.
    """
    read = read_manifest(manifest)
    rows = _join_rows(read.rows)
    finder = Finder(manifest.parent, within)
    opened = [(row, _open_row(row, finder)) for row in rows if _is_unit(row)]
    if not opened:
        raise UnreadableFile(manifest.name, "清单里没有单位")
    if not any(unit.place or names_files(row) for row, unit in opened):
        raise UnreadableFile(manifest.name, "清单里没有写决算表，旁边也没有与单位同名的文件夹")
    department, problems = _find_department(rows, finder)
    used = {path.resolve() for path in (manifest, *_list_named(rows, finder), *(unit.place for _, unit in opened if unit.place))}
    units = _tell_beside(_tell_repeated(opened), manifest.parent, used)
    named = {text for row in rows for texts in row.texts.values() for text in texts}
    lost = (grid for grid in read.unread if _is_lost(grid, finder, used, named))
    told = (*problems, *_tell_left_out(rows), *map(_tell_unread, lost), *_tell_unused(manifest.parent, used))
    return Source(units=tuple(units), department=department, problems=told)


def list_paths(unit: UnitFiles) -> list[Path]:
    """All that a unit is made of."""
    return [path for path in (unit.place, unit.tables, unit.prior, unit.inputs, unit.forms, *unit.documents) if path]


def _is_manifest(file: Path, folders: AbstractSet[str], is_meant: bool) -> bool:
    """Whether a file lists units; one that is ``is_meant`` to, beside folders of units, must be readable."""
    try:
        rows = read_manifest(file).rows
    except NotManifest:
        return False
    except JuesuanError:
        if is_meant:
            raise
        return False
    return any(names_files(row) or set(row.texts.get("unit", ())) & folders for row in rows)


def _join_rows(rows: Iterable[ManifestRow]) -> list[ManifestRow]:
    """A row without unit and tables, below one with a unit's name, goes on with that unit: the name's cell is merged over both."""
    joined: list[ManifestRow] = []
    for row in rows:
        above = joined[-1] if joined else None
        added = row.texts.keys() - {"report"}
        if above and "unit" in above.texts and not added & {"unit", "tables", "kind", "department", *above.texts}:
            reports = (*above.texts.get("report", ()), *row.texts.get("report", ()))
            joined[-1] = replace(above, texts={**above.texts, **row.texts, **({"report": reports} if reports else {})})
        else:
            joined.append(row)
    return joined


def _is_unit(row: ManifestRow) -> bool:
    """Whether a row is a unit to be done: no sum of all, and none that a person wants left out."""
    own = row.texts.keys() - {"kind", "department"}
    is_total = own <= {"unit"} and set(row.texts.get("unit", ())) <= _TOTALS
    return not (_is_sum(row) or is_total or set(row.texts.get("kind", ())) & _LEFT_OUT)


def _is_sum(row: ManifestRow) -> bool:
    return any(text.lower() in _SUM for text in row.texts.get("kind", ()))


def _open_row(row: ManifestRow, finder: Finder) -> UnitFiles:
    here = finder.of_row(row)
    name = _text(row, "unit")
    tables = row.texts.get("tables", ())
    place = _find_place(here, tables[0] if len(tables) == 1 else "", name if not tables else "")
    found = UnitFiles(
        name=name,
        stated=name,
        place=place,
        tables=None if place else here.open_file(tables),
        prior=here.open_file(row.texts.get("prior", ())),
        inputs=here.open_file(row.texts.get("inputs", ())),
        forms=here.open_file(row.texts.get("forms", ())),
        documents=here.open_files(row.texts.get("report", ())),
    )
    if not row.texts.keys() & {"tables", "report"} and place is None:
        here.tell(f"没有写决算表，清单旁也没有名为“{name}”的文件夹" if name else "没有写单位，也没有写决算表")
    return found.model_copy(update={"name": name or _call(found, here.base) or row.where, "faults": tuple(here.problems)})


def _find_place(finder: Finder, tables: str, name: str) -> Path | None:
    """The folder or archive that a row names in place of the tables, or that lies beside the manifest under the unit's name."""
    if not tables:
        return finder.look_beside(name)
    path = finder.look(tables)
    return finder.open(tables) if path and holds_files(path) else None


def _call(unit: UnitFiles, base: Path) -> str:
    """A name for a unit that is given none: that of its folder, else of its file."""
    if unit.place:
        return unit.place.name if unit.place.is_dir() else unit.place.stem
    file = unit.tables or next(iter(unit.documents), None)
    if file is None:
        return ""
    return file.stem if file.parent == base else file.parent.name


def _find_department(rows: Iterable[ManifestRow], finder: Finder) -> tuple[Path | None, tuple[str, ...]]:
    """The file of the department's own tables, and what is to be said of the rows that name it."""
    found: dict[Path, str] = {}
    problems: list[str] = []
    for row in rows:
        here = finder.of_row(row)
        texts = row.texts.get("department", ()) or (row.texts.get("tables", ()) if _is_sum(row) else ())
        if _is_sum(row) and not texts:
            here.tell("部门汇总这一行没有写决算表")
        unused = [text for name, given in row.texts.items() if name in {"prior", "inputs", "forms", "report"} for text in given]
        if _is_sum(row) and unused:
            here.tell(f"部门汇总这一行只用决算表，没有用上：{'、'.join(unused)}")
        if path := here.open_file(texts):
            found.setdefault(path.resolve(), row.where)
        problems += here.problems
    if len(found) > 1:
        first, second = list(found.values())[:2]
        raise InvalidInputs(second, f"部门汇总表只能有一份（{first}已有一份）")
    return next(iter(found), None), tuple(problems)


def _tell_repeated(opened: Iterable[tuple[ManifestRow, UnitFiles]]) -> Iterator[UnitFiles]:
    """The units; a later one of the same name has a problem that says so."""
    first: dict[str, str] = {}
    for row, unit in opened:
        earlier = first.setdefault(unit.name, row.where)
        repeated = () if earlier == row.where else (one_line(f"{row.where}：单位“{unit.name}”在{earlier}已经有了"),)
        yield unit.model_copy(update={"problems": (*unit.problems, *repeated)})


def _list_named(rows: Iterable[ManifestRow], finder: Finder) -> Iterator[Path]:
    """The files that rows name, also those of units that are not to be done; nothing is told."""
    for row in rows:
        yield from finder.of_row(row).open_files(text for field, texts in row.texts.items() if field != "kind" for text in texts)


def _tell_beside(units: Iterable[UnitFiles], base: Path, used: AbstractSet[Path]) -> Iterator[UnitFiles]:
    """The units; one whose tables lie in a folder, other than the manifest's, with files that no row names has a problem that says so."""
    for unit in units:
        told = _tell_unused(unit.tables.parent, used) if unit.tables and unit.tables.parent.resolve() != base.resolve() else ()
        yield unit.model_copy(update={"problems": (*unit.problems, *told)})


def _tell_unused(folder: Path, used: AbstractSet[Path]) -> Iterator[str]:
    """The files of a folder that people work with, and that are neither used nor outputs; none where the whole folder is used."""
    files = [] if folder.resolve() in used else sorted(file for file in folder.iterdir() if file.is_file() and is_material(file))
    unused = [file.name for file in files if file.resolve() not in used and not _is_output(file)]
    if unused:
        yield one_line(f"旁边还有没有写进清单、因而没有用的：{'、'.join(unused)}")


def _is_output(file: Path) -> bool:
    """Whether a file is one of a batch's, which lies beside a page of its name."""
    return file.stem in {SUMMARY, RESULTS} and file.with_suffix(".html").is_file()


def _is_lost(grid: Grid, finder: Finder, used: AbstractSet[Path], named: AbstractSet[str]) -> bool:
    """Whether a sheet that is not read means a file or folder of which nothing is used, there or, but for examples, not."""
    texts = {text for row in grid.rows for value in row if isinstance(value, str) and (text := value.strip())} - named
    found = {text: path.resolve() for text in texts if (path := finder.look(text))}
    if any(not any(one.is_relative_to(path) for one in used) for path in found.values()):
        return True
    return not is_guide(grid) and any(is_file_name(text) and is_material(Path(text)) for text in texts - found.keys())


def _tell_unread(grid: Grid) -> str:
    return one_line(f"清单「{grid.sheet}」{'是隐藏的工作表' if grid.hidden else '看不出栏目'}，没有用上")


def _tell_left_out(rows: Iterable[ManifestRow]) -> Iterator[str]:
    """The units that a person wants left out."""
    names = [_text(row, "unit") for row in rows if set(row.texts.get("kind", ())) & _LEFT_OUT]
    if names:
        yield one_line(f"清单里写明不做的：{'、'.join(names)}")


def _text(row: ManifestRow, name: Field) -> str:
    return next(iter(row.texts.get(name, ())), "")
