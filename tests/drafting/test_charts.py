"""Charts are of facts; without the facts there is none."""

from decimal import Decimal

from assistant.drafting.charts import plan_chart
from assistant.drafting.outlines import load_outline
from assistant.figures.sheet import compute_facts
from schemas.inputs import Inputs
from schemas.narrative import Chart
from tests.drafting.drafts import draft, example
from tests.figures.books import Books, make_accounts, spent

CHARTS = load_outline("wuhan-2024").charts


def test_two_years_stand_side_by_side() -> None:
    accounts, inputs = example("jianghan-2024")
    chart = plan_chart(CHARTS["overall"], 1, compute_facts(accounts, None, inputs))
    assert chart is not None
    assert (chart.shape, chart.caption, chart.unit) == ("column", "图1：收、支决算总计变动情况", "万元")
    assert chart.categories == ("2023年度", "2024年度")
    assert [series.values for series in chart.series] == [(Decimal("2279.51"), Decimal("1945.80"))]


def test_a_pie_has_only_parts_that_are_there() -> None:
    books = Books(general={"2080101": spent("100.005", "20")}, income={"other": Decimal("1.5")})
    chart = plan_chart(CHARTS["income"], 2, compute_facts(make_accounts(books, "元"), None, Inputs()))
    assert chart is not None
    assert chart.categories == ("财政拨款收入", "其他收入")
    assert chart.series[0].values == (Decimal("120.01"), Decimal("1.50"))


def test_without_last_year_the_chart_is_left_out_said_and_not_numbered() -> None:
    narrative = draft(make_accounts(Books(general={"2080101": spent("100")})), Inputs(), "wuhan-2024")
    captions = [block.caption for block in narrative.blocks if isinstance(block, Chart)]
    assert captions == ["图1：收入决算结构", "图2：支出决算结构"]
    assert narrative.omitted == ("缺少数据，未绘制“收、支决算总计变动情况”图", "缺少数据，未绘制“财政拨款收、支决算总计变动情况”图")
