"""A unit's files together, in a folder or a .zip: which of them are tables, inputs, documents, told by their content."""

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.errors import ConflictingMaterial, JuesuanError, UnreadableFile
from assistant.readers.archive import MAX_UNPACKED_BYTES
from assistant.readers.guard import MAX_FILE_BYTES, read_bytes
from assistant.readers.inputs import read_inputs
from assistant.readers.performance.reading import read_performance
from assistant.readers.unit_accounts import is_document, read_unit_accounts

MAX_FILES = 200
_CHUNK = 1024 * 1024
_TEXTS = {".txt", ".md", ".markdown"}
_BOOKS = {".xlsx", ".xls", ".xlsm", ".et", ".yaml", ".yml"}
_IGNORED = (".", "~$", "__MACOSX", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one unit: documents to check, this year's and last year's tables, the inputs, the forms, and what is none of these."""

    documents: tuple[Path, ...]
    tables: Path | None
    prior: Path | None
    inputs: Path | None
    forms: Path | None
    others: tuple[Path, ...]


def is_bundle(path: Path) -> bool:
    """Whether a path is a folder, or a .zip that is no Office file."""
    if path.is_dir():
        return True
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    return not any(name in {"[Content_Types].xml", "mimetype"} for name in names)


def open_bundle(path: Path, scratch: Path) -> Bundle:
    """Sort the files of a folder, or of a .zip, which is unpacked into ``scratch``.

    Raises:
        UnreadableFile: The archive is damaged, locked, or unpacks to too much, or it holds no file.
        ConflictingMaterial: Two workbooks hold the tables of the same year, or two hold inputs, or forms of self-evaluation.
    """
    folder = path if path.is_dir() else _unpack(path, scratch)
    files = sorted(file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(_IGNORED))
    if not files:
        raise UnreadableFile(path.name, "里面没有文件")
    if len(files) > MAX_FILES:
        raise UnreadableFile(path.name, f"里面有 {len(files)} 个文件，超过 {MAX_FILES} 个，不像一个单位的材料")
    documents = tuple(file for file in files if _is_document(file))
    books = [file for file in files if file.suffix.lower() in _BOOKS]
    years = {file: year for file in books if (year := _year(file)) is not None}
    inputs = [file for file in books if file not in years and _is_inputs(file)]
    tables, prior = _by_year(path, years)
    if len(inputs) > 1:
        raise ConflictingMaterial(path.name, f"有 {len(inputs)} 份补充资料（{_names(inputs)}），请只留一份，或用 --inputs 指定")
    forms = [file for file in books if file not in years and file not in inputs and _is_forms(file)]
    if len(forms) > 1:
        raise ConflictingMaterial(path.name, f"有 {len(forms)} 份绩效自评表（{_names(forms)}），请合成一个工作簿，或用 --forms 指定")
    used = {*documents, *years, *inputs, *forms}
    others = tuple(file for file in files if file not in used)
    return Bundle(documents, tables, prior, next(iter(inputs), None), next(iter(forms), None), others)


def _is_document(file: Path) -> bool:
    if file.suffix.lower() in _TEXTS:
        return True
    try:
        return is_document(read_bytes(file))
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


def _by_year(path: Path, years: dict[Path, int]) -> tuple[Path | None, Path | None]:
    """This year's tables, the latest, and those of the year before."""
    if not years:
        return None, None
    latest = max(years.values())
    of_year = {year: [file for file in years if years[file] == year] for year in (latest, latest - 1)}
    for year, files in of_year.items():
        if len(files) > 1:
            raise ConflictingMaterial(path.name, f"有 {len(files)} 份{year}年度的决算表（{_names(files)}），请只留一份，或用 --tables 指定")
    return of_year[latest][0], next(iter(of_year[latest - 1]), None)


def _names(files: list[Path]) -> str:
    return "、".join(file.name for file in files)


def _unpack(path: Path, scratch: Path) -> Path:
    """Unpack an archive's files side by side; what its names say of folders is not followed."""
    left = MAX_UNPACKED_BYTES
    try:
        with zipfile.ZipFile(path) as archive:
            for number, entry in enumerate(_entries(archive)):
                target = scratch / f"{number}" / (PurePosixPath(_name(entry).replace("\\", "/")).name or "file")
                target.parent.mkdir()
                with archive.open(entry) as source, target.open("wb") as sink:
                    while chunk := source.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0 or sink.tell() > MAX_FILE_BYTES:
                            raise UnreadableFile(path.name, f"解压后超过 {MAX_UNPACKED_BYTES // 1024 // 1024} MB，未读取")
                        sink.write(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        shutil.rmtree(scratch, ignore_errors=True)
        raise UnreadableFile(path.name, "压缩包已损坏，无法读取") from error
    except RuntimeError as error:
        raise UnreadableFile(path.name, "压缩包有密码，请先解压再使用") from error
    return scratch


def _entries(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and not entry.filename.startswith("__MACOSX")]
    yield from entries[: MAX_FILES + 1]


def _name(entry: zipfile.ZipInfo) -> str:
    """A file's name; without the mark of UTF-8, archives made in China name files in GBK."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gbk")
    except UnicodeError:
        return entry.filename
