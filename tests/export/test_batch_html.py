"""The page that sums a batch up: units in trouble first, links that work, all text of others escaped, no script."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from assistant.export.batch_html import summary_html
from schemas.batch import Outcome
from tests.batch.summaries import DONE, DRAFTED, FAILED, ODD, QUARANTINED, make_rollup, wrong_department


def parse(told: str) -> Any:
    return html.fromstring(told)


def first_cells(told: str, table: int = 0) -> list[str]:
    return [row[0].text_content() for row in parse(told).findall(".//table")[table].iterfind(".//tbody/tr")]


def test_units_in_trouble_come_first_then_those_with_most_errors() -> None:
    worse = DONE.model_copy(update={"name": "丁处", "errors": 7})
    assert first_cells(summary_html([ODD, DONE, worse, FAILED, QUARANTINED])) == ["=1+1", "丙处", "丁处", "甲处", ODD.name]


def test_a_unit_whose_report_was_changed_since_its_review_stands_before_those_without_doubt() -> None:
    settled = DONE.model_copy(update={"errors": 0, "name": "甲处"})
    edited = settled.model_copy(update={"name": "乙处", "edited": ("报告.docx",), "unchecked": None})
    told = summary_html([settled, edited])
    assert first_cells(told) == ["乙处", "甲处"]
    assert [row.get("class") for row in parse(told).iterfind(".//tbody/tr")] == ["doubt", "settled"]


def test_a_row_tells_what_the_workbook_tells() -> None:
    page = summary_html([DONE])
    row = parse(page).find(".//tbody/tr")
    assert [cell.text_content() for cell in row] == [
        "甲处",
        "江城市甲处",
        "2024",
        "完成（此前已完成）",
        "1",
        "2",
        "3",
        "4",
        "原因（2）本年支出合计减少86.42万元基本支出增加3万元内容（1）人员情况",
        "",
        "报告.docx复核结果.html报告（复核）.docx",
        "5次，6789",
        "1.25",
    ]
    told = "共1个单位：完成1个。错误1处，提醒2处，提示3处，未核对的数字4个。"
    assert f"{told}</div>" in page, "what an earlier batch paid for is not paid again"
    assert f"{told}模型调用5次，用量6789。" in summary_html([DONE.model_copy(update={"repeated": False})])


def test_a_count_of_what_was_not_looked_for_is_blank_and_no_nought() -> None:
    page = summary_html([FAILED, DRAFTED])
    rows = parse(page).findall(".//tbody/tr")
    assert [[cell.text_content() for cell in row][4:8] for row in rows] == [["", "", "", ""], ["2", "0", "0", ""]]
    assert "错误2处，提醒0处，提示0处，没有复核。" in page


def test_links_lead_to_files_of_any_name(tmp_path: Path) -> None:
    """Resolved against the page's own place they are the files, whatever signs their names hold."""
    for output in (*ODD.outputs, *DONE.outputs):
        (tmp_path / output).parent.mkdir(exist_ok=True)
        (tmp_path / output).write_bytes(b"x")
    links = [urlsplit(link) for _, _, link, _ in parse(summary_html([ODD, DONE])).iterlinks()]
    assert len(links) == 6
    assert all((link.scheme, link.netloc, link.query, link.fragment) == ("", "", "", "") for link in links)
    assert all((tmp_path / unquote(link.path)).exists() for link in links)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_text_of_others_is_never_markup(text: str) -> None:
    outcome = Outcome(key="a", name=text, state="failed", message=text, wanted=(text,), missing=(text,))
    row = parse(summary_html([outcome], title=text)).find(".//tbody/tr")
    assert row[9].text_content() == text
    assert {element.tag for element in row.iter()} == {"tr", "td", "p", "details", "summary"}


def test_the_page_holds_no_script_and_loads_nothing() -> None:
    page = summary_html([DONE, ODD], make_rollup(wrong_department()))
    assert "default-src 'none'" in page
    assert not parse(page).xpath("//script | //link | //img | //@src | //@onclick")


def test_the_roll_up_begins_with_what_is_wrong() -> None:
    page = summary_html([DONE], make_rollup(wrong_department(), missing=1))
    (finding,) = parse(page).find_class("finding")
    assert finding.text_content().startswith("【提醒】《2024年度支出决算表》“2080101 行政运行”基本支出与各单位汇总数不符，部门决算 99.99")
    first = parse(page).findall(".//table")[1].find(".//tbody/tr")
    assert ([cell.text_content() for cell in first][1], first[7].text_content(), first.get("class")) == (
        "2080101 行政运行",
        "不一致",
        "trouble",
    )


def test_without_a_department_the_sums_stand_in_the_order_of_the_tables() -> None:
    page = summary_html([], make_rollup())
    assert first_cells(page, 1)[0] == "收入支出决算总表"
    assert [cell.text_content() for cell in parse(page).findall(".//table")[1].iterfind(".//th")] == [
        "表",
        "项目",
        "栏",
        "有数的单位",
        "各单位汇总",
    ]
    assert "没有给出部门决算表，只列汇总数。" in page
