"""Intake: files handed over together, told apart by their content into those of a unit; what is of no use is told, each with why."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from assistant.errors import ConflictingMaterial, JuesuanError, NoTables
from assistant.readers.bundle import BOOKS, open_bundle, tell_unused
from assistant.readers.manuscript import read_manuscript
from assistant.readers.unit_accounts import read_unit_accounts
from assistant.readers.unpacking import short_name

Handed = dict[str, tuple[str, bytes]]
"""Files by role (``tables``, ``prior``, ``inputs``, ``forms``), each with its name and content."""

_PLACE = "交来的文件"


def name_files(files: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Files by name, each under one that no other has and that a file system can hold; a file handed over twice is there once."""
    named: dict[str, bytes] = {}
    for given, data in files:
        path = PurePosixPath(short_name(PurePosixPath(given).name or "文件"))
        names = (path.name, *(f"{path.stem}（{number}）{path.suffix}" for number in range(2, len(named) + 3)))
        name = next(name for name in names if named.get(name, data) == data)
        named[name] = data
    return named


def sort_files(files: Mapping[str, bytes]) -> tuple[Handed, list[str]]:
    """The files of a unit by role, and for each that is none of them a line that says why.

    A published document that prints last year's tables is last year's; one that prints this year's is the tables
    where no workbook is.

    Raises:
        NoTables: None of them holds this year's tables.
        ConflictingMaterial: Two files have the same role.
    """
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / _PLACE
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        bundle = open_bundle(folder, folder)
        years = {path: year for path in bundle.documents if (year := _year(path))}
        roles = {"tables": bundle.tables, "prior": bundle.prior, "inputs": bundle.inputs, "forms": bundle.forms}
        tables = roles["tables"] or _of_year(years, max(years.values(), default=0))
        if tables is not None:
            year = years.get(tables) or read_unit_accounts(tables).year
            roles["tables"], roles["prior"] = tables, roles["prior"] or _of_year(years, year - 1)
        used = {path for path in roles.values() if path}
        idle = list(_tell_idle(path for path in sorted(folder.iterdir()) if path not in used))
        if tables is None:
            wanted = "没有决算公开表（九张表的 .xlsx、.xls，或印有九张表的 .pdf、.docx）"
            raise NoTables(_PLACE, "；".join([wanted, *idle]))
        return {role: (path.name, path.read_bytes()) for role, path in roles.items() if path}, idle


def add_files(handed: Handed, files: Mapping[str, bytes]) -> tuple[Handed, list[str]]:
    """The files of a unit with more of them: one of the same role takes the place of that handed over before.

    Raises:
        NoTables, ConflictingMaterial: As for ``sort_files``, whichever of the former files are left out.
    """
    refused: ConflictingMaterial | None = None
    for count in range(len(handed) + 1):
        for left_out in combinations(handed, count):
            kept = {name: data for role, (name, data) in handed.items() if role not in left_out}
            try:
                return sort_files({**kept, **files})
            except ConflictingMaterial as error:
                refused = error
            except NoTables:
                if count == 0:
                    raise
    raise refused or ConflictingMaterial(_PLACE, "不能放在一起")


def _tell_idle(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        yield f"没有用上：{tell_unused(path) if path.suffix.lower() in BOOKS else _tell_document(path)}"


def _tell_document(path: Path) -> str:
    """Why a file that is no workbook is of no use here."""
    try:
        read_manuscript(path)
    except JuesuanError as error:
        return str(error)
    return f"{path.name}：不是本年或上年的表；要复核写好的说明，请到“复核”页"


def _of_year(years: Mapping[Path, int], year: int) -> Path | None:
    found = [path for path, of in years.items() if of == year]
    if len(found) > 1:
        raise ConflictingMaterial("、".join(path.name for path in found), f"都印有{year}年度的表，请只留一份")
    return found[0] if found else None


def _year(document: Path) -> int:
    """The year of the tables that a document prints; 0 where it prints none."""
    try:
        return read_unit_accounts(document).year
    except JuesuanError:
        return 0
