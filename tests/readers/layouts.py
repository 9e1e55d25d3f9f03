"""Workbooks in the layouts that such files have in life: Wuhan 2024, Wuhan 2020, Shanghai 2024."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.readers import figures

JIANGHAN_UNIT = "武汉市人力资源和社会保障局江汉社会保险管理处"
WUCHANG_UNIT = "武汉市人力资源和社会保障局武昌社会保险管理处"
Amount = Callable[[float | None], Any]
Rows = Sequence[Any]


def as_number(value: float | None) -> Any:
    return value


def as_spaced_text(value: float | None) -> Any:
    """As scanned tables print it: ``1, 945. 80``."""
    return None if value is None else f"{value:,.2f}".replace(",", ", ").replace(".", ". ")


def as_yuan(value: float | None) -> Any:
    return None if value is None else round(value * 10000, 2)


def write(sheet: Worksheet, row: int, column: int, rows: Rows, merges: Sequence[str] = ()) -> int:
    """Write rows from a one-based cell on, merge, and return the next free row."""
    for offset, cells in enumerate(rows):
        for shift, value in enumerate(cells):
            if value is not None:
                sheet.cell(row + offset, column + shift, value)
    for area in merges:
        sheet.merge_cells(area)
    return row + len(rows)


def preamble(title: str, number: str, unit: str, width: int, money: str = "万元") -> Rows:
    blank = [None] * (width - 2)
    return [[title], [None, *blank, number], [f"单位：{unit}", *blank, f"单位：{money}"]]


def save(workbook: Workbook, path: Path) -> Path:
    workbook.remove(workbook.worksheets[0])
    workbook.save(path)
    return path


def overall_rows(income: dict[str, float], classes: dict[str, float], results: Rows, amount: Amount, line_numbers: bool = True) -> Rows:
    """Body of table 1: income beside expenditure, with 行次 or without."""
    rows: list[list[Any]] = []
    for index in range(26):
        left = figures.INCOME[index] if index < 8 else None
        right = figures.CLASSES[index]
        label = f"{figures.ORDINALS[index]}、{left}" if left else None
        right_label = f"{figures.ORDINALS[index]}、{right}"
        rows.append(_beside(label, amount(income.get(left or "")), right_label, amount(classes.get(right)), index, line_numbers))
    for index, (left, left_amount, right, right_amount) in enumerate(results, start=26):
        rows.append(_beside(left, amount(left_amount), right, amount(right_amount), index, line_numbers))
    return rows


def _beside(left: str | None, left_amount: Any, right: str | None, right_amount: Any, index: int, line_numbers: bool) -> list[Any]:
    if line_numbers:
        return [left, index + 1, left_amount, right, index + 32, right_amount]
    return [left, left_amount, right, right_amount]


def add_wuhan_overall(
    workbook: Workbook, amount: Amount = as_number, money: str = "万元", unit: str = JIANGHAN_UNIT, year: int = 2024
) -> Worksheet:
    sheet: Worksheet = workbook.create_sheet("GK01 收入支出决算总表")
    head = preamble(f"{year}年度收入支出决算总表", "公开01表", unit, 6, money)
    header = [["收 入", None, None, "支 出"], ["项目", "行次", "决算数", "项目", "行次", "决算数"], ["栏次", None, 1, "栏次", None, 2]]
    results = [
        ("本年收入合计", 1945.80, "本年支出合计", 1945.80),
        ("使用非财政拨款结余（含专用结余）", None, "结余分配", None),
        ("年初结转和结余", None, "年末结转和结余", None),
        (None, None, None, None),
        ("总计", 1945.80, "总计", 1945.80),
    ]
    body = overall_rows({figures.INCOME[0]: 1945.80}, figures.JIANGHAN_CLASSES, results, amount)
    row = write(sheet, 1, 1, [*head, *header], ["A1:F1", "A4:C4", "D4:F4"])
    row = write(sheet, row, 1, body)
    write(sheet, row, 1, [["注：1.本表反映部门本年度的总收支和年末结转结余情况。"], ["2.本套报表金额单位转换时可能存在尾数误差。"]])
    return sheet


def add_wuhan_by_function(workbook: Workbook, title: str, number: str, columns: Sequence[str], lines: Rows, **options: Any) -> Worksheet:
    """Tables 2, 3, 5 and 8 of Wuhan: the code merged over three columns, 类款项 beside 栏次 and 合计.

    Options: ``unit``, ``year``, ``money``, ``amount``, ``split`` (code in three columns), ``coder`` (how a code is written).
    """
    sheet: Worksheet = workbook.create_sheet(f"{number} {title}"[:31])
    amount: Amount = options.get("amount", as_number)
    width = 4 + len(columns)
    head = preamble(
        f"{options.get('year', 2024)}年度{title}", number, options.get("unit", JIANGHAN_UNIT), width, options.get("money", "万元")
    )
    header = [
        ["项目", None, None, None, *columns],
        ["功能分类\n科目编码", None, None, "科目名称"],
        ["类", "款", "项", "栏次", *range(1, len(columns) + 1)],
    ]
    row = write(sheet, 1, 1, [*head, *header], ["A4:D4", "A5:C5", "A6:A7", "B6:B7", "C6:C7"])
    for code, name, *amounts in lines:
        cells = [*split_code(code, options.get("split", False), options.get("coder", str)), name, *map(amount, amounts)]
        row = write(sheet, row, 1, [cells])
        if code and not options.get("split"):
            sheet.merge_cells(start_row=row - 1, end_row=row - 1, start_column=1, end_column=3)
    write(sheet, row, 1, [["注：本表反映部门本年度的情况。"]])
    return sheet


def split_code(code: str, split: bool, coder: Callable[[str], Any] = str) -> list[Any]:
    if not code:
        return [None, None, None]
    parts = [code[:3], code[3:5] or None, code[5:] or None] if split else [coder(code), None, None]
    return parts


def add_wuhan_fiscal(workbook: Workbook, amount: Amount = as_number) -> Worksheet:
    sheet: Worksheet = workbook.create_sheet("GK04")
    head = preamble("2024年度财政拨款收入支出决算总表", "公开04表", JIANGHAN_UNIT, 8)
    header = [
        ["收 入", None, None, "支 出"],
        ["项目", "行次", "决算数", "项目", "行次", "决算数"],
        [None, None, None, None, None, "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"],
        ["栏次", None, 1, "栏次", None, 2, 3, 4, 5],
    ]
    funds = ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    body: list[list[Any]] = []
    for index, name in enumerate(figures.CLASSES):
        left = f"{figures.ORDINALS[index]}、{funds[index]}" if index < 3 else None
        value = amount(figures.JIANGHAN_CLASSES.get(name))
        left_amount = amount(1945.80) if index == 0 else None
        body.append([left, index + 1, left_amount, f"{figures.ORDINALS[index]}、{name}", index + 33, value, value])
    body += [
        ["本年收入合计", 27, amount(1945.80), "本年支出合计", 59, amount(1945.80), amount(1945.80)],
        ["年初财政拨款结转和结余", 28, None, "年末财政拨款结转和结余", 60],
        *[[fund, 29 + index, None, None, 61 + index] for index, fund in enumerate(funds)],
        ["总计", 32, amount(1945.80), "总计", 64, amount(1945.80), amount(1945.80)],
    ]
    row = write(sheet, 1, 1, [*head, *header], ["A4:C4", "D4:I4", "A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:E6", "F5:I5"])
    write(sheet, row, 1, [*body, ["注：本表反映部门本年度财政拨款的总收支和年末结转结余情况。"]])
    return sheet


def add_wuhan_basic(workbook: Workbook, amount: Amount = as_number) -> Worksheet:
    sheet: Worksheet = workbook.create_sheet("GK06")
    head = preamble("2024年度一般公共预算财政拨款基本支出决算明细表", "公开06表", JIANGHAN_UNIT, 9)
    header = [["人员经费", None, None, "公用经费"], ["经济分\n类科目\n编码", "科目名称", "决算数"] * 3]
    body: list[list[Any]] = []
    for index in range(6):
        cells: list[Any] = []
        for block in figures.JIANGHAN_BASIC:
            code, name, value = block[index] if index < len(block) else (None, None, None)
            cells += [code, name, amount(value)]
        body.append(cells)
    body.append(["人员经费合计", None, amount(1407.13), "公用经费合计", None, None, None, None, amount(235.57)])
    row = write(sheet, 1, 1, [*head, *header], ["A4:C4", "D4:I4"])
    write(sheet, row, 1, [*body, ["注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。"]])
    sheet.merge_cells(start_row=row + 6, end_row=row + 6, start_column=4, end_column=8)
    return sheet


def add_wuhan_fund(
    workbook: Workbook, statement: str | None = f"{JIANGHAN_UNIT}当年无政府性基金预算财政拨款收入支出。", lines: Rows = ()
) -> Worksheet:
    sheet: Worksheet = workbook.create_sheet("GK07")
    head = preamble("2024年度政府性基金预算财政拨款收入支出决算表", "公开07表", JIANGHAN_UNIT, 10)
    header = [
        ["项目", None, None, None, "年初结转和\n结余", "本年收入", "本年支出", None, None, "年末结转和\n结余"],
        ["功能分类\n科目编码", None, None, "科目名称", None, None, "小计", "基本支出", "项目支出"],
        ["类", "款", "项", "栏次", 1, 2, 3, 4, 5, 6],
        [None, None, None, "合计"],
    ]
    row = write(sheet, 1, 1, [*head, *header], ["A4:D4", "E4:E5", "F4:F5", "G4:I4", "J4:J5", "A5:C5", "A6:A7"])
    row = write(sheet, row, 1, lines)
    write(sheet, row, 1, [["注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。"], [statement]])
    return sheet


def add_wuhan_three_public(workbook: Workbook, amounts: Sequence[Any] = (1.54, None, 1.54, None, 1.54, None) * 2) -> Worksheet:
    sheet: Worksheet = workbook.create_sheet("GK09")
    head = preamble("2024年度财政拨款“三公”经费支出决算表", "公开09表", JIANGHAN_UNIT, 12)
    items = ["合计", "因公出国\n（境）费", "公务用车购置及运行维护费", None, None, "公务接待费"]
    header = [
        ["预算数", None, None, None, None, None, "决算数"],
        items * 2,
        [None, None, "小计", "公务用车\n购置费", "公务用车\n运行维护费", None] * 2,
        [*range(1, 13)],
    ]
    merges = ["A4:F4", "G4:L4", "A5:A6", "B5:B6", "C5:E5", "F5:F6", "G5:G6", "H5:H6", "I5:K5", "L5:L6"]
    row = write(sheet, 1, 1, [*head, *header], merges)
    write(sheet, row, 1, [list(amounts), ["注：本表反映部门本年度财政拨款“三公”经费支出预决算情况。"]])
    return sheet


def by_function(columns: int, lines: Rows) -> Rows:
    """Lines widened with blanks to a number of amount columns."""
    return [[*line, *[None] * (columns + 2 - len(line))] for line in lines]


INCOME_COLUMNS = ["本年收入合计", "财政拨款\n收入", "上级补助\n收入", "事业收入", "经营收入", "附属单位\n上缴收入", "其他收入"]
EXPENDITURE_COLUMNS = ["本年支出\n合计", "基本支出", "项目支出", "上缴上级\n支出", "经营支出", "对附属单位\n补助支出"]


def wuhan_2024(path: Path, amount: Amount = as_number) -> Path:
    """The nine tables of jianghan-2024, a sheet each."""
    workbook = Workbook()
    add_wuhan_overall(workbook, amount)
    income = [[code, name, total, total] for code, name, total, *_ in figures.JIANGHAN]
    add_wuhan_by_function(workbook, "收入决算表", "公开02表", INCOME_COLUMNS, by_function(7, income), amount=amount)
    add_wuhan_by_function(workbook, "支出决算表", "公开03表", EXPENDITURE_COLUMNS, by_function(6, figures.JIANGHAN), amount=amount)
    add_wuhan_fiscal(workbook, amount)
    add_wuhan_general(workbook, amount=amount)
    add_wuhan_basic(workbook, amount)
    add_wuhan_fund(workbook)
    columns = ["合计", "基本支出", "项目支出"]
    add_wuhan_by_function(workbook, "国有资本经营预算财政拨款支出决算表", "公开08表", columns, [["", "合计", None, None, None]])
    add_wuhan_three_public(workbook)
    return save(workbook, path)


def add_wuhan_general(workbook: Workbook, lines: Rows = figures.JIANGHAN, **options: Any) -> Worksheet:
    columns = ["小计", "基本支出", "项目支出"]
    return add_wuhan_by_function(workbook, "一般公共预算财政拨款支出决算表", "公开05表", columns, lines, **options)


def wuchang_2020(path: Path) -> Path:
    """Four tables of wuchang-2020 stacked on one sheet, titles with （表 1） and spread characters."""
    workbook = Workbook()
    sheet: Worksheet = workbook.create_sheet("Sheet1")
    line = f"单位：{WUCHANG_UNIT}   单位：万元"
    results = [
        ("本年收入合计", 1677.19, "本年支出合计", 1675.76),
        ("使用非财政拨款结余", None, "结余分配", None),
        ("年初结转和结余", None, "年末结转和结余", 1.43),
        ("总计", 1677.19, "总计", 1677.19),
    ]
    classes = {"社会保障和就业支出": 1360.88, "卫生健康支出": 149.23, "住房保障支出": 165.65}
    row = write(sheet, 1, 1, [["2020 年度收入支出决算总表（表 1）"], [line], ["收 入", None, None, "支 出"]])
    row = write(sheet, row, 1, [["项 目", "行\n次", "金额"] * 2, ["栏次", None, 1, "栏次", None, 2]])
    row = write(sheet, row, 1, overall_rows({figures.INCOME[0]: 1673, figures.INCOME[7]: 4.19}, classes, results, as_number))
    row = write(sheet, row, 1, [["注：本表反映单位本年度的总收支和年末结转结余情况。"], ["27行＝（1+2+3+4+5+6+7+8）行"], []])
    row = write(sheet, row, 1, [["2020 年度收 入 决 算 表（表 2）"], [line]])
    row = write(sheet, row, 1, [["项 目", None, None, None, *INCOME_COLUMNS], ["功能分类科目编码", None, None, "科目名称"]])
    row = write(sheet, row, 1, [["类", "款", "项", "栏次", *range(1, 8)]])
    for code, name, total, fiscal, other in figures.WUCHANG_INCOME:
        row = write(sheet, row, 1, [[*split_code(code, False), name, total, fiscal, None, None, None, None, other]])
    row = write(
        sheet, row, 1, [["注：本表反映单位本年度取得的各项收入情况。"], [], ["2020 年度一般公共预算财政拨款支出决算表（表 5）"], [line]]
    )
    row = write(
        sheet,
        row,
        1,
        [["项 目", None, None, None, "本年支出"], ["功能分类科目编码", None, None, "科目名称", "小计", "基本支出", "项目支出"]],
    )
    row = write(sheet, row, 1, [["类", "款", "项", "栏次", 1, 2, 3]])
    for code, name, *amounts in figures.WUCHANG_GENERAL:
        row = write(sheet, row, 1, [[*split_code(code, False), name, *amounts]])
    row = write(sheet, row, 1, [["注：本表反映单位本年度一般公共预算财政拨款支出情况。"], []])
    row = write(sheet, row, 1, [["2020 年度一般公共预算财政拨款“三公”经费支出决算表（表 7）"], [line]])
    items = ["合计", "因公出国（境）费", "公务用车购置及运行费", None, None, "公务接待费"]
    header = [
        ["预算数", None, None, None, None, None, "决算数"],
        items * 2,
        [None, None, "小计", "公务用车购置费", "公务用车运行费", None] * 2,
    ]
    row = write(sheet, row, 1, [*header, [*range(1, 13)], [4.5, None, 3.5, None, 3.5, 1]])
    write(sheet, row, 1, [["注：本表反映单位本年度“三公”经费支出预决算情况。"]])
    return save(workbook, path)
