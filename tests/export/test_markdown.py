"""The report as Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.export.markdown import escape_text, render_markdown
from schemas.accounts import TABLE_TITLES
from schemas.narrative import Heading, Listing
from tests.export.sample import GAP, make_accounts, make_narrative

READER = MarkdownIt("commonmark").enable("table")


def plain_text(markdown: str) -> str:
    """What a reader of Markdown sees, line breaks as line ends."""
    inline = [token for token in READER.parse(markdown) if token.type == "inline"]
    assert len(inline) <= 1
    parts = inline[0].children or [] if inline else []
    assert {part.type for part in parts} <= {"text", "text_special", "hardbreak"}
    return "".join("\n" if part.type == "hardbreak" else part.content for part in parts)


@pytest.fixture(scope="module")
def markdown() -> str:
    return render_markdown(make_narrative(), make_accounts())


def test_all_nine_tables_stand_under_their_titles(markdown: str) -> None:
    assert [f"**2024年度{title}**" in markdown for title in TABLE_TITLES.values()] == [True] * 9
    assert sum(token.type == "table_open" for token in READER.parse(markdown)) == 9 + 1 + 2


def test_a_code_is_one_column_and_headings_are_joined(markdown: str) -> None:
    assert "| 项目/功能分类科目编码 | 项目/科目名称 | 本年支出/小计 | 本年支出/基本支出 | 本年支出/项目支出 |" in markdown
    assert "| 2080109 | 社会保险经办机构 | 303.10 |  | 303.10 |" in markdown


def test_a_chart_is_a_small_table_with_its_caption(markdown: str) -> None:
    assert "|  | 收入总计（万元） | 支出总计（万元） |\n| --- | ---: | ---: |\n| 2023年度 | 2,279.51 |  |" in markdown
    assert "\n\n图1：收、支决算总计变动情况\n" in markdown


def test_gaps_and_headings_are_kept(markdown: str) -> None:
    assert GAP in markdown
    assert "\n### 一、单位主要职能\n" in markdown


def test_a_pipe_in_a_list_does_not_split_its_cell() -> None:
    narrative = make_narrative().model_copy(update={"blocks": (Listing(header=("a|b",), rows=(("<i>|\n*",),)),)})
    text = render_markdown(narrative, make_accounts())
    assert text.endswith("| a\\|b |\n| --- |\n| \\<i\\>\\| \\* |\n")


def test_a_heading_of_markup_is_only_text() -> None:
    narrative = make_narrative().model_copy(update={"blocks": (Heading(level=3, text="# [a](b)"),)})
    assert render_markdown(narrative, make_accounts()).endswith("\n#### \\# \\[a\\](b)\n")


@given(st.text(alphabet=st.sampled_from("一二12.)#+-=>*_`~<b>&amp;|[]()!\\$:{} \n\x0b"), max_size=30))
def test_peoples_text_is_never_markup(text: str) -> None:
    """Read as Markdown, the escaped text is one paragraph of the same words, its lines trimmed."""
    lines = [line.strip() for line in text.replace("\x0b", "").splitlines() if line.strip()]
    assert plain_text(escape_text(text)) == "\n".join(lines)
