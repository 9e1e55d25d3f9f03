"""Reasons: a missing one is asked for, largest change first; one that found no place is told."""

from decimal import Decimal

import pytest

from assistant.drafting.outlines import list_outlines
from assistant.figures.prefill import prefill_inputs
from schemas.inputs import Budget, Inputs, Prior, Reason
from schemas.narrative import Narrative
from tests.drafting.drafts import draft, draft_books, draft_example, example, paragraphs, section
from tests.figures.books import Books, make_accounts, spent
from tests.figures.test_identities import FULL

NOW = Books(general={"2080101": spent("120"), "2210201": spent("30.004")})
BEFORE = Books(general={"2080101": spent("100"), "2210201": spent("30")})


def gaps(narrative: Narrative) -> list[str]:
    return [one.text[gap.start : gap.end] for one in paragraphs(narrative) for gap in one.gaps]


def test_a_missing_reason_is_a_gap_and_is_wanted() -> None:
    narrative = draft_books(NOW, "wuhan-2024", prior=BEFORE)
    text = section(narrative, "一、收入支出决算总体情况说明")
    assert text.startswith("2024年度收、支总计⟦150万元⟧。与2023年度相比，收、支总计各增加⟦20万元⟧，增长⟦15.4%⟧，")
    assert text.endswith("，主要原因是【待补充：收支总计比上年增加的原因】。")
    wanted = next(reason for reason in narrative.wanted if reason.fact == "overall.total.change")
    assert (wanted.label, wanted.change, wanted.size) == ("收支总计比上年", "增加20万元，增长15.4%", Decimal(20))


def test_the_largest_change_is_wanted_first() -> None:
    accounts, _ = example("jianghan-2024")
    _, inputs = example("jianghan-2024")
    narrative = draft(accounts, inputs.model_copy(update={"reasons": ()}), "wuhan-2024")
    sizes = [reason.size for reason in narrative.wanted]
    assert sizes == sorted(sizes, reverse=True)
    assert [reason.fact for reason in narrative.wanted][:4] == [
        "expenditure.total.change",
        "overall.total.change",
        "income.total.change",
        "function.2080109.completion",
    ]
    assert len(narrative.wanted) == len({reason.fact for reason in narrative.wanted}) == 18
    assert {reason.fact: reason.change for reason in narrative.wanted}["function.2210201.completion"] == "少5.98万元"


@pytest.mark.parametrize("fact", ["overall.total.change", "overall.total.change_rate", " overall.total.change "])
def test_a_reason_may_be_bound_to_the_change_or_its_rate(fact: str) -> None:
    inputs = Inputs(reasons=(Reason(fact=fact, text="主要原因是：人员增加；"),))
    narrative = draft_books(NOW, "wuhan-2024", inputs, prior=BEFORE)
    assert "增长⟦15.4%⟧，主要原因是人员增加。" in section(narrative, "一、收入支出决算总体情况说明")
    assert narrative.omitted == ()


def test_a_reason_of_no_words_is_as_good_as_none() -> None:
    inputs = Inputs(reasons=(Reason(fact="overall.total.change", text="主要原因是。"), Reason(fact="income.total.change", text=" ")))
    narrative = draft_books(NOW, "wuhan-2024", inputs, prior=BEFORE)
    assert {"overall.total.change", "income.total.change"} <= {reason.fact for reason in narrative.wanted}


def test_a_reason_that_found_no_place_is_told_with_why() -> None:
    inputs = Inputs(
        reasons=(
            Reason(fact="three_public.total.change", text="没有变化"),
            Reason(fact="overall.sum.change", text="写错编号"),
            Reason(fact="function.2080101.change", text="本提纲不说"),
        )
    )
    assert draft_books(NOW, "wuhan-2024", inputs, prior=BEFORE).omitted == (
        "原因未写入，“三公”经费支出决算数比上年持平（three_public.total.change）",
        "原因未写入，没有“overall.sum.change”这个指标编号",
        "原因未写入，本提纲不说明这一项（function.2080101.change）",
    )


def test_no_movement_needs_no_reason() -> None:
    """30.004 against a budget of 30 shows no difference at two decimals."""
    inputs = Inputs(budgets=(Budget(code="2210201", initial=Decimal(30)), Budget(code="2080101", initial=Decimal(120))))
    narrative = draft_books(NOW, "wuhan-2024", inputs, prior=NOW)
    assert narrative.wanted == ()
    assert not [gap for gap in gaps(narrative) if "原因" in gap]


@pytest.mark.parametrize("outline", list_outlines())
def test_every_reason_that_may_be_wanted_is_asked_for_beforehand(outline: str) -> None:
    """The pre-filled inputs have a line for each reason that a draft can want."""
    asked = {reason.fact for reason in prefill_inputs(FULL, None).reasons}
    budgets = tuple(Budget(code=code, initial=Decimal(1)) for code in ("208", "221", "2080101", "2080109", "2210201"))
    before = make_accounts(Books(general={"2080101": spent("1")}, fund={"2120801": spent("1")}), year=2023)
    inputs = Inputs(budgets=budgets, prior=(Prior(fact="overall.total", value=Decimal(1)),))
    wanted = {reason.fact for reason in draft(FULL, inputs, outline, before).wanted}
    assert wanted
    assert wanted <= asked


def test_the_examples_reasons_all_find_their_place() -> None:
    for name, outline in (("jianghan-2024", "wuhan-2024"), ("wuchang-2020", "wuhan-2020")):
        _, inputs = example(name)
        text = "\n".join(one.text for one in paragraphs(draft_example(name, outline)))
        assert [reason.fact for reason in inputs.reasons if reason.text and reason.text not in text] == []
