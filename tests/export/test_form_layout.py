"""A form is laid out as the official one: head, execution, indicators by group, total, reasons, measures."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.export.form_layout import lay_out_form, title_of
from assistant.export.markdown import render_markdown
from assistant.figures.performance.scores import score_form
from assistant.readers.performance.reading import read_performance
from assistant.readers.performance.schemes import read_scheme
from schemas.accounts import Accounts
from schemas.narrative import FormTable, Narrative
from schemas.performance import Scorecard
from schemas.style import HouseStyle
from tests.performance_books import NATIONAL, WUHAN, changed, write_book


def card(tmp_path: Path, scheme: str) -> Scorecard:
    """A form without its computed scores."""
    cells = changed(WUHAN, (9, 7, None), (13, 7, None)) if scheme == "wuhan" else NATIONAL
    (form,) = read_performance(write_book(tmp_path / "f.xlsx", cells)).forms
    return score_form(form, read_scheme(scheme))


def lines(scored: Scorecard) -> list[list[str]]:
    """The texts of each row; what reaches down from above is left out."""
    return [[placed.box.text for placed in row if not placed.below] for row in lay_out_form(scored).grid.placed]


def test_weights_stand_behind_the_names_and_blank_scores_are_filled_in(tmp_path: Path) -> None:
    told = lines(card(tmp_path, "wuhan"))
    assert told[3] == ["预算执行情况（万元）（20分）", "", "预算数（A）", "执行数（B）", "执行率（B/A）", "得分（20分*执行率）"]
    assert told[4] == ["年度财政资金总额", "50.00", "40.00", "80%", "16"]
    assert told[7] == ["产出指标", "数量指标", "培训人数（20分）", "1,200人", "1,050人", "17.5"]
    assert told[8] == ["培训期数（20分）", "12期", "12期", "20"]
    assert told[-3] == ["总分", "93.5"]
    assert told[-1] == ["改进措施及结果应用方案", "与参训单位提前确认名额。"]


def test_where_the_scheme_says_so_weights_have_a_column(tmp_path: Path) -> None:
    told = lines(card(tmp_path, "national"))
    assert ["一级指标", "二级指标", "三级指标", "分值", "年初目标值（A）", "实际完成值（B）", "得分"] in told
    assert ["产出指标", "数量指标", "购置设备", "30", "≥20台", "18台", "27"] in told
    assert told[-2] == ["偏差大或目标未完成原因分析", "1. “购置设备”：两台因规格调整推迟到货。"]


@pytest.mark.parametrize(("name", "expected"), [("培训经费", "2023年度培训经费项目绩效自评表"), ("培训项目", "2023年度培训项目绩效自评表")])
def test_a_title_says_project_once(name: str, expected: str, tmp_path: Path) -> None:
    assert title_of(card(tmp_path, "wuhan").form.model_copy(update={"name": name})) == expected


def test_a_form_is_a_table_in_markdown_and_its_text_is_only_text(tmp_path: Path) -> None:
    scored = card(tmp_path, "wuhan")
    row = scored.scored[0]
    odd = row.model_copy(update={"indicator": row.indicator.model_copy(update={"actual": "<b>|1,050人"})})
    scored = scored.model_copy(update={"scored": (odd, *scored.scored[1:])})
    narrative = Narrative(unit="甲", year=2023, outline="", title="t", style=HouseStyle(), blocks=(FormTable(card=scored),))
    told = render_markdown(narrative, Accounts(unit="甲", year=2023, files=()))
    assert "| 产出指标 | 数量指标 | 培训人数（20分） |  | 1,200人 | \\<b\\>\\|1,050人 | 17.5 |" in told


def test_amounts_show_commas_and_at_least_two_decimals(tmp_path: Path) -> None:
    form = card(tmp_path, "wuhan").form.model_copy(update={"budget": Decimal(12345), "executed": Decimal("12345.678")})
    assert lines(score_form(form, read_scheme("wuhan")))[4][1:3] == ["12,345.00", "12,345.678"]
