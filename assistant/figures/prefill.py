"""Pre-filled inputs: what the tables already tell, so that a person types only what they do not."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from assistant.figures.levels import FISCAL_COLUMNS, THREE_PUBLIC_LABELS, Level, read_levels
from assistant.figures.sheet import REPORTED
from schemas.accounts import Accounts, ByFunction
from schemas.inputs import Budget, Inputs, Prior, Profile, Reason

EXPLAINED = ("overall.total", "income.total", "expenditure.total", "fiscal.total", "general.total")
"""Levels whose change since last year reports explain, beside the kinds of 财政拨款 that the unit has."""


def prefill_inputs(accounts: Accounts, prior: Accounts | None, suggestions: Mapping[str, str] = MappingProxyType({})) -> Inputs:
    """Inputs with unit, year, account codes, the figures of last year to look up, and the reasons to give.

    With last year's accounts no figure of last year is asked for. ``suggestions`` are last year's reasons by
    fact; they stand beside what is asked, not where it is answered.
    """
    levels = read_levels(accounts)
    asked = () if prior else tuple(fact_id for fact_id in REPORTED if fact_id in levels)
    return Inputs(
        profile=Profile(unit=accounts.unit or None, year=accounts.year or None),
        budgets=tuple(_budgets(accounts.general)),
        prior=tuple(Prior(fact=fact_id, label=levels[fact_id].label) for fact_id in asked),
        reasons=tuple(_with_suggestion(reason, suggestions.get(reason.fact)) for reason in _reasons(accounts, levels)),
    )


def _with_suggestion(reason: Reason, suggestion: str | None) -> Reason:
    return reason.model_copy(update={"label": f"{reason.label}（上年写的是：{suggestion}）"}) if suggestion else reason


def _budgets(table: ByFunction | None) -> Iterator[Budget]:
    yield Budget(code="合计", name="一般公共预算财政拨款支出")
    for line in table.rows if table else ():
        yield Budget(code=line.key, name=line.label)


def _reasons(accounts: Accounts, levels: dict[str, Level]) -> Iterator[Reason]:
    kinds = [fact_id for fact_id in (f"fiscal.income.{kind}" for kind in FISCAL_COLUMNS) if fact_id in levels and levels[fact_id].value]
    for fact_id in (*EXPLAINED, *kinds):
        if fact_id in levels:
            yield Reason(fact=f"{fact_id}.change", label=f"{levels[fact_id].label}比上年增减的原因")
    if accounts.general:
        yield Reason(fact="general.total.completion", label="一般公共预算财政拨款支出与年初预算数差异的原因")
    for line in accounts.general.rows if accounts.general else ():
        yield Reason(fact=f"function.{line.key}.completion", label=f"{line.label}决算数与年初预算数差异的原因")
    for key in THREE_PUBLIC_LABELS if accounts.three_public else ():
        yield Reason(fact=f"three_public.{key}.change", label=f"{THREE_PUBLIC_LABELS[key]}比上年增减的原因")
        yield Reason(fact=f"three_public.{key}.completion", label=f"{THREE_PUBLIC_LABELS[key]}决算数与预算数差异的原因")
    yield Reason(fact="operating_cost.change", label="机关运行经费比上年增减的原因")
    yield Reason(fact="operating_cost.completion", label="机关运行经费与年初预算数差异的原因")
