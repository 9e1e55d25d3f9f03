"""The fact sheet: levels of two years and the inputs become every figure that a report may state."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from assistant.figures.budgets import TOTAL, resolve_budgets
from assistant.figures.derived import compare, complete, known_prior, share
from assistant.figures.levels import THREE_PUBLIC_LABELS, Level, read_levels
from assistant.figures.performance.facts import performance_facts
from assistant.figures.supplements import operating_cost_facts, supplement_facts
from schemas.accounts import CLASS_NAMES, Accounts
from schemas.facts import Fact, FactSheet
from schemas.inputs import Inputs
from schemas.performance import Scorecard
from schemas.place import Place

REPORTED = (
    "overall.total",
    "income.total",
    "income.fiscal",
    "expenditure.total",
    "expenditure.basic",
    "expenditure.project",
    "fiscal.total",
    "fiscal.income.general",
    "fiscal.income.fund",
    "fiscal.income.capital",
    "general.total",
    "general.basic",
    "general.project",
    *(f"three_public.{key}.actual" for key in THREE_PUBLIC_LABELS),
)
"""Levels that reports set against last year, in the order in which they speak of them."""

FROM_INPUTS = (Place(file="补充资料", sheet="上年数"),)


def compute_facts(accounts: Accounts, prior: Accounts | None, inputs: Inputs, cards: Sequence[Scorecard] = ()) -> FactSheet:
    """The facts of a unit and year. ``prior`` is last year's accounts, or None where there are none; ``cards`` are scored forms.

    A workbook of last year goes before single figures of the inputs.
    """
    levels = read_levels(accounts)
    facts = _Facts()
    facts.add(_fact(fact_id, level, accounts.year) for fact_id, level in levels.items())
    _add_budgets(facts, inputs, accounts)
    _add_comparisons(facts, levels, read_levels(prior) if prior else {}, inputs)
    facts.add(supplement_facts(inputs, accounts.year))
    facts.add(performance_facts(cards, inputs, accounts.year))
    _add_operating_cost(facts, inputs, accounts.year)
    _add_shares(facts, levels)
    return FactSheet(unit=accounts.unit, year=accounts.year, facts=facts.by_id)


def stem_of(fact_id: str) -> str:
    """What the derived facts of a level are named after: its id without ``.actual``."""
    return fact_id.removesuffix(".actual")


class _Facts:
    """Facts by id while they are being computed."""

    def __init__(self) -> None:
        self.by_id: dict[str, Fact] = {}

    def add(self, facts: Iterable[Fact]) -> None:
        self.by_id.update((fact.id, fact) for fact in facts)


def _fact(fact_id: str, level: Level, year: int) -> Fact:
    return Fact(id=fact_id, label=level.label, value=level.value, unit="万元", year=year, places=level.places, decimals=level.decimals)


def _add_comparisons(facts: _Facts, levels: dict[str, Level], before: dict[str, Level], inputs: Inputs) -> None:
    given = {entry.fact: entry.value for entry in inputs.prior}
    tables = {level.table for level in before.values()}
    for fact_id, level in levels.items():
        if fact_id.endswith(".budget"):
            continue
        known = level.table in tables
        earlier = before.get(fact_id)
        value = earlier.value if earlier else given.get(fact_id)
        if value is None and fact_id not in REPORTED and (not known or level.value is None):
            continue
        fact, stem = facts.by_id[fact_id], stem_of(fact_id)
        places = earlier.places if earlier else (FROM_INPUTS if fact_id in given else ())
        before_fact = known_prior(fact, stem, value, places, earlier.decimals if earlier else None)
        facts.add(compare(fact, stem, before_fact, known=True, prior_known=known))


def _add_budgets(facts: _Facts, inputs: Inputs, accounts: Accounts) -> None:
    rows = accounts.general.rows if accounts.general else ()
    codes = [line.key for line in rows]
    names = CLASS_NAMES | {row.code: row.name for row in inputs.budgets if row.name} | {line.key: line.label for line in rows}
    versions = (("initial", "budget", "", "年初预算数"), ("adjusted", "adjusted", "adjusted", "全年预算数"))
    for version, name, completion, word in versions:
        amounts = resolve_budgets(inputs.budgets, codes, "initial" if version == "initial" else "adjusted")
        for code in dict.fromkeys([TOTAL, *codes, *amounts]):
            if version == "adjusted" and code not in amounts:
                continue
            _add_budget(facts, code, names.get(code), amounts.get(code), (name, completion, word), accounts)
    if accounts.three_public:
        for key in THREE_PUBLIC_LABELS:
            stem = f"three_public.{key}"
            facts.add(complete(facts.by_id[f"{stem}.actual"], stem, facts.by_id[f"{stem}.budget"], known=True))


def _add_budget(
    facts: _Facts, code: str, name: str | None, amount: Decimal | None, words: tuple[str, str, str], accounts: Accounts
) -> None:
    suffix, completion, word = words
    stem = "general.total" if code == TOTAL else f"function.{code}"
    actual_id = stem if code == TOTAL else f"{stem}.actual"
    label = "一般公共预算财政拨款支出" if code == TOTAL else f"{name}（{code}）" if name else f"科目{code}"
    actual = facts.by_id.get(actual_id) or Fact(
        id=actual_id,
        label=label if code == TOTAL else f"{label}支出决算数",
        value=None,
        unit="万元",
        year=accounts.year,
        places=(accounts.general.place,) if accounts.general else (),
    )
    places = (Place(file="补充资料", sheet="预算数"),) if amount is not None else ()
    budget = Fact(id=f"{stem}.{suffix}", label=f"{label}{word}", value=amount, unit="万元", year=accounts.year, places=places)
    facts.add((actual, budget))
    facts.add(complete(actual, stem, budget, completion, known=accounts.general is not None))


def _add_operating_cost(facts: _Facts, inputs: Inputs, year: int) -> None:
    actual, budget, prior = operating_cost_facts(inputs, facts.by_id, year)
    facts.add((actual, budget))
    facts.add(compare(actual, "operating_cost", prior, known=False, prior_known=False))
    facts.add(complete(actual, "operating_cost", budget, known=False))


def _add_shares(facts: _Facts, levels: dict[str, Level]) -> None:
    pairs: list[tuple[str, str]] = []
    for fact_id in levels:
        room, _, rest = fact_id.partition(".")
        if room in {"income", "expenditure", "fund", "capital"} and rest not in {"total", "opening", "closing", "income"}:
            pairs.append((fact_id, f"{room}.total"))
        elif room == "function" and rest.endswith(".actual"):
            pairs.append((fact_id, "general.total"))
        elif room == "economic":
            pairs.append((fact_id, "general.basic"))
        elif room == "three_public" and rest.endswith(".actual") and rest != "total.actual":
            pairs.append((fact_id, "three_public.total.actual"))
    pairs += [(f"fiscal.income.{key}", "fiscal.income.total") for key in ("general", "fund", "capital")]
    pairs += [("general.total", "expenditure.total"), ("general.basic", "general.total"), ("general.project", "general.total")]
    pairs += [(f"procurement.{key}", "procurement.total") for key in ("goods", "works", "services", "sme")]
    pairs += [("procurement.micro", "procurement.sme"), ("performance.amount", "general.project")]
    pairs += [(f"procurement.{key}_sme", f"procurement.{key}") for key in ("goods", "works", "services")]
    for part_id, whole_id in pairs:
        part, whole = facts.by_id.get(part_id), facts.by_id.get(whole_id)
        if part and whole:
            facts.add((share(part, stem_of(part_id), whole),))
