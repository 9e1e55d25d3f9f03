"""The zip package of a Word file: its parts, and the same package with some of them replaced."""

import copy
import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from assistant.errors import UnwritableOutput

_TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_NO_RELATIONS = f'<Relationships xmlns="{_RELATIONS}"/>'
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class WordPackage:
    """The entries of the archive in order, with their bytes; ``main`` names the part that holds the document."""

    file: str
    entries: tuple[tuple[zipfile.ZipInfo, bytes], ...]
    main: str

    def part(self, name: str) -> bytes | None:
        """The bytes of a part; None where the package has no such part."""
        return next((data for entry, data in self.entries if entry.filename == name), None)

    def related(self, kind: str) -> str | None:
        """The name of the part to which the document is related in this way, if there is one."""
        name = _relations_of(self.main)
        return None if self.part(name) is None else _target(self.main, read_part(self, name), kind)


def open_word(file: str, source: bytes) -> WordPackage:
    """The package of a .docx.

    Raises:
        UnwritableOutput: It is no Word file, or damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            entries = tuple((entry, archive.read(entry)) for entry in archive.infolist())
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnwritableOutput(file, "不是完好的 Word 文档（.docx），无法加批注") from error
    main = WordPackage(file, entries, "").related(RT.OFFICE_DOCUMENT)
    if main is None:
        raise UnwritableOutput(file, "不是普通的 Word 文档（.docx），无法加批注；请用 Word 另存为 .docx")
    return WordPackage(file, entries, main)


def read_part(package: WordPackage, name: str) -> etree._Element:
    """The root of a part; entities are not resolved, nothing is fetched.

    Raises:
        UnwritableOutput: The package has no such part, or it is not XML.
    """
    try:
        return etree.fromstring(package.part(name) or b"", etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise UnwritableOutput(package.file, "Word 文档内部已损坏，无法加批注") from error


def part_bytes(root: etree._Element) -> bytes:
    """The part as a whole XML document; no namespace is dropped, for attributes may speak of its prefix."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def with_parts(package: WordPackage, parts: Mapping[str, bytes]) -> bytes:
    """The archive with these parts replaced, or added at its end; every other entry keeps its bytes, its date and its place."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for entry, data in package.entries:
            archive.writestr(copy.copy(entry), parts.get(entry.filename, data))
        for name in parts.keys() - {entry.filename for entry, _ in package.entries}:
            added = zipfile.ZipInfo(name, _FIRST_DAY)
            added.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(added, parts[name])
    return target.getvalue()


def relate_comments(package: WordPackage) -> tuple[str, dict[str, bytes]]:
    """The name of the part for comments, and the parts that make it known where the document has had no comments so far."""
    existing = package.related(RT.COMMENTS)
    if existing is not None:
        return existing, {}
    name = posixpath.join(posixpath.dirname(package.main), "comments.xml")
    relations_name = _relations_of(package.main)
    relations = read_part(package, relations_name) if package.part(relations_name) else etree.fromstring(_NO_RELATIONS)
    taken = {relation.get("Id") for relation in relations}
    number = next(number for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
    etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", Id=f"rId{number}", Type=RT.COMMENTS, Target="comments.xml")
    types = read_part(package, _TYPES)
    if not any(kind.get("PartName") == f"/{name}" for kind in types):
        etree.SubElement(types, f"{{{_CONTENT_TYPES}}}Override", PartName=f"/{name}", ContentType=CT.WML_COMMENTS)
    return name, {relations_name: part_bytes(relations), _TYPES: part_bytes(types)}


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(source: str, relations: etree._Element, kind: str) -> str | None:
    """The part that ``source`` is related to; targets are relative to its folder or, with a slash, to the package."""
    for relation in relations:
        if relation.get("Type") == kind and relation.get("TargetMode") != "External":
            return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), relation.get("Target") or "")).lstrip("/")
    return None
