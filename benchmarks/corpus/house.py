"""The house: how one unit writes, drawn once for a report and kept throughout."""

from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from schemas.accounts import MoneyUnit

Family = Literal["wuhan", "shanghai", "beijing", "guangdong", "sichuan", "zhejiang"]
FAMILIES: Final[tuple[Family, ...]] = ("wuhan", "shanghai", "beijing", "guangdong", "sichuan", "zhejiang")


@dataclass(frozen=True)
class House:
    """Figures, words and typesetting of a report.

    ``exact`` says that changes and rates were computed from the amounts in 元, not from those shown.
    ``loose`` leaves a space after a decimal point, as text recognition does. ``torn`` breaks lines there.
    ``width`` is the number of characters a line, None for whole paragraphs on a line.
    """

    family: Family
    exact: bool
    money: MoneyUnit
    money_decimals: int
    money_zeros: bool
    commas: bool
    percent_decimals: int
    percent_zeros: bool
    yi: bool
    nudged: bool
    years: Literal["年度", "年"]
    quotes: str
    half_width: bool
    full_digits: bool
    spaced: bool
    loose: bool
    torn: bool
    width: int | None
    blank_lines: bool
    page_numbers: str


def draw_house(random: Random, family: Family, tables: MoneyUnit) -> House:
    """A house style for a report about tables in 元 or 万元."""
    money: MoneyUnit = "元" if tables == "元" and random.random() < 0.2 else "万元"
    full_digits = random.random() < 0.06
    finer = (2, 2, 2, 4, 6) if tables == "元" else (2,)
    wrapped = random.random() < 0.35
    return House(
        family=family,
        exact=random.random() < 0.5,
        money=money,
        money_decimals=2 if money == "元" else random.choice((2, 2, 2, 2, 2, 1, 0, *finer)),
        money_zeros=random.random() < 0.5,
        commas=not full_digits and random.random() < 0.35,
        percent_decimals=random.choice((1, 2, 2, 1, 0)),
        percent_zeros=random.random() < 0.5,
        yi=money == "万元" and random.random() < 0.15,
        nudged=random.random() < 0.2,
        years="年" if family in {"beijing", "sichuan"} or random.random() < 0.2 else "年度",
        quotes=random.choice(("“”", "“”", "“”", '""', "")),
        half_width=random.random() < 0.15,
        full_digits=full_digits,
        spaced=random.random() < 0.2,
        loose=random.random() < 0.06,
        torn=wrapped and random.random() < 0.3,
        width=random.randint(22, 40) if wrapped else None,
        blank_lines=random.random() < 0.5,
        page_numbers=random.choice(("{}", "- {} -", "—{}—", "第 {} 页", "{}", "")) if wrapped else "",
    )
