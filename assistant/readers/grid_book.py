"""Grids as a workbook (.xlsx) that reads as they do: names, cells, merged areas and hidden sheets; equal grids give equal bytes."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr  # nosec B406  # writes XML, reads none

from assistant.readers.texts import visible_text
from schemas.document import Grid, Scalar, column_letters
from schemas.finding import Finding

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HIDDEN = ' state="hidden"'
_SPELT = {"\r": "&#13;", "\x0b": " ", "\x0c": " ", "\ufffe": "", "\uffff": ""}
"""What XML would make a line end of, or does not allow."""


def write_grids(grids: Sequence[Grid], merges: Mapping[str, Sequence[str]], findings: Iterable[Finding]) -> bytes:
    """A workbook of grids, with the merged areas of each by its name; its cells without a value are found in it again."""
    broken = {(place.sheet, place.cell): finding for finding in findings for place in finding.places}
    sheets = [_sheet(grid, merges.get(grid.sheet, ()), broken) for grid in grids]
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(grids),
        "xl/_rels/workbook.xml.rels": _relations([("worksheet", f"worksheets/sheet{number}.xml") for number, _ in _numbered(sheets)]),
        **{f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in _numbered(sheets)},
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, (_HEAD + part).encode())
    return packed.getvalue()


def _numbered(sheets: Sequence[str]) -> Iterable[tuple[int, str]]:
    return enumerate(sheets, start=1)


def _content_types(sheets: int) -> str:
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for number in range(1, sheets + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{parts}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    links = (
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


def _workbook(grids: Sequence[Grid]) -> str:
    sheets = (
        f'<sheet name={quoteattr(grid.sheet, _SPELT)} sheetId="{number}"{_HIDDEN * grid.hidden} r:id="rId{number}"/>'
        for number, grid in enumerate(grids, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{"".join(sheets)}</sheets></workbook>'


def _sheet(grid: Grid, merges: Sequence[str], broken: Mapping[tuple[str | None, str | None], Finding]) -> str:
    rows = "".join(f'<row r="{number}">{_row(grid, number, row, broken)}</row>' for number, row in enumerate(grid.rows, start=1))
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
    merged = f'<mergeCells count="{len(merges)}">{areas}</mergeCells>' if merges else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{merged}</worksheet>'


def _row(grid: Grid, number: int, row: Sequence[Scalar], broken: Mapping[tuple[str | None, str | None], Finding]) -> str:
    cells = []
    for column, value in enumerate(row):
        address = f"{column_letters(column)}{number}"
        if value is not None:
            cells.append(_cell(address, value))
        elif finding := broken.get((grid.sheet, address)):
            cells.append(_valueless(address, finding))
    return "".join(cells)


def _cell(address: str, value: Scalar) -> str:
    if isinstance(value, str):
        return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{escape(visible_text(value), _SPELT)}</t></is></c>'
    return f'<c r="{address}"><v>{value}</v></c>'


def _valueless(address: str, finding: Finding) -> str:
    """A cell that shows an error, or a formula saved without its result."""
    if finding.rule == "error_cell":
        return f'<c r="{address}" t="e"><v>{escape(finding.stated or "")}</v></c>'
    return f'<c r="{address}"><f>0</f></c>'
