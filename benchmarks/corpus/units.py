"""Invented units: two years of tables that agree with each other, and the inputs beside them, all from a seed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from benchmarks.corpus.books import Books, Shape, draw_books, draw_shape
from benchmarks.corpus.catalogue import BUREAUS, CITIES, DISTRICTS, PROJECTS
from benchmarks.corpus.tables import CENT, Printer, print_accounts
from schemas.accounts import Accounts, MoneyUnit
from schemas.inputs import (
    Assets,
    Budget,
    Inputs,
    OperatingCost,
    Performance,
    Procurement,
    Profile,
    Project,
    Staff,
    ThreePublicDetails,
)


@dataclass(frozen=True)
class Unit:
    """A unit and its year. ``exact`` are the same tables in 元, whatever ``accounts`` shows."""

    seed: int
    name: str
    short_name: str
    year: int
    accounts: Accounts
    prior: Accounts
    exact: Accounts
    exact_prior: Accounts
    inputs: Inputs


def draw_unit(seed: int) -> Unit:
    """The unit of a seed: the same for the same seed, always."""
    random = Random(f"unit {seed}")
    shape = draw_shape(random)
    year = random.randint(2019, 2025)
    before = draw_books(random, shape, year - 1, None)
    books = draw_books(random, shape, year, before)
    name, short_name = _draw_name(random, shape)
    money: MoneyUnit = random.choice(("元", "万元"))
    blank = random.random() < 0.7
    shown, prior = (print_accounts(each, Printer(name, each.year, money, blank)) for each in (books, before))
    exact, exact_prior = (print_accounts(each, Printer(name, each.year, "元", blank)) for each in (books, before))
    inputs = _draw_inputs(random, name, books, before)
    return Unit(seed, name, short_name, year, shown, prior, exact, exact_prior, inputs)


def to_wan(fen: int | Decimal) -> Decimal:
    """分 as 万元 with two decimals, half up."""
    return (Decimal(fen) / 1_000_000).quantize(CENT, ROUND_HALF_UP)


def _draw_name(random: Random, shape: Shape) -> tuple[str, str]:
    city, district, bureau = random.choice(CITIES), random.choice(DISTRICTS), random.choice(BUREAUS[shape.home])
    short_name = random.choice(("我单位", "本单位", "本部门", "我局" if bureau.endswith("局") else "本单位"))
    return random.choice((f"{city}{bureau}", f"{city}{district}{bureau}", f"{district}{bureau}")), short_name


def _draw_inputs(random: Random, name: str, books: Books, before: Books) -> Inputs:
    project = sum(split[1] for split in books.spending["general"].values())
    return Inputs(
        profile=Profile(unit=name, year=books.year),
        staff=_draw_staff(random),
        budgets=tuple(_draw_budgets(random, books)),
        operating_cost=_draw_operating_cost(random, books, before),
        procurement=_draw_procurement(random, books),
        assets=_draw_assets(random),
        three_public=_draw_details(random, books),
        projects=_draw_projects(random, project),
        performance=_draw_performance(random, project),
    )


def _draw_staff(random: Random) -> Staff:
    servants, institution = random.randint(0, 80), random.randint(5, 120)
    retired, cadres = random.randint(2, 60), random.choice((0, 0, 1))
    return Staff(
        on_post=servants + institution,
        civil_servants=servants,
        institution=institution,
        retired=retired + cadres,
        retired_cadres=cadres,
        retirees=retired,
    )


def _draw_budgets(random: Random, books: Books) -> Iterable[Budget]:
    """An initial budget for each 项; for some units an adjusted total."""
    initials = [(code, _draw_initial(random, to_wan(sum(split)))) for code, split in books.spending["general"].items()]
    for code, initial in initials:
        if initial or any(books.spending["general"][code]):
            yield Budget(code=code, initial=initial)
    whole = sum((initial for _, initial in initials), Decimal(0))
    adjusted = None
    if random.random() < 0.6:
        adjusted = (to_wan(books.spent("general")) * Decimal(random.choice(("1", "1.02", "1.08", "0.97")))).quantize(CENT, ROUND_HALF_UP)
    yield Budget(code="合计", initial=whole, adjusted=adjusted)


def _draw_initial(random: Random, actual: Decimal) -> Decimal:
    luck = random.random()
    if luck < 0.2:
        return actual
    if luck < 0.3:
        return Decimal(0)
    if actual == 0:
        return Decimal(random.randint(100, 9000)) / 100
    initial = (actual * Decimal(str(round(random.uniform(0.6, 1.35), 4)))).quantize(CENT, ROUND_HALF_UP)
    return initial if random.random() < 0.6 else initial.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _draw_operating_cost(random: Random, books: Books, before: Books) -> OperatingCost:
    now, earlier = (sum(fen for code, fen in each.economic.items() if code[:3] not in {"301", "303"}) for each in (books, before))
    initial = to_wan(Decimal(now) * Decimal(str(round(random.uniform(0.8, 1.25), 3))))
    return OperatingCost(initial=random.choice((None, initial)), prior=to_wan(earlier))


def _draw_procurement(random: Random, books: Books) -> Procurement:
    if random.random() < 0.15:
        zero = Decimal(0)
        return Procurement(total=zero, goods=zero, works=zero, services=zero, sme=zero, micro=zero)
    whole = int(books.spent("general") * random.uniform(0.02, 0.4)) // 10_000
    works = int(whole * random.uniform(0.1, 0.5)) if random.random() < 0.4 else 0
    goods = int((whole - works) * random.uniform(0.1, 0.9))
    services = whole - works - goods
    sme = whole if random.random() < 0.4 else int(whole * random.uniform(0.4, 0.98))
    micro = sme if random.random() < 0.3 else int(sme * random.uniform(0.3, 0.95))
    fields = {"total": whole, "goods": goods, "works": works, "services": services, "sme": sme, "micro": micro}
    return Procurement(**{key: Decimal(value) / 100 for key, value in fields.items()})


def _draw_assets(random: Random) -> Assets:
    uses = {key: random.choice((0, 0, 1, 2, 5)) for key in ("principal", "confidential", "emergency", "enforcement", "special", "other")}
    return Assets(vehicles=sum(uses.values()), ministerial=0, retired_cadres=0, equipment=random.choice((0, 0, 1, 3, 12)), **uses)


def _draw_details(random: Random, books: Books) -> ThreePublicDetails:
    used = {key: split[1] > 0 for key, split in books.three_public.items()}
    batches = random.randint(2, 90) if used["reception"] else 0
    return ThreePublicDetails(
        abroad_groups=random.randint(1, 3) if used["abroad"] else 0,
        abroad_people=random.randint(3, 9) if used["abroad"] else 0,
        vehicles_bought=1 if used["vehicle_purchase"] else 0,
        vehicles_kept=random.randint(1, 9) if used["vehicle_operation"] else 0,
        reception_batches=batches,
        reception_people=batches * random.randint(3, 11),
    )


def _draw_projects(random: Random, project: int) -> tuple[Project, ...]:
    names = random.sample(PROJECTS, 2)
    first = to_wan(project * Decimal(str(round(random.uniform(0.3, 0.7), 2))))
    rest = to_wan(project) - first
    return tuple(Project(name=name, amount=amount) for name, amount in zip(names, (first, rest), strict=True) if amount)


def _draw_performance(random: Random, project: int) -> Performance:
    amount = to_wan(project) if random.random() < 0.6 else to_wan(project * Decimal("0.8"))
    return Performance(projects=random.randint(1, 12) if project else 0, amount=amount)
