"""Writing to disk: a written file is complete or absent."""

import errno
import os
import secrets
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from assistant.errors import UnwritableOutput

TEMPORARY = ".juesuan-*.tmp"
"""The names of files that are being written."""

_MAX_STEM_BYTES = 200

_CAUSES = {
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "所在位置是只读的",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "超出磁盘配额",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EEXIST: "同名的文件已占用这个位置",
    errno.ENOTDIR: "所在位置是一个文件，不是文件夹",
    errno.EISDIR: "这个名称已是一个文件夹",
    errno.ENOENT: "所在的文件夹不存在",
}


def spare_sources(out: Path | None, sources: Iterable[Path | None]) -> None:
    """Refuse to write over what is to be read.

    Raises:
        UnwritableOutput: ``out`` is one of the ``sources``, by whatever name, or no file can have its name.
    """
    try:
        is_source = out and out.exists() and any(out.samefile(source) for source in sources if source and source.exists())
    except OSError as error:
        raise UnwritableOutput(str(out), _tell(error, out or Path())) from error
    if is_source:
        raise UnwritableOutput(str(out), "这是要读取的文件，为免覆盖，请换一个文件名")


def write_whole(path: Path, data: bytes) -> None:
    """Writes ``data`` to ``path`` by a temporary name in the same folder; on failure nothing is left behind.

    Raises:
        UnwritableOutput: The operating system refuses (no permission, no space, read-only, not a folder).
    """
    temporary = path.parent / TEMPORARY.replace("*", secrets.token_hex(8))
    try:
        try:
            with temporary.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise UnwritableOutput(str(path), _tell(error, path)) from error


def replace_kept(path: Path, data: bytes) -> Path | None:
    """Writes ``data`` to ``path`` and keeps what stood there, as ``set_aside`` does; returns where that is now.

    Raises:
        UnwritableOutput: The operating system refuses (no permission, no space, read-only, not a folder).
    """
    kept = set_aside(path, data)
    write_whole(path, data)
    return kept


def move_whole(source: Path, path: Path, keep: bool) -> None:
    """Moves a whole file to ``path`` on the same disk; with ``keep``, another file that stood there is set aside.

    Raises:
        UnwritableOutput: The operating system refuses (no permission, no space, read-only, not a folder).
    """
    try:
        if keep and path.exists():
            set_aside(path, source.read_bytes())
        os.replace(source, path)
    except OSError as error:
        raise UnwritableOutput(str(path), _tell(error, path)) from error


def set_aside(path: Path, data: bytes | None = None) -> Path | None:
    """Renames an existing file, unless it equals ``data``, to ``<name>（旧稿1）``, or the next free number; returns the new path.

    Raises:
        UnwritableOutput: The file cannot be read or renamed.
    """
    try:
        if path.is_file() and path.read_bytes() != data:
            number = next(number for number in count(1) if not _old_name(path, number).exists())
            os.replace(path, _old_name(path, number))
            return _old_name(path, number)
    except OSError as error:
        raise UnwritableOutput(str(path), _tell(error, path)) from error
    return None


def prepare_folder(path: Path) -> None:
    """Makes the folder and those above it, if they are not there.

    Raises:
        UnwritableOutput: It cannot be made, or a file stands in its place.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableOutput(str(path), _tell(error, path)) from error


def cut_name(stem: str) -> str:
    """As much of a stem as any file system takes with a mark like （旧稿1） and an extension behind it."""
    return stem.encode()[:_MAX_STEM_BYTES].decode(errors="ignore")


def _old_name(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}（旧稿{number}）{path.suffix}")


def _tell(error: OSError, path: Path) -> str:
    cause = _CAUSES.get(error.errno) if error.errno else None
    if error.errno == errno.ENOENT and path.parent.is_dir():
        cause = "这个位置不能存放文件"
    return f"无法写入，{cause or error.strerror or error}"
