"""A unit's files together, in a folder or a .zip: which of them are tables, inputs, documents, told by their content."""

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ConflictingMaterial, JuesuanError, NoTables, NotInputs, UnreadableFile
from assistant.readers.guard import read_bytes
from assistant.readers.inputs import read_inputs
from assistant.readers.performance.reading import read_performance
from assistant.readers.unit_accounts import is_document, read_unit_accounts
from assistant.readers.unpacking import MAX_FILES, Limits, unpack

YAML = frozenset({".yaml", ".yml"})
WORKBOOKS = frozenset({".xlsx", ".xls", ".xlsm", ".et"})
BOOKS = WORKBOOKS | YAML
"""The extensions of what may hold tables, inputs or forms."""

_DOCUMENTS = {".txt", ".md", ".markdown", ".docx", ".doc", ".wps", ".rtf", ".odt", ".pdf", ".ofd"}
"""The extensions of documents, whatever they hold: of one that is damaged its reader tells."""

_PACKAGES = {"[Content_Types].xml", "mimetype", "OFD.xml"}
"""What a .zip holds that is itself a document or workbook: Office Open XML, OpenDocument, OFD (GB/T 33190)."""

_IGNORED = (".", "~$", "__MACOSX", "Thumbs.db", "desktop.ini")
_NAMED_PRIOR = re.compile(r"(?:上年|上一年|去年)度?(?!度?(?:对比|比较|同期|相比))")
"""What a person calls last year's tables."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one unit: documents to check, this year's and last year's tables, the inputs, the forms, and what is none of these.

    ``copies`` are workbooks that say the same as one of these.
    """

    documents: tuple[Path, ...]
    tables: Path | None
    prior: Path | None
    inputs: Path | None
    forms: Path | None
    others: tuple[Path, ...]
    copies: tuple[Path, ...] = ()


def is_bundle(path: Path) -> bool:
    """Whether a path is a folder, or a .zip that is no document or workbook; of one whose list of files is damaged its name tells."""
    if path.is_dir():
        return True
    if not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return path.suffix.lower() == ".zip"
    return not any(name in _PACKAGES for name in names)


def open_bundle(path: Path, scratch: Path, leave: Path | None = None) -> Bundle:
    """Sort the files of a folder, or of a .zip, which is unpacked into ``scratch``; those below ``leave`` are left out.

    Tables of one year only are this year's, unless the name of their file says that they are last year's: then this year's
    are missing, or what should hold them cannot be read. Tables that name no year are of that of the inputs.

    Raises:
        UnreadableFile: The archive is damaged, locked, or unpacks to too much, or it holds no file.
        ConflictingMaterial: Two workbooks hold the tables of the same year, or two hold inputs, or forms of self-evaluation.
    """
    if not path.is_dir():
        unpack(path, scratch, Limits())
    files = list_files(path if path.is_dir() else scratch, leave)
    if not files:
        raise UnreadableFile(path.name, "里面没有文件")
    if len(files) > MAX_FILES:
        raise UnreadableFile(path.name, f"里面有 {len(files)} 个文件，超过 {MAX_FILES} 个，不像一个单位的材料")
    documents = tuple(file for file in files if is_document_file(file))
    all_books = [file for file in files if file.suffix.lower() in BOOKS]
    books = _first_of_each(all_books, read_bytes)
    years = {file: year for file in books if (year := _year(file)) is not None}
    all_inputs = [file for file in books if file not in years and _is_inputs(file)]
    inputs = _first_of_each(all_inputs, read_inputs)
    root = path if path.is_dir() else scratch
    tables, prior = _by_year(path, root, _guess_years(years, inputs))
    if len(inputs) > 1:
        raise ConflictingMaterial(path.name, f"有 {len(inputs)} 份补充资料（{_names(inputs, root)}），请只留一份")
    forms = [file for file in books if file not in years and file not in all_inputs and _is_forms(file)]
    if len(forms) > 1:
        raise ConflictingMaterial(path.name, f"有 {len(forms)} 份绩效自评表（{_names(forms, root)}），请合成一个工作簿")
    copies = tuple(file for file in all_books if file not in books or (file in all_inputs and file not in inputs))
    used = {*documents, tables, prior, *inputs, *forms, *copies}
    others = tuple(file for file in files if file not in used)
    return Bundle(documents, tables, prior, next(iter(inputs), None), next(iter(forms), None), others, copies)


def list_files(folder: Path, leave: Path | None = None) -> list[Path]:
    """The files of a folder and of those in it, without those below ``leave`` and what systems and programs leave behind."""
    found = sorted(file for file in folder.rglob("*") if file.is_file() and not is_ignored(file.relative_to(folder)))
    left_out = leave.resolve() if leave else None
    return [file for file in found if left_out is None or not file.resolve().is_relative_to(left_out)]


