"""The department's own tables (部门汇总表) among those of its units: in one workbook with them, or beside their folders."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.batch.summing import find_usual_year
from assistant.errors import ConflictingMaterial, JuesuanError, UnreadableFile
from assistant.export.excerpts import one_line
from assistant.export.files import prepare_folder, write_whole
from assistant.readers.bundle import BOOKS, list_files, tables_year
from assistant.readers.department_book import split_book
from assistant.readers.texts import comparison_text
from assistant.readers.unit_accounts import read_unit_accounts
from assistant.readers.unpacking import Limits, unpack
from schemas.batch import Source, UnitFiles

_SUM = re.compile(r"(?:汇总|合计|部门)\)?$")
_MOST_ALIKE = 20
"""The folders that tell of all: of one and the same unit, after which no other is expected, or of one year."""

_YEARLY = re.compile(r"\d{2}年|\d{4}|[本上去今前]年")
"""What the names of folders say that hold the years of one unit."""

_OWN_OFFICE = ("本级", "(本级)", "机关", "(机关)", "本部", "(本部)")
"""What is added to a department's name for the one of its units that is its own office."""


def split_department(book: Path, scratch: Path) -> Source | None:
    """The units of a department's workbook, a workbook each in ``scratch``; None where it holds the tables of one unit only.

    Raises:
        UnreadableFile: The file cannot be read as a workbook.
        ConflictingMaterial: Several of its units may be the sum.
        UnwritableOutput: There is no room for the workbooks.
    """
    found = split_book(book)
    if found is None:
        return None
    files = dict(_write_books(book.name, found.units, scratch / "units"))
    sums = _find_sums(list(files))
    if len(sums) > 1:
        raise ConflictingMaterial(book.name, f"有 {len(sums)} 个像是部门汇总的单位（{'、'.join(sums)}），请只留一个")
    units = tuple(_unit_of(name, file, found.doubled) for name, file in files.items() if name not in sums)
    sheets = "".join(f"「{sheet}」" for sheet in found.loose)
    problems = (one_line(f"{book.name}：看不出是哪个单位的工作表，没有用上：{sheets}"),) if sheets else ()
    return Source(units=units, department=files[sums[0]] if sums else None, problems=problems)


def _unit_of(name: str, file: Path, doubled: Container[str]) -> UnitFiles:
    """A unit of a workbook; tables that two units of one name have cannot be told apart."""
    if name not in doubled:
        return UnitFiles(name=name, tables=file)
    return UnitFiles(name=name, faults=(one_line(f"{file.name}：有两个单位都叫“{name}”，它们的表分不开，请各存一个工作簿"),))


def choose_department(files: Iterable[Path]) -> tuple[Path | None, tuple[str, ...]]:
    """Of workbooks beside the units' folders the one with tables of the units' year, else the latest; with a problem, none of two."""
    years = {file: year for file in files if (year := tables_year(file)) is not None}
    wanted = _find_year_beside(years) if len(set(years.values())) > 1 else 0
    year = wanted if wanted in years.values() else max(years.values(), default=0)
    latest = [file for file in years if years[file] == year]
    if len(latest) < 2:
        return next(iter(latest), None), ()
    names = "、".join(file.name for file in latest)
    return None, (one_line(f"单位文件夹旁有 {len(latest)} 份同一年度的部门汇总表（{names}），请只留一份"),)


def _find_year_beside(files: Iterable[Path]) -> int:
    """The year of most units whose folders lie beside files: of each the latest, for last year's tables lie in them too."""
    beside = sorted({folder for file in files for folder in file.parent.iterdir() if folder.is_dir()})
    years = {folder.name: max((tables_year(file) or 0 for file in list_files(folder)), default=0) for folder in beside[:_MOST_ALIKE]}
    return find_usual_year({name: year for name, year in years.items() if year})


def are_of_two_units(parts: Sequence[Path], scratch: Path) -> bool:
    """Whether tables in the first of these folders and archives are of two units; none is looked into after a second one is found.

    Where tables cannot be read, they are of a unit of their own, unless the folder's name speaks of a year: one unit's folders do.
    """
    found = (unit for part in parts if (unit := _peek(part, scratch)))
    first = next(found, "")
    return any(unit != first for unit in islice(found, _MOST_ALIKE))


def _write_books(file: str, books: dict[str, bytes], folder: Path) -> Iterator[tuple[str, Path]]:
    for number, (unit, data) in enumerate(books.items(), start=1):
        path = folder / f"{number:04}" / file
        prepare_folder(path.parent)
        write_whole(path, data)
        yield unit, path


def _find_sums(names: Sequence[str]) -> list[str]:
    """Those that say that they are a sum, else those whose own office is another: 某局 beside 某局（本级）."""
    spelt = {comparison_text(name): name for name in names}
    sums = [name for text, name in spelt.items() if _SUM.search(text)]
    whole = [name for text, name in spelt.items() if any(f"{text}{ending}" in spelt for ending in _OWN_OFFICE)]
    return sums or whole


def _peek(part: Path, scratch: Path) -> str:
    """The unit that the first tables in a folder or archive name; a stand-in if none can be read, empty if there are none."""
    if part.is_dir():
        return _first_unit(part, part.name)
    with TemporaryDirectory(dir=scratch) as folder:
        try:
            unpack(part, Path(folder) / "archive", Limits())
        except JuesuanError:
            return _stand_in(part.stem)
        return _first_unit(Path(folder) / "archive", part.stem)


def _first_unit(folder: Path, name: str) -> str:
    books = [file for file in list_files(folder) if file.suffix.lower() in BOOKS]
    damaged = False
    for book in books:
        try:
            if unit := comparison_text(read_unit_accounts(book).unit):
                return unit
        except UnreadableFile:
            damaged = True
        except JuesuanError:
            continue
    return _stand_in(name) if damaged else ""


def _stand_in(name: str) -> str:
    return "" if _YEARLY.search(name) else f"?{name}"
