"""Workbooks to be filled in: the inputs, and the nine tables; and the nine tables filled in."""

from openpyxl import Workbook
from openpyxl.styles import Font

from assistant.export.blank_tables import blank_accounts
from assistant.export.input_sheets import entry_model, write_record, write_rows
from assistant.export.layouts import lay_out
from assistant.export.sheets import WRAPPED, cell_at, fit_page, row_height, save_workbook, set_widths, write_value
from assistant.export.table_sheets import write_table
from schemas.accounts import TABLE_TITLES, Accounts
from schemas.inputs import Inputs

GUIDE = "说明"
_GUIDE_WIDTH, _AIR = 72, 8
"""The characters of a line of the guide, and the points between two of its paragraphs."""

_INPUTS_GUIDE = (
    "补充资料填写说明",
    "1. 本工作簿填写决算公开表中没有、而情况说明需要的内容。每张工作表填一类内容，用不到的可以整张留空。",
    "2. 只在浅黄色的格子里填写。灰色的“指标编号”由程序使用，请勿改动；表头和工作表名称也请保持原样。",
    "3. 金额一律以万元为单位，照实填写小数；人数、辆数、批次等填整数。",
    "4. 空白表示“没有提供”，不等于 0。确实没有发生的，请填 0。",
    "5. “预算数”按功能分类科目填写年初预算，科目编码填 3 位、5 位或 7 位数字；总额一行的编码填“合计”。",
    "6. 没有上年决算表的电子文件时，在“上年数”中填写上年金额；有电子文件的不必填写。",
    "7. “原因”只写原因本身，例如“项目经费减少”，不必写“主要原因是”。没有填写的原因，正文中会留下【待补充】字样。",
    "8. 可以分行的内容，在格子里按 Alt+Enter 换行，一行成为一段。",
    "9. 把鼠标停在带红色小三角的表头上，可以看到这一列的单位和填法。",
)
_TABLES_GUIDE = (
    "决算公开表填写说明",
    "1. 九张表各占一张工作表。请把标题中的横线改为年度，例如“2024年度”，并在“单位：”之后写上单位名称。",
    "2. 金额以万元为单位，保留两位小数。以元为单位的，请把右上角改为“单位：元”，九张表须一致。",
    "3. 空白表示没有数字，不等于 0。没有收支的表保留“合计”一行，其余留空。",
    "4. 按科目填列的表，科目编码填 3 位（类）、5 位（款）或 7 位（项），行数不够时可以插入行。",
)


def inputs_template(prefill: Inputs) -> bytes:
    """The workbook of the inputs, a sheet a field, with what ``prefill`` already holds."""
    workbook = Workbook()
    write_guide(workbook, _INPUTS_GUIDE)
    for name, field in Inputs.model_fields.items():
        sheet = workbook.create_sheet(field.title or name)
        value = getattr(prefill, name)
        model = entry_model(field)
        if model is None:
            write_record(sheet, value)
        else:
            write_rows(sheet, model, value)
        fit_page(sheet, lying=True)
    return save_workbook(workbook)


def tables_template() -> bytes:
    """The nine tables with their fixed lines, to be filled in."""
    workbook = Workbook()
    write_guide(workbook, _TABLES_GUIDE)
    _write_tables(workbook, blank_accounts())
    return save_workbook(workbook)


def tables_workbook(accounts: Accounts) -> bytes:
    """The tables that the accounts hold, filled in, a sheet a table."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _write_tables(workbook, accounts)
    return save_workbook(workbook)


def _write_tables(workbook: Workbook, accounts: Accounts) -> None:
    for number, (kind, name) in enumerate(TABLE_TITLES.items(), start=1):
        table = getattr(accounts, kind)
        if table is not None:
            sheet = workbook.create_sheet(f"GK{number:02d} {name}")
            write_table(sheet, lay_out(table, unit=accounts.unit))


def write_guide(workbook: Workbook, lines: tuple[str, ...]) -> None:
    """The first sheet of a workbook to be filled in: how to fill it in."""
    sheet = workbook.worksheets[0]
    sheet.title = GUIDE
    for row, line in enumerate(lines, start=1):
        write_value(cell_at(sheet, row, 1), line)
        cell_at(sheet, row, 1).alignment = WRAPPED
        sheet.row_dimensions[row].height = _AIR + row_height([(line, _GUIDE_WIDTH)])
    sheet["A1"].font = Font(name="黑体", size=14)
    set_widths(sheet, (_GUIDE_WIDTH,))
    fit_page(sheet, lying=False)
