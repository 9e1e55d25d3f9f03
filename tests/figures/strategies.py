"""Random units: books in whole 分 of which every identity holds exactly."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import strategies as st

from tests.figures.books import Books, Row

FENS = st.one_of(st.just(0), st.integers(1, 999), st.integers(0, 10**10))
CODES = ("2080101", "2080109", "2080505", "2089999", "2100101", "2210201", "2210203")
OTHER_INCOME = ("superior", "business", "operating", "affiliated", "other")
OWN_COLUMNS = ("basic", "project", "remitted", "operating", "subsidy")


def in_wan(fens: int) -> Decimal:
    """Whole 分 as 万元, exactly."""
    return Decimal(fens).scaleb(-6)


AMOUNTS = FENS.map(in_wan)


def spending(codes: Sequence[str], columns: Sequence[str] = ("basic", "project")) -> st.SearchStrategy[dict[str, Row]]:
    """Amounts of some of the accounts, by column."""
    row = st.fixed_dictionaries(dict.fromkeys(columns, AMOUNTS))
    return st.dictionaries(st.sampled_from(codes), row, max_size=len(codes))


@st.composite
def units(draw: st.DrawFn) -> Books:
    """Books of a unit with any of the nine tables in use."""
    general = draw(spending(CODES))
    pair = st.tuples(AMOUNTS, AMOUNTS)
    fund, capital = draw(spending(("2120801", "2120804"))), draw(spending(("2230105",)))
    used = [kind for kind, rows in (("general", general), ("fund", fund), ("capital", capital)) if rows]
    kinds = st.fixed_dictionaries({}, optional=dict.fromkeys(used, AMOUNTS))
    return Books(
        general=general,
        fund=fund,
        capital=capital,
        own=draw(spending(("2080109", "2089999"), OWN_COLUMNS)),
        income=draw(st.dictionaries(st.sampled_from(OTHER_INCOME), AMOUNTS)),
        opening=draw(kinds),
        closing=draw(kinds),
        own_opening=draw(AMOUNTS),
        use_surplus=draw(AMOUNTS),
        surplus_distribution=draw(AMOUNTS),
        economic=draw(_economic(sum((row["basic"] for row in general.values()), Decimal(0)))),
        three_public=draw(st.dictionaries(st.sampled_from(("abroad", "vehicle_purchase", "vehicle_operation", "reception")), pair)),
    )


def _economic(whole: Decimal) -> st.SearchStrategy[dict[str, Decimal]]:
    """The whole of 基本支出 cut into economic classes."""
    fens = int(whole.scaleb(6))
    cuts = st.lists(st.integers(0, fens), min_size=3, max_size=3).map(lambda cuts: [0, *sorted(cuts), fens])
    codes = ("30101", "30201", "30302", "31002")
    return cuts.map(lambda marks: {code: in_wan(end - start) for code, start, end in zip(codes, marks, marks[1:], strict=False)})
