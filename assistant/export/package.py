"""The package of a Word file, zipped at once as it is to be: python-docx dates its entries by the clock."""

import io
import zipfile
from collections.abc import Iterable

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from docx.opc.part import Part
from docx.opc.rel import Relationships
from docx.opc.spec import default_content_types
from docx.package import Package

from assistant.export.archive import add_entry
from assistant.export.word_markup import node, to_bytes

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def save_package(package: Package) -> bytes:
    """The package as a file. Equal parts and relations give equal bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        add_entry(archive, CONTENT_TYPES_URI.membername, _content_types(package.parts))
        add_entry(archive, PACKAGE_URI.rels_uri.membername, _relations(package.rels))
        for part in package.parts:
            add_entry(archive, part.partname.membername, part.blob)
            if part.rels:
                add_entry(archive, part.partname.rels_uri.membername, _relations(part.rels))
    return file.getvalue()


def _content_types(parts: Iterable[Part]) -> bytes:
    """What each part holds: said of all parts with an extension where that is usual, else of the part."""
    usual = {"rels": CT.OPC_RELATIONSHIPS, "xml": CT.XML}
    usual |= {part.partname.ext: part.content_type for part in parts if _is_usual(part)}
    named = {part.partname: part.content_type for part in parts if not _is_usual(part)}
    defaults = [node("Default", {"Extension": ext, "ContentType": kind}) for ext, kind in sorted(usual.items())]
    overrides = [node("Override", {"PartName": name, "ContentType": kind}) for name, kind in sorted(named.items())]
    return to_bytes(node("Types", {"xmlns": f"{_PACKAGE}/content-types"}, *defaults, *overrides))


def _is_usual(part: Part) -> bool:
    return (part.partname.ext, part.content_type) in default_content_types


def _relations(relations: Relationships) -> bytes:
    targets = [node("Relationship", {"Id": name, "Type": rel.reltype, "Target": rel.target_ref}) for name, rel in relations.items()]
    return to_bytes(node("Relationships", {"xmlns": f"{_PACKAGE}/relationships"}, *targets))
