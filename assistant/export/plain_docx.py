"""A plain text as a Word file: a paragraph a line, nothing added."""

import re

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from assistant.export.package import save_package
from assistant.export.pages import TEXT_PAGE, section_properties
from assistant.export.paragraphs import paragraph
from assistant.export.styles import fonts_part, settings_part, styles_part
from assistant.export.word_markup import Markup, declare, node, to_bytes, write_text

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ILLEGIBLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_CHARACTER = "\ufffd"


def readable(text: str) -> str:
    """The text with every line ended by one line feed, a sign in place of each character that no Word file can hold.

    Its characters are those of ``text``, one for one, but for the pair CR LF, which becomes one.
    """
    return _ILLEGIBLE.sub(_NO_CHARACTER, _LINE_END.sub("\n", text))


def text_docx(text: str) -> bytes:
    """A Word file of a readable text."""
    package = Package()
    body = node("w:body", None, *(_paragraph(line) for line in text.split("\n")), section_properties(TEXT_PAGE))
    document = _part(package, "document", CT.WML_DOCUMENT_MAIN, to_bytes(node("w:document", declare("w"), body)))
    package.relate_to(document, RT.OFFICE_DOCUMENT)
    for name, kind, relation, data in (
        ("styles", CT.WML_STYLES, RT.STYLES, styles_part()),
        ("settings", CT.WML_SETTINGS, RT.SETTINGS, settings_part()),
        ("fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE, fonts_part()),
    ):
        document.relate_to(_part(package, name, kind, data), relation)
    return save_package(package)


def _part(package: Package, name: str, kind: str, data: bytes) -> Part:
    return Part(PackURI(f"/word/{name}.xml"), kind, data, package)


def _paragraph(line: str) -> Markup:
    """A line in one run, its tabs as Word has them."""
    content: list[Markup] = []
    for index, text in enumerate(line.split("\t")):
        content += [node("w:tab")] * bool(index)
        if text:
            content.append(write_text("w:t", text))
    properties = node("w:rPr", None, node("w:rFonts", {"w:hint": "eastAsia"}))
    return paragraph("ListingText", *([node("w:r", None, properties, *content)] if content else []))
