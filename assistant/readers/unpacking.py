"""A .zip of people's files, unpacked within limits: its folders are kept, and none of its names leads outside."""

import shutil
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from assistant.errors import UnreadableFile
from assistant.readers.archive import MAX_UNPACKED_BYTES
from assistant.readers.guard import MAX_FILE_BYTES

MAX_FILES = 200
"""The files of one unit."""

_CHUNK = 1024 * 1024
_MAX_NAME_BYTES = 200
_LONGEST_SUFFIX = len(".markdown")
_MAX_DEPTH = 10
_UTF8_MARK = 0x800
_FIRST_OF_THREE_BYTES = "\u0800"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most ``files`` that an archive may hold, and the most ``size`` in bytes that they may unpack to."""

    files: int = MAX_FILES
    size: int = MAX_UNPACKED_BYTES


def unpack(path: Path, folder: Path, limits: Limits) -> None:
    """Unpack an archive into ``folder``; what comes out of it is counted, what it says of itself is not trusted.

    Raises:
        UnreadableFile: The archive is damaged, locked, or unpacks to too much; nothing of it is left then.
    """
    try:
        _unpack(path, folder, limits)
    except UnreadableFile:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _unpack(path: Path, folder: Path, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            _write_entries(path, archive, folder, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise UnreadableFile(path.name, "压缩包已损坏，无法读取") from error
    except RuntimeError as error:
        raise UnreadableFile(path.name, "压缩包有密码，请先解压再使用") from error


def _write_entries(path: Path, archive: zipfile.ZipFile, folder: Path, limits: Limits) -> None:
    left = limits.size
    entries = [entry for entry in archive.infolist() if not entry.is_dir() and not entry.filename.startswith("__MACOSX")]
    if len(entries) > limits.files:
        raise UnreadableFile(path.name, f"里面有 {len(entries)} 个文件，超过 {limits.files} 个，未读取")
    for number, entry in enumerate(entries):
        target = _free(folder.joinpath(*_parts(_name(entry))), number)
        target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(entry) as source, target.open("wb") as sink:
            while chunk := source.read(_CHUNK):
                left -= len(chunk)
                if left < 0 or sink.tell() > MAX_FILE_BYTES:
                    raise UnreadableFile(path.name, f"解压后超过 {limits.size // 1024 // 1024} MB，未读取")
                sink.write(chunk)


def _name(entry: zipfile.ZipInfo) -> str:
    """A file's name; without the mark of UTF-8, archives made in China name files in GBK, those made on a Mac in UTF-8."""
    if entry.flag_bits & _UTF8_MARK:
        return entry.filename
    try:
        raw = entry.filename.encode("cp437")
    except UnicodeError:
        return entry.filename
    return _chinese(raw, "utf-8") or _chinese(raw, "gbk") or entry.filename


def _chinese(raw: bytes, encoding: str) -> str:
    """Bytes as text; empty where they are none, or where UTF-8 makes foreign letters of them, as it does of 说 in GBK."""
    try:
        text = raw.decode(encoding)
    except UnicodeError:
        return ""
    foreign = encoding == "utf-8" and any("\x7f" < character < _FIRST_OF_THREE_BYTES for character in text)
    return "" if foreign else text


def _parts(name: str) -> list[str]:
    """The folders of a name and the file: without roots and ``..``, each short enough for any file system."""
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in {"/", "//", ".."} and not part.endswith(":")]
    return [short_name(part) for part in (*parts[:-1][:_MAX_DEPTH], *parts[-1:])] or ["file"]


def short_name(part: str) -> str:
    """A name cut before its extension, if it has one."""
    suffix = PurePosixPath(part).suffix
    kept = suffix if len(suffix) <= _LONGEST_SUFFIX else ""
    return part.removesuffix(kept).encode(errors="ignore")[:_MAX_NAME_BYTES].decode(errors="ignore") + kept


def _free(target: Path, number: int) -> Path:
    """The target, or, where a file of this name was unpacked before, one in a folder beside it."""
    return target.parent / str(number) / target.name if target.exists() else target
