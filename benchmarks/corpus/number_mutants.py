"""Mutants with one number wrong, by what the number says."""

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Final

from benchmarks.corpus.edits import Edit, Mutant, is_wrong, mutate, numeral_of, render, write_numeral
from benchmarks.corpus.marks import Mark, Report

ATTEMPTS: Final = 12
APART: Final = 300
"""How far apart, in characters, two numbers that change places may stand."""
PART: Final = re.compile(
    r"income\.(?!total)\w+|expenditure\.(basic|project)|economic\.\w+|procurement\.(goods|works|services|sme|micro)|function\.\w+\.actual"
)
TOTAL: Final = re.compile(r"(overall|income|expenditure|fiscal|general|procurement)\.total")
Change = Callable[[Random, str], str | None]


def change_role(kind: str, *roles: str, pattern: re.Pattern[str] | None = None) -> Callable[[Random, Report], Mutant | None]:
    """A mutator that changes one digit of a number in one of the roles, of facts that match the pattern."""

    def choose(report: Report) -> list[Mark]:
        return [mark for mark in numbers(report) if mark.role in roles and (pattern is None or pattern.fullmatch(mark.fact))]

    return lambda random, report: _alter(kind, random, report, choose(report), change_digit)


def numbers(report: Report) -> list[Mark]:
    """The numbers that state something: no years."""
    return [mark for mark in report.marks if mark.tag == "number" and mark.role != "date"]


def money(report: Report) -> list[Mark]:
    """The amounts of money that are not 0."""
    return [mark for mark in numbers(report) if mark.unit.endswith("元") and mark.value]


def transpose(random: Random, report: Report) -> Mutant | None:
    """Two neighbouring digits change places."""
    return _alter("transposed", random, report, numbers(report), swap_digits)


def shift_point(random: Random, report: Report) -> Mutant | None:
    """The decimal point stands one place off: ten times, or a tenth."""
    return _alter("decimal_shift", random, report, [mark for mark in numbers(report) if mark.value and mark.decimals], move_point)


def change_digit(random: Random, numeral: str) -> str | None:
    """One digit becomes another; the first does not become 0."""
    places = [index for index, char in enumerate(numeral) if char.isdigit()]
    at = random.choice(places)
    leading = at == 0 and len(numeral.partition(".")[0]) > 1
    others = [digit for digit in "0123456789" if digit != numeral[at] and not (leading and digit == "0")]
    return numeral[:at] + random.choice(others) + numeral[at + 1 :]


def swap_digits(random: Random, numeral: str) -> str | None:
    """Two neighbouring digits that differ change places."""
    places = [
        index
        for index in range(len(numeral) - 1)
        if numeral[index : index + 2].isdigit() and numeral[index] != numeral[index + 1] and not (index == 0 and numeral[1] == "0")
    ]
    if not places:
        return None
    at = random.choice(places)
    return numeral[:at] + numeral[at + 1] + numeral[at] + numeral[at + 2 :]


def move_point(random: Random, numeral: str) -> str | None:
    """The point moves a place to the right or the left."""
    whole, _, decimals = numeral.partition(".")
    if random.random() < 0.5:
        return f"{int(whole + decimals[0])}{'.' + decimals[1:] if decimals[1:] else ''}"
    return f"{whole[:-1] or '0'}.{whole[-1]}{decimals}"


def _alter(kind: str, random: Random, report: Report, marks: Sequence[Mark], change: Change) -> Mutant | None:
    for _ in range(ATTEMPTS if marks else 0):
        mark = random.choice(marks)
        numeral = change(random, numeral_of(report, mark))
        if numeral is not None and is_wrong(mark, numeral):
            return mutate(kind, report, [Edit(mark.start, mark.digits_end, write_numeral(report, mark, numeral))])
    return None


def swap_unit(random: Random, report: Report) -> Mutant | None:
    """万元 becomes 元, 元 or 亿元 becomes 万元."""
    marks = money(report)
    for _ in range(ATTEMPTS if marks else 0):
        mark = random.choice(marks)
        unit = "元" if mark.unit == "万元" else "万元"
        if is_wrong(mark, numeral_of(report, mark), unit):
            return mutate("unit_swap", report, [Edit(mark.start, mark.end, report.text[mark.start : mark.digits_end] + unit)])
    return None


def take_last_year(random: Random, report: Report) -> Mutant | None:
    """A level is that of the year before."""
    marks = [mark for mark in money(report) if mark.role in {"level", "actual"}]
    for _ in range(ATTEMPTS if marks else 0):
        mark = random.choice(marks)
        prior = report.sheet.value(f"{mark.fact.removesuffix('.actual')}.prior")
        if prior and is_wrong(mark, render(mark, prior)):
            return mutate("last_year", report, [Edit(mark.start, mark.digits_end, write_numeral(report, mark, render(mark, prior)))])
    return None


def swap_shares(random: Random, report: Report) -> Mutant | None:
    """Two shares stand in each other's place."""
    return _swap("shares_swapped", random, report, [mark for mark in numbers(report) if mark.role == "share"], 2)


def swap_amounts(random: Random, report: Report) -> Mutant | None:
    """Two amounts stand in each other's place."""
    return _swap("amounts_swapped", random, report, [mark for mark in money(report) if mark.role in {"level", "actual"}], 4)


def _swap(kind: str, random: Random, report: Report, marks: Sequence[Mark], reach: int) -> Mutant | None:
    for _ in range(ATTEMPTS if len(marks) > 1 else 0):
        at = random.randrange(len(marks) - 1)
        first, second = marks[at], random.choice(marks[at + 1 : at + 1 + reach])
        one, other = numeral_of(report, first), numeral_of(report, second)
        near = second.start - first.end < APART
        if near and first.unit == second.unit and is_wrong(first, other) and is_wrong(second, one):
            edits = [Edit(first.start, first.digits_end, write_numeral(report, second, other))]
            edits.append(Edit(second.start, second.digits_end, write_numeral(report, first, one)))
            return mutate(kind, report, edits)
    return None
