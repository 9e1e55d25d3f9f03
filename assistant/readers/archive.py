"""A zip archive of XML parts (.xlsx, .docx), unpacked within limits and parsed safely."""

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from lxml import etree

from assistant.errors import UnreadableFile

MAX_UNPACKED_BYTES = 200 * 1024 * 1024

_CHUNK_BYTES = 1024 * 1024


def unpack(file: str, data: bytes, require: Callable[[frozenset[str]], None]) -> dict[str, bytes]:
    """The XML parts of an archive by name; ``require`` is given all names first and raises where they are not what is wanted.

    What comes out of every part is counted: what an archive says of itself is not trusted.

    Raises:
        UnreadableFile: The archive is damaged, has a password, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            require(frozenset(archive.namelist()))
            return _unpack(file, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise UnreadableFile(file, "压缩包已损坏，无法读取") from error
    except RuntimeError as error:
        raise UnreadableFile(file, "压缩包有密码，请先取消密码再使用") from error


def xml_parser() -> etree.XMLParser:
    """A parser that resolves no entity, loads nothing, and refuses enormous or deeply nested XML."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _unpack(file: str, archive: zipfile.ZipFile) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = MAX_UNPACKED_BYTES
    for info in archive.infolist():
        keep = info.filename.endswith((".xml", ".rels"))
        kept: list[bytes] = []
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                left -= len(chunk)
                if left < 0:
                    raise UnreadableFile(file, f"解压后超过 {MAX_UNPACKED_BYTES // 1024 // 1024} MB，可能是压缩炸弹，未读取")
                if keep:
                    kept.append(chunk)
        if keep:
            parts[info.filename] = b"".join(kept)
    return parts
