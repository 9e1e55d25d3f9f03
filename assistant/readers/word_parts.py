"""The parts of a .docx that hold text: the document, its footnotes and endnotes, as XML."""

import posixpath
from dataclasses import dataclass

from lxml import etree

from assistant.errors import UnreadableFile
from assistant.readers.archive import unpack, xml_parser

MAX_PART_BYTES = 40 * 1024 * 1024
"""A report of 300 pages has some 10 MB of XML; the tree takes twenty times as much memory."""

WORKBOOK = "是工作簿，不是文档；决算表用 juesuan reconcile 核对，绩效自评表用 juesuan score 核对"

_OTHER_KINDS: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", WORKBOOK),
    ("xl/workbook.bin", WORKBOOK),
    ("ppt/presentation.xml", "是 PowerPoint 演示文稿，不是文档"),
    ("content.xml", "是 OpenDocument 文件，请在 Word 中另存为 .docx"),
    ("OFD.xml", "是 OFD 文件，请另存为 PDF 或 .docx"),
)
_MAIN = "word/document.xml"


@dataclass(frozen=True, slots=True)
class WordParts:
    """The roots of the parts; a document without footnotes or endnotes has None there."""

    document: etree._Element
    footnotes: etree._Element | None
    endnotes: etree._Element | None


def open_word(file: str, data: bytes) -> WordParts:
    """The text parts of a Word package.

    Raises:
        UnreadableFile: The package is damaged, of another kind, has a password, or is too large.
    """
    parts = unpack(file, data, lambda names: _require_word(file, names))
    main = _target(parts, "_rels/.rels", "", "officeDocument") or _MAIN
    if main not in parts:
        raise UnreadableFile(file, "Word 文档已损坏，缺少正文，无法读取")
    folder, name = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    notes = [_target(parts, relations, folder, kind) for kind in ("footnotes", "endnotes")]
    roots = [_parse(file, parts[note]) if note in parts else None for note in notes]
    return WordParts(_parse(file, parts[main]), *roots)


def _require_word(file: str, names: frozenset[str]) -> None:
    if not any(name.startswith("word/") for name in names):
        message = next((message for name, message in _OTHER_KINDS if name in names), "是压缩包，不是文档")
        raise UnreadableFile(file, message)


def _target(parts: dict[str, bytes], relations: str, folder: str, kind: str) -> str:
    """The part that a relation of a kind leads to; empty if there is none."""
    try:
        root = etree.fromstring(parts.get(relations, b"<none/>"), xml_parser())
    except etree.XMLSyntaxError:
        return ""
    for relation in root.iterchildren("{*}Relationship"):
        if (relation.get("Type") or "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
            return posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
    return ""


def _parse(file: str, data: bytes) -> etree._Element:
    if len(data) > MAX_PART_BYTES:
        raise UnreadableFile(file, f"Word 文档的正文超过 {MAX_PART_BYTES // 1024 // 1024} MB，未读取")
    try:
        root = etree.fromstring(data, xml_parser())
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(file, "Word 文档内部已损坏，无法读取") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(file, "Word 文档里有不应有的 DTD 声明，为安全起见未读取")
    return root
