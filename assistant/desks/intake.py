"""Intake: files handed over together, told apart by their content into those of a unit."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import ConflictingMaterial, JuesuanError, NoTables
from assistant.readers.bundle import open_bundle
from assistant.readers.unit_accounts import read_unit_accounts

Handed = dict[str, tuple[str, bytes]]
"""Files by role (``tables``, ``prior``, ``inputs``, ``forms``), each with its name and content."""


def sort_files(files: Mapping[str, bytes]) -> tuple[Handed, list[str]]:
    """The files of a unit by role, and the names of those that are none of them.

    A published document that prints last year's tables is last year's; one that prints this year's is the tables
    where no workbook is.

    Raises:
        NoTables: None of them holds this year's tables.
        ConflictingMaterial: Two files have the same role.
        UnreadableFile: A file is damaged.
    """
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / Path(name).name).write_bytes(data)
        bundle = open_bundle(Path(folder), Path(folder))
        years = {path: year for path in bundle.documents if (year := _year(path))}
        roles = {"tables": bundle.tables, "prior": bundle.prior, "inputs": bundle.inputs, "forms": bundle.forms}
        tables = roles["tables"] or _of_year(years, max(years.values(), default=0))
        if tables is None:
            raise NoTables("、".join(files), "里面没有决算公开表（九张表的 .xlsx、.xls，或印有九张表的 .pdf、.docx）")
        year = read_unit_accounts(tables).year
        roles["tables"], roles["prior"] = tables, roles["prior"] or _of_year(years, year - 1)
        handed = {role: (path.name, path.read_bytes()) for role, path in roles.items() if path}
    used = {name for name, _ in handed.values()}
    return handed, [name for name in files if Path(name).name not in used]


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