def is_ignored(path: Path) -> bool:
    """Whether a relative path is, or leads into, what a system or program left behind."""
    return any(part.startswith(_IGNORED) for part in path.parts)


def is_material(file: Path) -> bool:
    """Whether a file, by its name, is a document or workbook that people work with."""
    return not is_ignored(Path(file.name)) and file.suffix.lower() in BOOKS | _DOCUMENTS


def holds_nothing(book: Path) -> bool:
    """Whether a workbook can be read and holds neither tables nor inputs nor forms."""
    return isinstance(_explain(book), NotInputs) and not _is_forms(book)


def tables_year(file: Path) -> int | None:
    """The year of the nine tables that a workbook holds, 0 where they name none; None where it holds none of them."""
    return _year(file) if file.suffix.lower() in BOOKS else None


def is_document_file(file: Path) -> bool:
    """Whether a file is a document by its name or, without a name that tells, by its content."""
    kind = file.suffix.lower()
    try:
        return kind in _DOCUMENTS or (kind not in BOOKS and is_document(read_bytes(file)))
    except UnreadableFile:
        return False


def _year(file: Path) -> int | None:
    """The year of a workbook's tables, 0 where it names none; None where it holds no tables."""
    try:
        return read_unit_accounts(file).year
    except JuesuanError:
        return None


def _is_inputs(file: Path) -> bool:
    try:
        read_inputs(file)
    except JuesuanError:
        return False
    return True


def _is_forms(file: Path) -> bool:
    try:
        read_performance(file)
    except JuesuanError:
        return False
    return True


def _first_of_each(files: Iterable[Path], content: Callable[[Path], object]) -> list[Path]:
    """The files without those that say the same as one before; one that cannot be read says nothing."""
    firsts: dict[Path, object] = {}
    for file in files:
        try:
            told = content(file)
        except UnreadableFile:
            told = file
        if told not in firsts.values():
            firsts[file] = told
    return list(firsts)


def _guess_years(years: dict[Path, int], inputs: Sequence[Path]) -> dict[Path, int]:
    """The years with those of tables that name none: that of the inputs, or the year before where the file's name says so."""
    own = read_inputs(inputs[0]).profile.year if len(inputs) == 1 else None
    return {file: year or (own or 0) - bool(_NAMED_PRIOR.search(file.stem)) for file, year in years.items()}


def _by_year(path: Path, root: Path, years: dict[Path, int]) -> tuple[Path | None, Path | None]:
    """This year's tables, the latest, and those of the year before."""
    if not years:
        return None, None
    latest = max(years.values())
    of_year = {year: [file for file in years if years[file] == year] for year in (latest, latest - 1)}
    for year, files in of_year.items():
        if len(files) > 1:
            raise ConflictingMaterial(path.name, _tell_conflict(year, files, root))
    tables, prior = of_year[latest][0], next(iter(of_year[latest - 1]), None)
    return (None, tables) if prior is None and _NAMED_PRIOR.search(tables.stem) else (tables, prior)


def _tell_conflict(year: int, files: Sequence[Path], root: Path) -> str:
    units = list(dict.fromkeys(unit for file in files if (unit := read_unit_accounts(file).unit)))
    if len(units) > 1:
        return f"里面是 {len(units)} 个单位的表（{'、'.join(units)}），请一个单位一个文件夹"
    told = f"{year}年度的" if year > 0 else "没有写年度的"
    return f"有 {len(files)} 份{told}决算表（{_names(files, root)}），请只留一份"


def _names(files: Sequence[Path], root: Path) -> str:
    return "、".join(file.relative_to(root).as_posix() for file in files)


def list_damage(bundle: Bundle) -> Iterator[tuple[Path, JuesuanError]]:
    """The workbooks that may hold the tables or the inputs and cannot be read, each with why."""
    books = (file for file in bundle.others if file.suffix.lower() in BOOKS)
    return ((file, damage) for file in books if (damage := _find_damage(file)))


def tell_unused(file: Path) -> str:
    """Why a workbook is of no use."""
    error = _explain(file)
    if error is None:
        return f"{file.name}：不是本年或上年的决算表"
    return f"{file.name}：里面没有决算表、补充资料或绩效自评表" if isinstance(error, NotInputs) else str(error)


def _find_damage(file: Path) -> JuesuanError | None:
    error = _explain(file)
    return None if isinstance(error, NotInputs) else error


def _explain(file: Path) -> JuesuanError | None:
    """What is wrong with a workbook as tables, or, where it holds none, as inputs; None where it holds either."""
    try:
        if file.suffix.lower() not in YAML:
            read_unit_accounts(file)
            return None
    except NoTables:
        pass
    except JuesuanError as error:
        return error
    try:
        read_inputs(file)
    except JuesuanError as error:
        return error
    return None
