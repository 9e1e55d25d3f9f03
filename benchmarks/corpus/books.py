"""The books behind a unit's tables: one year's money in 分, so that every table made from them agrees."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from benchmarks.corpus.catalogue import ACCOUNTS, CAPITAL_ACCOUNTS, CORE_CLASSES, ECONOMIC, FUND_ACCOUNTS, WELFARE, Account

Source = Literal["general", "fund", "capital", "own"]
SOURCES: Final[tuple[Source, ...]] = ("general", "fund", "capital", "own")
OWN_INCOMES: Final = ("superior", "business", "operating", "affiliated", "other")

Split = tuple[int, int]
"""基本支出 and 项目支出 of an account, in 分."""


@dataclass(frozen=True)
class Books:
    """A year in 分. ``spending`` is by source and 项; ``balances`` by source as (年初, 年末)."""

    year: int
    accounts: tuple[Account, ...]
    spending: Mapping[Source, Mapping[str, Split]]
    incomes: Mapping[str, int]
    balances: Mapping[Source, Split]
    economic: Mapping[str, int]
    three_public: Mapping[str, Split]

    def spent(self, source: Source) -> int:
        """All that was spent from a source."""
        return sum(map(sum, self.spending[source].values()))


@dataclass(frozen=True)
class Shape:
    """What a unit has: its own class, its accounts by source, its own incomes, how large it is (分 a 项)."""

    home: str
    accounts: Mapping[Source, tuple[Account, ...]]
    own: tuple[str, ...]
    scale: int
    carries: bool
    abroad: bool
    vehicles: bool
    reception: bool


def draw_shape(random: Random) -> Shape:
    """A unit of 2 to 12 项 in 1 to 5 classes; fund, capital and other incomes in some."""
    home = random.choice(CORE_CLASSES)
    at_home = [account for account in ACCOUNTS if account.code.startswith(home) and account.code not in WELFARE]
    work = random.sample(at_home, min(len(at_home), random.randint(1, 4)))
    if not any(account.basic for account in work):
        work.append(next((account for account in at_home if account.basic), work[0]))
    beside = [account for account in ACCOUNTS if account.code in WELFARE]
    welfare = random.sample(beside, random.randint(1, 7))
    chosen = sorted({account.code: account for account in [*work, *welfare]}.values())
    fund = tuple(sorted(random.sample(FUND_ACCOUNTS, random.choice((1, 2))))) if random.random() < 0.3 else ()
    capital = CAPITAL_ACCOUNTS if random.random() < 0.15 else ()
    own = tuple(random.sample(OWN_INCOMES, random.choice((1, 1, 2)))) if random.random() < 0.55 else ()
    return Shape(
        home=home,
        accounts={"general": tuple(chosen), "fund": fund, "capital": capital, "own": (random.choice(work),) if own else ()},
        own=own,
        scale=random.choice((20_000_000, 100_000_000, 600_000_000, 4_000_000_000)),
        carries=random.random() < 0.5,
        abroad=random.random() < 0.25,
        vehicles=random.random() < 0.75,
        reception=random.random() < 0.65,
    )


def draw_books(random: Random, shape: Shape, year: int, before: Books | None) -> Books:
    """A year of a unit; with the year before, amounts move from there and balances are carried forward."""
    spending = {source: _draw_spending(random, shape, source, before) for source in SOURCES}
    balances = {source: _draw_balance(random, shape, source, before, spending[source]) for source in SOURCES}
    needed = {source: sum(map(sum, spending[source].values())) + balances[source][1] - balances[source][0] for source in SOURCES}
    incomes = {source: needed[source] for source in SOURCES if source != "own"} | _split_income(random, shape.own, needed["own"])
    basic = sum(split[0] for split in spending["general"].values())
    accounts = tuple(dict.fromkeys(account for source in SOURCES for account in shape.accounts[source]))
    economic = _draw_economic(random, basic, before)
    return Books(year, accounts, spending, incomes, balances, economic, _draw_three_public(random, shape, before))


def _draw_amount(random: Random, scale: int) -> int:
    amount = int(scale * random.lognormvariate(0, 1)) + 100_000
    return amount if random.random() < 0.6 else amount // 1_000_000 * 1_000_000 + 1_000_000


def _move(random: Random, amount: int, scale: int) -> int:
    luck = random.random()
    if luck < 0.12:
        return amount
    if luck < 0.18:
        return 0
    if amount == 0:
        return _draw_amount(random, scale // 4)
    moved = int(amount * random.choice((random.uniform(0.7, 1.4), random.uniform(0.93, 1.08), random.uniform(0.3, 2.5))))
    return max(moved, 100_000)


def _draw_spending(random: Random, shape: Shape, source: Source, before: Books | None) -> dict[str, Split]:
    result: dict[str, Split] = {}
    for account in shape.accounts[source]:
        earlier = before.spending[source].get(account.code) if before else None
        if earlier is not None:
            basic = _move(random, earlier[0], shape.scale) if earlier[0] else 0
            project = _move(random, earlier[1], shape.scale) if earlier[1] or (not basic and not account.basic) else 0
        else:
            scale = shape.scale // (6 if account.code in WELFARE else 1)
            basic = _draw_amount(random, scale) if account.basic and source == "general" else 0
            mixed = account.code.endswith("01") and account.code not in WELFARE and random.random() < 0.25
            project = _draw_amount(random, scale) if not basic or mixed else 0
        result[account.code] = (basic, project)
    if source == "general" and not any(basic for basic, _ in result.values()):
        first = shape.accounts["general"][0].code
        result[first] = (_draw_amount(random, shape.scale), result[first][1])
    return result


def _draw_balance(random: Random, shape: Shape, source: Source, before: Books | None, spending: Mapping[str, Split]) -> Split:
    if not shape.accounts[source]:
        return 0, 0
    spent = sum(map(sum, spending.values()))
    opening = before.balances[source][1] if before else 0
    closing = int(spent * random.uniform(0.01, 0.15)) if shape.carries and random.random() < 0.6 else 0
    return opening, max(closing, opening - spent)


def _split_income(random: Random, names: tuple[str, ...], amount: int) -> dict[str, int]:
    result = dict.fromkeys(OWN_INCOMES, 0)
    rest = amount
    for name in names[1:]:
        result[name] = int(amount * random.uniform(0.1, 0.5))
        rest -= result[name]
    if names:
        result[names[0]] = rest
    return result


def _draw_economic(random: Random, basic: int, before: Books | None) -> dict[str, int]:
    codes = tuple(before.economic) if before else tuple(code for code in ECONOMIC if code in {"30101", "30201"} or random.random() < 0.7)
    weights = {code: random.uniform(0.5, 2) * {"301": 8, "302": 1, "303": 1.5, "310": 0.3}[code[:3]] for code in codes}
    whole = sum(weights.values())
    amounts = {code: int(basic * weight / whole) for code, weight in weights.items()}
    amounts["30101"] += basic - sum(amounts.values())
    return amounts


def _draw_three_public(random: Random, shape: Shape, before: Books | None) -> dict[str, Split]:
    def pair(present: bool, key: str, low: int, high: int) -> Split:
        if not present:
            return 0, 0
        budget = random.randint(low, high) * 10_000
        used = random.choice((0, budget, int(budget * random.uniform(0.2, 1)), int(budget * random.uniform(0.9, 1))))
        same = before.three_public[key][1] if before and random.random() < 0.2 else used
        return budget, min(same, budget)

    purchase = pair(shape.vehicles and random.random() < 0.2, "vehicle_purchase", 1500, 2500)
    operation = pair(shape.vehicles, "vehicle_operation", 100, 900)
    abroad = pair(shape.abroad, "abroad", 100, 1500)
    reception = pair(shape.reception, "reception", 20, 500)
    vehicles = (purchase[0] + operation[0], purchase[1] + operation[1])
    total = (abroad[0] + vehicles[0] + reception[0], abroad[1] + vehicles[1] + reception[1])
    return {
        "total": total,
        "abroad": abroad,
        "vehicles": vehicles,
        "vehicle_purchase": purchase,
        "vehicle_operation": operation,
        "reception": reception,
    }
