"""On which page headings fall."""

import pytest

from assistant.export.pagination import paginate
from assistant.export.sections import divide
from schemas.narrative import Block, Chart, Heading, Paragraph, PublicTable
from tests.export.sample import CHANGES, make_accounts, make_narrative

LINE = Paragraph(text="一行。")
PART = Heading(level=1, text="第一部分")
SECTION = Heading(level=2, text="一、一节")
TABLE = PublicTable(kind="overall", title="", number="公开01表")


def pages(*blocks: Block) -> list[int]:
    """The pages of the headings among the blocks, in order."""
    return list(paginate(divide(make_narrative().model_copy(update={"blocks": blocks}), make_accounts())).values())


@pytest.mark.parametrize(("lines", "page"), [(20, 1), (21, 2), (42, 2), (43, 3)])
def test_a_page_has_22_lines_and_a_heading_keeps_the_line_below_it(lines: int, page: int) -> None:
    assert pages(*[LINE] * lines, SECTION, LINE) == [page]


def test_a_part_begins_a_page_unless_it_is_at_the_top_of_one() -> None:
    assert pages(PART, LINE, PART, SECTION, LINE) == [1, 2, 2]


def test_a_table_begins_a_page_with_the_headings_above_it_and_ends_its_pages() -> None:
    assert pages(LINE, PART, SECTION, TABLE, SECTION, TABLE, SECTION, LINE) == [2, 2, 3, 4]


@pytest.mark.parametrize(("lines", "page"), [(12, 1), (14, 2)])
def test_a_chart_goes_whole_to_the_next_page_if_it_does_not_fit(lines: int, page: int) -> None:
    """Chart, caption, heading and a line take ten lines: after 14 lines the chart's page is the second."""
    chart: Chart = CHANGES
    assert pages(*[LINE] * lines, chart, SECTION, LINE) == [page]
