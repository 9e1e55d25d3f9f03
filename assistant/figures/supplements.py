"""Facts that come from the inputs alone: procurement, assets, counts, projects, performance."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from assistant.figures.derived import known_prior
from schemas.facts import Fact, FactUnit
from schemas.frozen import Frozen
from schemas.inputs import Inputs
from schemas.place import Place

FIELDS = ("staff", "procurement", "assets", "performance")
UNITS: dict[str, FactUnit] = {
    "万元": "万元",
    "人": "人",
    "辆": "辆",
    "台（套）": "台（套）",
    "个": "个",
    "批次": "批次",
    "人次": "人次",
    "分": "分",
}


def supplement_facts(inputs: Inputs, year: int) -> Iterator[Fact]:
    """Every number of the inputs' records as a fact; ids are ``<record>.<field>``.

    三公 counts have the prefix ``three_public.``; a project's amount is ``project.<n>.actual``.
    """
    for name in FIELDS:
        yield from _record_facts(name, getattr(inputs, name), Inputs.model_fields[name].title or name, year)
    yield from _record_facts("three_public", inputs.three_public, "三公经费明细", year)
    for number, project in enumerate(inputs.projects, start=1):
        label = f"{project.name}支出"
        yield Fact(
            id=f"project.{number}.actual",
            label=label,
            value=project.amount,
            unit="万元",
            year=year,
            places=_place("项目支出") if project.amount is not None else (),
        )


def operating_cost_facts(inputs: Inputs, facts: Mapping[str, Fact], year: int) -> tuple[Fact, Fact, Fact]:
    """机关运行经费 of the year, its initial budget, and its prior value.

    Where the inputs name no amount it is 公用经费 of table 6, as units under 公务员法 report it; then
    last year's is that of last year's table 6.
    """
    public, public_before = facts.get("economic.public"), facts.get("economic.public.prior")
    record, places = inputs.operating_cost, _place("机关运行经费")
    stated = record.actual if record.actual is not None else (public.value if public else None)
    from_table = record.actual is None and public is not None
    actual = Fact(
        id="operating_cost.actual",
        label="机关运行经费支出",
        value=stated,
        unit="万元",
        year=year,
        formula="{economic.public}" if from_table else None,
        places=public.places if from_table and public else places,
    )
    budget = Fact(
        id="operating_cost.budget", label="机关运行经费支出年初预算数", value=record.initial, unit="万元", year=year, places=places
    )
    if record.prior is None and from_table and public_before:
        return actual, budget, known_prior(actual, "operating_cost", public_before.value, public_before.places, public_before.decimals)
    return actual, budget, known_prior(actual, "operating_cost", record.prior, places)


def _record_facts(prefix: str, record: Frozen, title: str, year: int) -> Iterator[Fact]:
    for name, field in type(record).model_fields.items():
        extra = field.json_schema_extra
        unit = extra.get("unit") if isinstance(extra, dict) else None
        if not isinstance(unit, str):
            continue
        value = getattr(record, name)
        yield Fact(
            id=f"{prefix}.{name}",
            label=(field.title or name).removeprefix("其中："),
            value=None if value is None else Decimal(value),
            unit=UNITS[unit],
            year=year,
            places=_place(title) if value is not None else (),
        )


def _place(sheet: str) -> tuple[Place, ...]:
    return (Place(file="补充资料", sheet=sheet),)
