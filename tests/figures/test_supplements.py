"""Facts of the inputs alone."""

from decimal import Decimal

from assistant.figures.supplements import supplement_facts
from schemas.inputs import Assets, Inputs, Performance, Project, Staff, ThreePublicDetails
from tests.figures.examples import example_inputs


def test_every_number_has_its_unit_and_its_sheet() -> None:
    facts = {fact.id: fact for fact in supplement_facts(example_inputs("jianghan-2024"), 2024)}
    shown = {key: (facts[key].value, facts[key].unit, str(facts[key].places[0])) for key in ("procurement.total", "assets.equipment")}
    assert shown == {
        "procurement.total": (Decimal("2.23"), "万元", "补充资料「政府采购」"),
        "assets.equipment": (Decimal(0), "台（套）", "补充资料「国有资产」"),
    }
    assert facts["procurement.goods"].label == "货物支出"
    assert facts["project.1.actual"].label == "社会保险业务工作经费支出"


def test_every_numeric_field_is_a_fact_even_when_blank() -> None:
    facts = {fact.id: fact.value for fact in supplement_facts(Inputs(projects=(Project(name="甲项目"),)), 2024)}
    assert set(facts.values()) == {None}
    for fact in (
        "staff.retired",
        "assets.retired_cadres",
        "performance.average_score",
        "three_public.foreign_reception",
        "project.1.actual",
    ):
        assert fact in facts
    assert "three_public.scope" not in facts


def test_a_score_and_a_count_of_zero_are_kept() -> None:
    inputs = Inputs(
        performance=Performance(average_score=Decimal("99.43")),
        assets=Assets(vehicles=0),
        staff=Staff(retired=0),
        three_public=ThreePublicDetails(reception_batches=3),
    )
    facts = {fact.id: (fact.value, fact.unit) for fact in supplement_facts(inputs, 2024)}
    assert facts["performance.average_score"] == (Decimal("99.43"), "分")
    assert facts["assets.vehicles"] == (Decimal(0), "辆")
    assert facts["three_public.reception_batches"] == (Decimal(3), "批次")
