"""Marking: what a page is given to show."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from assistant.checking.review import review
from assistant.desks.desk import place_of, reword
from assistant.desks.marking import count_kinds, mark_desk, mark_findings, mark_review
from schemas.decision import Decision, mark_of
from schemas.manuscript import Manuscript
from tests.desk_examples import example_desk

TEXT = "二、收入决算情况说明\n收入合计1,000.00万元，比上年增加100.00万元，增长12%。"
REVIEW = review(Manuscript(file="说明.txt", kind="txt", text=TEXT), None, None)


def runs(blocks: list[dict[str, Any]]) -> Iterator[list[Any]]:
    for block in blocks:
        yield from block["runs"] if "runs" in block else (run for row in block["rows"] for cell in row for run in cell)


def test_the_runs_of_a_document_are_its_text() -> None:
    assert "\n".join("".join(run[0] for run in block["runs"]) for block in mark_review(REVIEW)) == TEXT


def test_a_wrong_number_points_to_its_finding() -> None:
    (wrong,) = (run for run in runs(mark_review(REVIEW)) if run[0] == "12%")
    assert (wrong[1], wrong[3], wrong[4]) == ("mismatch", 0, "error")


def test_the_runs_of_a_draft_are_its_paragraphs_and_tell_where_numbers_come_from() -> None:
    desk = example_desk()
    blocks = mark_desk(desk)
    shown = {block["id"]: "".join(run[0] for run in block["runs"]) for block in blocks if block["kind"] == "paragraph"}
    assert shown == {place: desk.paragraphs[place].text for place in desk.places if place}
    share = next(run for run in runs(blocks) if run[0] == "15.6%")
    assert "项目支出 303.1万元 ÷ 本年支出合计 1,945.8万元 × 100" in share[2]
    assert any(run[1] == "gap" and run[0].startswith("【待补充") for run in runs(blocks))


def test_a_paragraph_that_a_person_changed_is_marked_and_one_of_an_older_draft_too() -> None:
    place = place_of(example_desk(), 6) or ""
    items = {name: value for name, value in reword(example_desk(), place, "改了。").items.items() if value}
    for more, note in (({}, "已改"), ({"reason.expenditure.total.change": "压减"}, "原稿已变")):
        (block,) = (block for block in mark_desk(example_desk({**items, **more})) if block.get("id") == place)
        assert block["note"] == note


def test_a_card_tells_what_was_decided_and_the_filters_count_it() -> None:
    finding = REVIEW.findings[0]
    decision = Decision(document="说明.txt", finding=mark_of(finding), verdict="dismissed", note="口径", author="甲", at=datetime.now(UTC))
    cards = mark_findings(REVIEW, {decision.finding: decision})
    assert (cards[0]["verdict"], cards[0]["note"], cards[0]["decided"]) == ("dismissed", "口径", "已忽略（甲）")
    assert ("已忽略", 1, "dismissed") in count_kinds(cards)


def test_findings_that_are_gone_come_last() -> None:
    gone = REVIEW.model_copy(update={"findings": (), "fixed": REVIEW.findings})
    cards = mark_findings(gone, {})
    assert [card["severity"] for card in cards] == ["fixed"] * len(REVIEW.findings)
