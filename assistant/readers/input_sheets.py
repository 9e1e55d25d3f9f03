"""The inputs' workbook form: a sheet a section, labelled lines or one row an entry."""

from collections.abc import Mapping

from assistant.errors import InvalidInputs, NotInputs
from assistant.readers.input_fields import InputField, Section, find_section
from assistant.readers.input_values import Entry, RawRecord
from assistant.readers.regions import find_regions, region_named_by_sheet
from assistant.readers.texts import comparison_text, index_sheet, printed_text
from schemas.document import Document, Grid, Scalar
from schemas.place import Place

_INSTRUCTIONS = {"说明", "填写说明", "使用说明"}
_ITEM, _CONTENT = "填写项", "填写内容"
_BESIDE = {_ITEM, _CONTENT, "单位", "说明", "备注", "序号"}


def read_sheets(document: Document) -> Mapping[str, tuple[RawRecord, ...]]:
    """The records of each section, as written.

    Raises:
        InvalidInputs: A sheet, label or column is none of the inputs', so that what it holds would be lost.
    """
    sections: dict[str, tuple[RawRecord, ...]] = {}
    for grid in document.grids:
        section = find_section(grid.sheet)
        if section is not None:
            if section.name in sections:
                raise InvalidInputs(_sheet_place(grid), f"“{section.title}”有两张工作表")
            sections[section.name] = _read_rows(grid, section) if section.listed else _read_lines(grid, section)
        elif not _may_be_ignored(grid):
            raise _not_inputs(document, grid)
    return sections


def _not_inputs(document: Document, grid: Grid) -> InvalidInputs:
    """What is wrong with a sheet that is none of the inputs', or with the whole workbook where it holds the accounts."""
    table = next((other for other in document.grids if _is_accounts_table(other)), None)
    if table is not None:
        return InvalidInputs(_sheet_place(table), "这是决算表，不是补充资料")
    holds_some = any(find_section(other.sheet) for other in document.grids)
    return (InvalidInputs if holds_some else NotInputs)(_sheet_place(grid), "不是补充资料的工作表，请改正表名或删去")


def _is_accounts_table(grid: Grid) -> bool:
    sheet = index_sheet(grid)
    return region_named_by_sheet(sheet) is not None or bool(find_regions(sheet))


def _shown(value: Scalar) -> str:
    return printed_text(value) if isinstance(value, str) else str(value)


def _may_be_ignored(grid: Grid) -> bool:
    blank = all(value is None for row in grid.rows for value in row)
    return blank or grid.hidden or comparison_text(grid.sheet) in _INSTRUCTIONS


def _sheet_place(grid: Grid) -> Place:
    return Place(file=grid.file, sheet=grid.sheet)


def _read_lines(grid: Grid, section: Section) -> tuple[RawRecord, ...]:
    """A record: below the header, one labelled line a field."""
    header = next((row for row, cells in enumerate(grid.rows) if {_ITEM, _CONTENT} <= {comparison_text(cell) for cell in cells}), None)
    if header is None:
        if all(value is None for row in grid.rows for value in row):
            return ()
        raise InvalidInputs(_sheet_place(grid), f"没有找到表头“{_ITEM}、{_CONTENT}”")
    headings = [comparison_text(cell) for cell in grid.rows[header]]
    item, content = headings.index(_ITEM), headings.index(_CONTENT)
    entries: dict[str, Entry] = {}
    for row in range(header + 1, len(grid.rows)):
        label, value = grid.rows[row][item], grid.rows[row][content]
        field = section.find_field(label) if isinstance(label, str) else None
        if field is None and value is not None:
            said = f"“{_shown(label)}”不是这张表的填写项" if label is not None else "有内容但没有填写项"
            raise InvalidInputs(grid.place(row, item), said)
        if field and field.name in entries:
            raise InvalidInputs(grid.place(row, item), f"“{field.title}”重复出现")
        if field:
            entries[field.name] = Entry(value, grid.place(row, content))
    return (RawRecord(entries, _sheet_place(grid)),)


def _read_rows(grid: Grid, section: Section) -> tuple[RawRecord, ...]:
    """Entries: below a header of titles, one row each; blank rows are skipped."""
    header = _find_titles(grid, section)
    if header is None:
        if all(value is None for row in grid.rows for value in row):
            return ()
        titles = "、".join(field.title for field in section.fields)
        raise InvalidInputs(_sheet_place(grid), f"没有找到表头，应有“{titles}”")
    columns = _assign_columns(grid, section, header)
    records: list[RawRecord] = []
    for row in range(header + 1, len(grid.rows)):
        cells = grid.rows[row]
        entries = {field.name: Entry(cells[column], grid.place(row, column)) for column, field in columns.items()}
        if any(entry.value is not None for entry in entries.values()):
            records.append(RawRecord(entries, grid.place(row, min(columns))))
    return tuple(records)


def _find_titles(grid: Grid, section: Section) -> int | None:
    """The first row that holds at least two of the section's titles, the first field's among them."""
    for row, cells in enumerate(grid.rows):
        found = {field.name for cell in cells if isinstance(cell, str) and (field := section.find_field(cell))}
        if len(found) >= min(2, len(section.fields)) and section.fields[0].name in found:
            return row
    return None


def _assign_columns(grid: Grid, section: Section, header: int) -> dict[int, InputField]:
    columns: dict[int, InputField] = {}
    for column, heading in enumerate(grid.rows[header]):
        field = section.find_field(heading) if isinstance(heading, str) else None
        if field and field in columns.values():
            raise InvalidInputs(grid.place(header, column), f"“{field.title}”这一列重复出现")
        if field:
            columns[column] = field
            continue
        filled = next((row for row in range(header + 1, len(grid.rows)) if grid.rows[row][column] is not None), None)
        if filled is not None and comparison_text(heading) not in _BESIDE:
            untitled = f"有内容的一列没有标题（{grid.place(filled, column).cell}）"
            said = f"“{_shown(heading)}”不是这张表的栏目" if heading is not None else untitled
            raise InvalidInputs(grid.place(header, column), said)
    return columns
