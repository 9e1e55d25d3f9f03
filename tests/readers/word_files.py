"""Word files for the tests, put together from their XML: what no writer of .docx would make on purpose."""

import io
import zipfile
from collections.abc import Sequence

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NAMESPACES = f'xmlns:w="{_W}" xmlns:mc="{_MC}" xmlns:v="urn:schemas-microsoft-com:vml"'


def document(body: str, namespace: str = _W, before: str = "") -> bytes:
    """The main part with this body; ``before`` stands before its root."""
    names = _NAMESPACES.replace(_W, namespace)
    return f"<?xml version='1.0' encoding='UTF-8'?>{before}<w:document {names}><w:body>{body}</w:body></w:document>".encode()


def package(body: str | bytes, footnotes: str = "", endnotes: str = "", main: str = "word/document.xml") -> bytes:
    """A .docx with this body and these notes."""
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": _relations([("officeDocument", main)]),
        main: body if isinstance(body, bytes) else document(body),
    }
    notes = {"footnotes": footnotes, "endnotes": endnotes}
    for kind, content in notes.items():
        if content:
            parts[f"word/{kind}.xml"] = f"<w:{kind} {_NAMESPACES}>{content}</w:{kind}>".encode()
    folder, _, name = main.rpartition("/")
    parts[f"{folder}/_rels/{name}.rels"] = _relations([(kind, f"{kind}.xml") for kind in notes if notes[kind]])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def _relations(targets: Sequence[tuple[str, str]]) -> bytes:
    lines = "".join(f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for kind, target in targets)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'.encode()


def p(*runs: str) -> str:
    """A paragraph of runs given as XML, or as plain text."""
    return f"<w:p>{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t xml:space='preserve'>{text}</w:t></w:r>"


def tbl(*rows: Sequence[str]) -> str:
    """A table whose cells are given as XML (``<w:tc>``) or as the text of their one paragraph."""
    lines = ("".join(cell if cell.startswith("<") else tc(p(cell)) for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def tc(content: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
