"""Workbooks of forms for tests: laid out cell by cell as people lay them out."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

Cells = Sequence[Sequence[object]]

WUHAN: Cells = (
    ("2023年度培训经费项目绩效自评表",),
    ("单位：江城市教育局", None, None, None, None, "单位：万元"),
    ("项目名称", None, "培训经费"),
    ("主管部门", None, "江城市人民政府", None, "项目实施单位", "江城市教育局"),
    ("预算执行情况（万元）（20分）", None, None, "预算数（A）", "执行数（B）", "执行率（B/A）", "得分（20分*执行率）"),
    (None, None, "年度财政资金总额", "50.00", "40.00", "80%", "16"),
    ("年度目标", None, "完成全年培训"),
    ("一级指标", "二级指标", "三级指标", None, "年初目标值（A）", "实际完成值（B）", "得分"),
    ("产出指标（60分）", "数量指标", "培训人数（20分）", None, "1,200人", "1,050人", "17.5"),
    (None, None, "培训期数（20分）", None, "12期", "12期", "20"),
    (None, "成本指标", "人均培训成本（20分）", None, "≤500元", "480.50元", "20"),
    ("满意度指标", "服务对象满意度", "学员满意率（20分）", None, "90%以上", "91.5%", "20"),
    ("总分", None, None, None, None, None, "93.5分"),
    ("偏差大或目标未完成原因分析", None, "1.“培训人数”：两期改为线上。\n2.其他。"),
    ("改进措施及结果应用方案", None, "与参训单位提前确认名额。"),
    ("注：1. 预算数为调整后的预算数。",),
)

NATIONAL: Cells = (
    ("项目支出绩效自评表",),
    ("（2023年度）",),
    ("项目名称", None, "设备购置"),
    ("主管部门", None, "江城市财政局", None, "实施单位", "江城市教育局"),
    ("项目资金（元）", None, None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    (None, None, "年度资金总额", 900000, 1000000, 950000, 10, 0.95, 9.5),
    (None, None, "其中：当年财政拨款", 900000, 1000000, 950000, "—", "—", "—"),
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"),
    ("产出指标", "数量指标", "购置设备", "≥20台", "18台", 30, 27, "两台因规格调整推迟到货"),
    (None, "质量指标", "验收合格率", "100%", "100%", 30, 30, None),
    ("效益指标", "社会效益", "改善教学条件", "明显改善", "明显改善", 20, 20, None),
    ("满意度指标", "满意度", "师生满意度", "≥90%", "95%", 10, 10, None),
    ("总分", None, None, None, None, 100, 96.5),
)

OFFICIAL: Cells = (
    ("附件2",),
    ("项目支出绩效自评表",),
    ("（ 2023年度）",),
    ("项目名称", None, None, "设备购置及运行维护项目"),
    ("主管部门", None, None, "江城市财政局", None, None, "实施单位", "江城市教育局"),
    ("项目资金\n（万元）", None, None, "年初\n预算数", "全年\n预算数", "全年\n执行数", "分值", "执行率", "得分"),
    (None, "年度资金总额", None, 100, 120, 114, 10, 0.95, 9.5),
    (None, "其中：当年财政拨款", None, 100, 120, 114, "—", 0.95, "—"),
    (None, "      上年结转资金", None, 0, 0, 0, "—", None, "—"),
    ("年度总体目标", "预期目标", None, None, None, "实际完成情况"),
    (None, "保障教学设备正常运行", None, None, None, "购置设备18台"),
    ("绩效指标", "一级\n指标", "二级指标", "三级指标", "年度\n指标值", "实际\n完成值", "分 值", "得 分", "偏差原因分析及改进措施"),
    (None, "产出指标", "数量指标", "指标1：购置设备数量", "≥20台", "18台", 15, 13.5, "两台因规格调整推迟到货"),
    (None, None, None, "指标2：维护系统", "3个", "3个", 10, 10, None),
    (None, None, "质量指标", "验收合格率", "＝100％", "１００％", 10, 10, None),
    (None, None, "时效指标", "完成时间", "2023年12月底前", "2023年11月完成", 10, 10, None),
    (None, None, None, "故障响应时间", "≤2小时", "1.5小时", 5, 5, None),
    (None, None, "成本指标", "项目总成本", "≤120万元", "114万元", 5, 5, None),
    (None, "效益指标", "社会效益\n指标", "改善教学条件", "明显改善", "达成年度指标", 15, 15, None),
    (None, None, None, "安全事故", "0起", "0起", 10, 10, None),
    (None, "满意度指标", "服务对象满意度指标", "师生满意度", "大于等于90%", "95.3%", 10, 10, None),
    ("总分", None, None, None, None, None, 100, 98),
)
"""The national form (财预〔2020〕10号) as offices fill it in, line breaks and full-width digits and all."""


def write_book(path: Path, *sheets: Cells, percents: Sequence[str] = ()) -> Path:
    """A workbook of sheets; the cells in ``percents`` of the first are shown as percentages."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, cells in enumerate(sheets, start=1):
        sheet = workbook.create_sheet(f"表{number}")
        for row in cells:
            sheet.append(list(row))
    for cell in percents:
        workbook.worksheets[0][cell].number_format = "0.00%"
    workbook.save(path)
    return path


def changed(cells: Cells, *edits: tuple[int, int, object]) -> Cells:
    """The cells with some replaced: row and column from 1, value."""
    rows = [list(row) for row in cells]
    for row, column, value in edits:
        line = rows[row - 1]
        line += [None] * (column - len(line))
        line[column - 1] = value
    return rows
