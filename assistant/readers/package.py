"""The zip package of an .xlsx before it is read: what it holds, how large it really is, cells without a value."""

import re
from dataclasses import dataclass

from lxml import etree

from assistant.errors import UnreadableFile
from assistant.readers.archive import unpack, xml_parser
from schemas.finding import Finding
from schemas.place import Place

MAX_CELLS = 500_000
"""Cells of one sheet, counted as its bounding rectangle, which is what is held in memory."""

_KINDS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "是 Word 文档，不是工作簿"),
    ("ppt/presentation.xml", "是 PowerPoint 演示文稿，不是工作簿"),
    ("xl/workbook.bin", "是二进制工作簿（.xlsb），请在 Excel 中另存为 .xlsx"),
    ("content.xml", "是 OpenDocument 文件，请另存为 .xlsx"),
)
_REFERENCE = re.compile(rb"r\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_SUSPECTS = (re.compile(rb"f[\s>/]"), re.compile(rb"t\s*=\s*[\"']e[\"']"))
"""What the XML of every sheet with formulas or error cells holds; each begins with a letter, for that is found ten times as fast."""

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet's name and XML."""

    name: str
    xml: bytes


def open_package(file: str, data: bytes) -> tuple[SheetPart, ...]:
    """The sheets of an .xlsx package, unpacked within the limits.

    Raises:
        UnreadableFile: The package is damaged, of another kind, without sheets, or unpacks to too much.
    """
    try:
        sheets = _sheet_parts(unpack(file, data, lambda names: _require_workbook(file, names)))
    except KeyError as error:
        raise UnreadableFile(file, "压缩包已损坏，无法读取") from error
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(file, "工作簿内部已损坏，无法读取") from error
    if not sheets:
        raise UnreadableFile(file, "工作簿里没有工作表")
    for sheet in sheets:
        _require_reasonable_size(file, sheet)
    return sheets


def find_valueless_cells(file: str, sheet: SheetPart) -> tuple[Finding, ...]:
    """Error cells (#REF! …) and formulas saved without a value: the reader of values sees both as blank."""
    if not any(suspect.search(sheet.xml) for suspect in _SUSPECTS):
        return ()
    findings: list[Finding] = []
    for cell in _cells(sheet.xml):
        value = cell.findtext("{*}v")
        place = Place(file=file, sheet=sheet.name, cell=cell.get("r"))
        if cell.get("t") == "e":
            findings.append(error_cell(place, value or "#ERROR"))
        elif cell.find("{*}f") is not None and not value and cell.get("t") != "str":
            findings.append(_formula_without_value(place))
    return tuple(findings)


def error_cell(place: Place, value: str) -> Finding:
    """The finding on a cell that shows an error value (#REF! …)."""
    message = f"{place}：单元格是错误值 {value}，按空白读取"
    return Finding(rule="error_cell", severity="error", message=message, stated=value, places=(place,))


def _formula_without_value(place: Place) -> Finding:
    message = f"{place}：公式没有保存计算结果，按空白读取；请用 Excel 打开该文件并保存一次"
    return Finding(rule="formula_without_value", severity="error", message=message, places=(place,))


def _require_workbook(file: str, names: frozenset[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    message = next((message for name, message in _KINDS if name in names), "是压缩包，不是工作簿")
    raise UnreadableFile(file, message)


def _sheet_parts(parts: dict[str, bytes]) -> tuple[SheetPart, ...]:
    parser = xml_parser()
    workbook = etree.fromstring(parts["xl/workbook.xml"], parser)
    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"], parser)
    targets = {relation.get("Id"): relation.get("Target") or "" for relation in relations}
    sheets = []
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION)) or ""
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if path in parts:
            sheets.append(SheetPart(sheet.get("name") or "", parts[path]))
    return tuple(sheets)


def _require_reasonable_size(file: str, sheet: SheetPart) -> None:
    """Refuse a sheet whose bounding rectangle would fill the memory (a lone cell in XFD1048576)."""
    if _area(sheet.xml) <= MAX_CELLS:
        return
    filled = {(cell.get("r") or "A1").encode() for cell in _cells(sheet.xml) if len(cell)}
    if _area(b"".join(b' r="' + cell + b'"' for cell in filled)) > MAX_CELLS:
        raise UnreadableFile(Place(file=file, sheet=sheet.name), f"工作表的范围超过 {MAX_CELLS} 个单元格，未读取")


def _area(xml: bytes) -> int:
    """The cells of the rectangle from A1 on that holds every cell referred to."""
    references = _REFERENCE.findall(xml)
    if not references:
        return 0
    columns, rows = map(set, zip(*references, strict=True))
    return max(map(int, rows)) * max(map(_column_number, columns))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _cells(xml: bytes) -> list[etree._Element]:
    try:
        return list(etree.fromstring(xml, xml_parser()).iterfind("{*}sheetData/{*}row/{*}c"))
    except etree.XMLSyntaxError:
        return []
