"""A workbook in the layout of Shanghai's editions, with figures of putuo-finance-2024."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.readers import figures
from tests.readers.layouts import as_number, overall_rows, save, split_code, write


def shanghai_2024(path: Path) -> Path:
    """Tables of putuo-finance-2024: no 行次, no number, 合计 at the foot, 预算数 and 决算数 under each item, a cover."""
    workbook = Workbook()
    write(workbook.create_sheet("封面"), 3, 2, [["上海市普陀区财政局2024年度部门决算"], ["2025年8月20日"]])
    _shanghai_overall(workbook)
    _shanghai_general(workbook)
    _shanghai_basic(workbook)
    _shanghai_three_public(workbook)
    _shanghai_capital(workbook)
    return save(workbook, path)


def _shanghai_overall(workbook: Workbook) -> None:
    sheet: Worksheet = workbook.create_sheet("收支总表")
    row = write(sheet, 1, 1, [["收入支出决算总表"], [None, None, None, "单位：万元"], ["收入", None, "支出"], ["项目", "决算数"] * 2])
    results = [
        ("本年收入合计", 2946.25, "本年支出合计", 2940.05),
        ("使用非财政拨款结余（含专用结余）", None, "结余分配", None),
        ("年初结转和结余", 49.14, "年末结转和结余", 55.34),
        ("总计", 2995.39, "总计", 2995.39),
    ]
    income = {figures.INCOME[0]: 2940.05, figures.INCOME[7]: 6.20}
    classes = {"一般公共服务支出": 2106.66, "社会保障和就业支出": 326.71, "卫生健康支出": 60.99, "住房保障支出": 445.69}
    write(sheet, row, 1, overall_rows(income, classes, results, as_number, line_numbers=False))


def _shanghai_general(workbook: Workbook) -> None:
    sheet: Worksheet = workbook.create_sheet("一般公共预算支出")
    head = [["一般公共预算财政拨款支出决算表"], [None] * 6 + ["单位：万元"]]
    header = [
        ["项目", None, None, None, "合计", "基本支出", "项目支出"],
        ["支出功能分类\n科目编码", None, None, "科目名称"],
        ["类", "款", "项"],
    ]
    row = write(sheet, 1, 1, [*head, *header], ["A3:D3", "E3:E5", "F3:F5", "G3:G5", "A4:C4", "D4:D5"])
    write(sheet, row, 1, [[*split_code(code, True), name, *amounts] for code, name, *amounts in figures.PUTUO])


def _shanghai_basic(workbook: Workbook) -> None:
    sheet: Worksheet = workbook.create_sheet("基本支出")
    head = [["一般公共预算财政拨款基本支出决算表"], [None] * 7 + ["单位：万元"]]
    header = [["经济分类\n科目编码", None, "科目名称", "决算数"] * 2, ["类", "款", None, None] * 2]
    merges = ["A3:B3", "C3:C4", "D3:D4", "E3:F3", "G3:G4", "H3:H4"]
    row = write(sheet, 1, 1, [*head, *header], merges)
    for left, right in zip(*figures.PUTUO_BASIC, strict=True):
        cells = [cell for code, name, value in (left, right) for cell in (code[:3], code[3:] or None, name, value)]
        row = write(sheet, row, 1, [cells])
    write(sheet, row, 1, [["人员经费合计", None, None, 2152.26, "公用经费合计", None, None, 184.65]])


def _shanghai_three_public(workbook: Workbook) -> None:
    sheet: Worksheet = workbook.create_sheet("三公")
    head = [['财政拨款"三公"经费支出决算表'], [None] * 11 + ["单位：万元"], ["财政拨款“三公”经费"]]
    header = [
        ["合计", None, "因公出国（境）费", None, "公务用车购置及运行费", None, None, None, None, None, "公务接待费"],
        [None] * 4 + ["小计", None, "公务用车购置费", None, "公务用车运行费", None],
        ["预算数", "决算数"] * 6,
    ]
    merges = ["A3:L3", "A4:B5", "C4:D5", "E4:J4", "K4:L5", "E5:F5", "G5:H5", "I5:J5"]
    row = write(sheet, 1, 1, [*head, *header], merges)
    write(sheet, row, 1, [[0.95] + [None] * 9 + [0.95]])


def _shanghai_capital(workbook: Workbook) -> None:
    sheet: Worksheet = workbook.create_sheet("国资")
    head = [["国有资本经营预算财政拨款收入支出决算表"], [None] * 9 + ["单位：万元"]]
    header = [
        ["项目", None, None, None, "年初结转和\n结余", "本年收入", "本年支出", None, None, "年末结转和\n结余"],
        ["支出功能分类\n科目编码", None, None, "科目名称", None, None, "小计", "基本支出", "项目支出"],
        ["类", "款", "项"],
        [],
        [],
        ["合计"],
        ["注：上海市普陀区财政局无国有资本经营预算财政拨款支出，故本表无数据。"],
    ]
    write(sheet, 1, 1, [*head, *header])
