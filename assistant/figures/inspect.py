"""Inspect the inputs: sums that do not add up, entries that bind to nothing, figures that contradict a table."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from assistant.figures.budgets import check_budgets
from assistant.figures.levels import read_levels
from assistant.numerals.rounding import round_half_up
from schemas.accounts import Accounts
from schemas.finding import Finding
from schemas.frozen import Frozen
from schemas.inputs import Inputs
from schemas.place import Place

SUMS = {
    "procurement": ("total", ("goods", "works", "services")),
    "staff": ("retired", ("retired_cadres", "retirees")),
    "assets": ("vehicles", ("ministerial", "principal", "confidential", "emergency", "enforcement", "special", "retired_cadres", "other")),
}
"""Records whose parts must add up to a whole, when any part is given."""

LIMITS = (("sme", "total"), ("micro", "sme"), ("goods_sme", "goods"), ("works_sme", "works"), ("services_sme", "services"))
"""Procurement fields that cannot be larger than another."""


def inspect_inputs(inputs: Inputs, accounts: Accounts, prior: Accounts | None) -> list[Finding]:
    """Findings about the inputs themselves and about what they say beside the tables."""
    return [
        *check_budgets(inputs.budgets),
        *_sums(inputs),
        *_limits(inputs),
        *_prior_figures(inputs, accounts, prior),
        *_operating_cost(inputs, accounts),
    ]


def _sums(inputs: Inputs) -> Iterator[Finding]:
    for name, (whole, parts) in SUMS.items():
        record = getattr(inputs, name)
        given = [value for part in parts if (value := getattr(record, part)) is not None]
        total = getattr(record, whole)
        if total is None or not any(given):
            continue
        if abs(Decimal(sum(given)) - Decimal(total)) > (len(given) + 1) * Decimal("0.005"):
            yield Finding(
                rule="inputs_sum",
                severity="error",
                message=f"补充资料“{Inputs.model_fields[name].title}”：{_title(record, whole)}与其各项之和不符",
                stated=str(total),
                expected=str(sum(given)),
                formula=f"{' + '.join(str(value) for value in given)} = {sum(given)} ≠ {total}",
            )


def _limits(inputs: Inputs) -> Iterator[Finding]:
    for part, whole in LIMITS:
        smaller, larger = getattr(inputs.procurement, part), getattr(inputs.procurement, whole)
        if smaller is not None and larger is not None and smaller > larger:
            names = _title(inputs.procurement, part), _title(inputs.procurement, whole)
            yield Finding(
                rule="inputs_limit",
                severity="error",
                message=f"补充资料“政府采购”：{names[0]}大于{names[1]}",
                stated=str(smaller),
                expected=f"不超过{larger}",
                formula=f"{smaller} > {larger}",
            )


def _prior_figures(inputs: Inputs, accounts: Accounts, prior: Accounts | None) -> Iterator[Finding]:
    levels = read_levels(accounts)
    before: Mapping[str, object] = read_levels(prior) if prior else {}
    for entry in inputs.prior:
        if entry.fact not in levels and entry.fact not in before:
            message = f"补充资料“上年数”：指标编号“{entry.fact}”在决算表中没有对应项目，未使用"
            yield Finding(rule="unknown_fact", severity="warning", message=message)
    if not prior:
        return
    earlier = read_levels(prior)
    for entry in inputs.prior:
        level = earlier.get(entry.fact)
        if level and entry.value is not None and not _rounds_to(level.value or Decimal(0), entry.value):
            yield Finding(
                rule="prior_conflict",
                severity="warning",
                message=f"补充资料“上年数”：“{level.label}”与上年决算表不一致，已采用上年决算表的数",
                stated=f"{entry.value:,}",
                expected=f"{level.value or 0:,}",
                places=(Place(file="补充资料", sheet="上年数"), *level.places),
            )


def _operating_cost(inputs: Inputs, accounts: Accounts) -> Iterator[Finding]:
    stated, table = inputs.operating_cost.actual, accounts.basic
    line = table.public if table else None
    level = read_levels(accounts).get("economic.public") if line else None
    if stated and level and level.value is not None and stated > level.value and not _rounds_to(level.value, stated):
        yield Finding(
            rule="operating_cost",
            severity="warning",
            message="补充资料“机关运行经费”大于表6的公用经费合计，请核实",
            stated=f"{stated:,}",
            expected=f"不超过{level.value:,}",
            places=level.places,
        )


def _rounds_to(value: Decimal, stated: Decimal) -> bool:
    """Whether ``stated`` is ``value`` as a person writes it, with two decimals or more."""
    exponent = stated.as_tuple().exponent
    decimals = max(2, -exponent) if isinstance(exponent, int) else 2
    return round_half_up(value, decimals) == stated


def _title(record: Frozen, field: str) -> str:
    return type(record).model_fields[field].title or field
