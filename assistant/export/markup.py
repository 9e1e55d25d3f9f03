"""Elements of WordprocessingML and DrawingML, written short: ``node("w:b", {"w:val": "1"}, child, …)``."""

from collections.abc import Mapping
from functools import cache

from lxml import etree

from assistant.export.text import legible

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "op": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    "vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def node(tag: str, attributes: Mapping[str, object] | None = None, *children: etree._Element) -> etree._Element:
    """An element with its attributes and children; names are prefixed as in NAMESPACES or bare."""
    element = etree.Element(expand(tag), nsmap=_own_namespace(tag))
    for name, value in (attributes or {}).items():
        element.set(expand(name), str(value))
    element.extend(children)
    return element


def write_text(tag: str, text: str) -> etree._Element:
    """An element that holds people's text, its spaces kept."""
    element = node(tag, {"xml:space": "preserve"})
    element.text = legible(text)
    return element


def to_bytes(root: etree._Element) -> bytes:
    """A part of the package: the element as a whole XML document."""
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


@cache
def _own_namespace(tag: str) -> dict[str, str]:
    """The namespace of an element's own name; declaring all of them for each element takes twice the time."""
    prefix = tag.partition(":")[0]
    return {prefix: NAMESPACES[prefix]}


@cache
def expand(name: str) -> str:
    """``w:p`` with its namespace spelled out, a bare name as it is."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name
