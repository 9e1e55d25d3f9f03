"""The page of a review: all text escaped, every number with its state, findings and places led to one another."""

import re
from html import escape
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from assistant.export.review_html import review_html
from schemas.document import Grid
from schemas.finding import Finding
from schemas.manuscript import CellSpan, ManuscriptTable
from schemas.place import Place
from schemas.review import Coverage, LedgerEntry, Review

TEXT = "支出10万元，\n占5%。"
LEDGER = (
    LedgerEntry(start=2, end=6, text="10万元", role="level", subject="支出合计", year=2024, status="matched"),
    LedgerEntry(start=9, end=11, text="5%", role="share", status="mismatch"),
)
WRONG = Finding(
    rule="share", severity="error", message="占比不符", start=9, end=11, quote="5%", stated="5%", expected="6%", section="三、支出"
)


def parse(told: str) -> Any:
    return html.fromstring(told)


def page(text: str = TEXT, ledger: tuple[LedgerEntry, ...] = LEDGER, findings: tuple[Finding, ...] = (WRONG,), **more: object) -> str:
    fields = {"document": "报告.pdf", "text": text, "coverage": Coverage(numbers=2), "findings": findings, "ledger": ledger, **more}
    return review_html([Review.model_validate(fields)])


def test_every_number_shows_its_state_and_what_it_was_understood_as() -> None:
    tree = parse(page())
    assert [(e.text_content(), e.get("title")) for e in tree.iter("span") if e.get("class") == "matched" and e.get("title")] == [
        ("10万元", "与表相符 · 支出合计 金额 2024年")
    ]
    assert [e.text_content() for e in tree.iter("span") if e.get("class") == "mismatch" and e.get("title")] == ["5%"]


def test_a_finding_and_its_place_lead_to_each_other() -> None:
    tree = parse(page())
    place = tree.get_element_by_id("pd0-0")
    assert (place.text_content(), place.get("href")) == ("5%", "#fd0-0")
    assert tree.get_element_by_id("fd0-0").xpath(".//a/@href") == ["#pd0-0"]


def test_a_list_of_several_documents_leads_to_each() -> None:
    found = {"甲": (WRONG,), "乙": ()}
    reviews = [Review(document=name, text=TEXT, coverage=Coverage(), findings=found[name], ledger=()) for name in found]
    tree = parse(review_html(reviews))
    assert [item.text_content() for item in tree.xpath("//nav//li")] == [
        "甲共1处疑点：错误1处，提醒0处，提示0处。",
        "乙共0处疑点：错误0处，提醒0处，提示0处。",
    ]
    targets = [tree.get_element_by_id(link.removeprefix("#")) for link in tree.xpath("//nav//a/@href")]
    assert [target.findtext(".//h1") for target in targets] == ["甲", "乙"]
    assert not parse(page()).xpath("//nav")


def test_paragraphs_of_the_text_stay_whole() -> None:
    tree = parse(page())
    assert [p.text_content() for p in tree.xpath("//div[@class='text']/p")] == TEXT.split("\n")


def test_a_table_whose_cells_hold_all_its_text_is_shown_as_one() -> None:
    text = "前\n项目\n支出\n5%\n后"
    cells = [
        CellSpan(row=0, column=0, start=2, end=4),
        CellSpan(row=1, column=0, start=5, end=7),
        CellSpan(row=1, column=2, start=8, end=10),
    ]
    table = ManuscriptTable(grid=Grid(file="", sheet="", rows=()), cells=tuple(cells), start=2, end=10)
    ledger = (LedgerEntry(start=8, end=10, text="5%", role="share", status="mismatch"),)
    wrong = WRONG.model_copy(update={"start": 8, "end": 10})
    tree = parse(page(text, ledger, (wrong,), tables=(table,)))
    assert [[td.text_content() for td in tr] for tr in tree.iter("tr")] == [["项目", "", ""], ["支出", "", "5%"]]
    assert [p.text_content() for p in tree.xpath("//div[@class='text']/p")] == ["前", "后"]
    assert tree.get_element_by_id("pd0-0").text_content() == "5%"
    loose = parse(page(text, ledger, (wrong,), tables=(table.model_copy(update={"cells": table.cells[:2]}),)))
    assert [p.text_content() for p in loose.xpath("//div[@class='text']/p")] == text.split("\n")


def test_coverage_and_history_are_told() -> None:
    told = page(findings=(WRONG.model_copy(update={"history": "remaining"}),), fixed=(WRONG.model_copy(update={"message": "改过的"}),))
    assert "数字 2 个" in told
    assert "与上次相比：已改1处，仍在1处，新出现0处。" in told
    assert "已改　三、支出" in told


def test_the_page_holds_no_script_and_loads_nothing() -> None:
    told = page("<script>alert(1)</script>", (), (WRONG.model_copy(update={"start": None, "message": '"><img src=x onerror=alert(1)>'}),))
    assert parse(told).xpath("//script | //img | //link | //iframe | //*[@src]") == []
    assert re.search(r"default-src 'none'", told)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told


@given(st.text(min_size=1, max_size=30), st.data())
def test_any_text_with_any_places_is_shown_whole(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    ledger = tuple(LedgerEntry(start=a, end=b, text=text[a:b], role="level", status="unchecked") for a, b in spans)
    first, last = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    told = page(text, ledger, (WRONG.model_copy(update={"start": first, "end": last}),))
    shown = "\n".join(re.findall(r"<p>(.*?)</p>", told.split('<div class="text">')[1].split("</div><aside>")[0], re.DOTALL))
    assert re.sub(r"<[^>]*>", "", shown) == escape(text)


def test_a_review_of_tables_alone_has_no_text_beside_its_findings() -> None:
    places = tuple(Place(file="表.xlsx", sheet="总表", cell=cell) for cell in ("C33", "C7"))
    finding = Finding(rule="identity", severity="error", message="合计不符", places=places)
    page = review_html([Review(document="表.xlsx", text="", coverage=Coverage(), findings=(finding,), ledger=())])
    assert 'class="text"' not in page
    assert "没有可核对的数字" not in page
    assert "依据：表.xlsx「总表」C33、C7<" in page
