"""Self-evaluation (绩效自评): forms as filled in, the scheme that scores them, what they score.

Money is in 万元, rates in %, weights and scores in points.
"""

import re
from decimal import Decimal
from typing import Literal

from pydantic import Field

from schemas.finding import Finding
from schemas.frozen import Frozen
from schemas.place import Place

_AROUND_NAME = re.compile(r"^20\d\d年度?|项目$")

FormKind = Literal["unit", "project"]


class Indicator(Frozen):
    """A row of a form, its target and actual as written; ``score`` is the one filled in."""

    level1: str
    level2: str
    name: str
    weight: Decimal | None = None
    target: str = ""
    actual: str = ""
    score: Decimal | None = None
    reason: str = ""
    measure: str = ""
    place: Place
    cells: dict[str, Place] = Field(default_factory=dict)
    """Where its weight, target, actual, score, reason stand, by these names."""

    def cell(self, column: str) -> Place:
        """Where something of the row stands; the row itself where it has no cell of its own."""
        return self.cells.get(column, self.place)


class Form(Frozen):
    """A 绩效自评表, of the unit as a whole (整体) or of a project.

    ``budget`` is the adjusted one (全年预算数), ``particulars`` the labelled cells of its head that state no figure.
    ``reasons`` and ``measures`` are the cells below the table, ``longest_reason`` how many characters the form allows them.
    """

    kind: FormKind
    name: str
    unit: str = ""
    year: int | None = None
    particulars: dict[str, str] = Field(default_factory=dict)
    basic: Decimal | None = None
    project: Decimal | None = None
    initial: Decimal | None = None
    budget: Decimal | None = None
    executed: Decimal | None = None
    rate: Decimal | None = None
    rate_weight: Decimal | None = None
    rate_score: Decimal | None = None
    goal: str = ""
    indicators: tuple[Indicator, ...] = ()
    total: Decimal | None = None
    grade: str = ""
    reasons: str = ""
    measures: str = ""
    longest_reason: int | None = None
    place: Place
    cells: dict[str, Place] = Field(default_factory=dict)

    @property
    def bare_name(self) -> str:
        """The name without the year before it and 项目 behind it, which only say that it is a project of the year."""
        return _AROUND_NAME.sub("", self.name) or self.name

    def cell(self, name: str) -> Place:
        """Where a figure of the form stands; the form itself where it has no cell."""
        return self.cells.get(name, self.place)


class Performance(Frozen):
    """The forms of a file, and what is wrong with them as forms."""

    forms: tuple[Form, ...]
    findings: tuple[Finding, ...] = ()


class Band(Frozen):
    """A band of a judged indicator: ``high`` to ``low`` % of its weight."""

    name: str
    high: Decimal
    low: Decimal


class Grade(Frozen):
    """A grade (等级) and the least score that earns it."""

    name: str
    least: Decimal


class Scheme(Frozen):
    """How a place scores its forms.

    ``decimals`` are those of a score, ``unsigned`` how a target without ≥ or ≤ is read, ``far_above`` from how many
    % over its target an actual needs a word, ``longest_reason`` how many characters a reason may have, ``weights``
    whether a form prints them behind the names of indicators or in a column of their own.
    """

    name: str
    title: str
    rate_weight: Decimal
    full: Decimal = Decimal(100)
    decimals: int = 2
    unsigned: Literal["positive", "reverse"] = "positive"
    capped: bool = True
    bands: tuple[Band, ...] = Field(min_length=1)
    grades: tuple[Grade, ...] = Field(min_length=1)
    far_above: Decimal = Decimal(30)
    longest_reason: int | None = None
    weights: Literal["name", "column"] = "name"

    def grade(self, score: Decimal) -> str:
        """The grade that a score earns."""
        return next((grade.name for grade in self.grades if score >= grade.least), self.grades[-1].name)


Basis = Literal["positive", "reverse", "judged", "unusable"]


class Scored(Frozen):
    """What an indicator earns.

    ``points`` are those of the rule, None where people judge; ``score`` is the one filled in, else the points.
    ``attained`` is the actual in % of the target (of a reverse one the target in % of the actual); ``reason`` and
    ``measure`` are what the form says of it, in its own row or below.
    """

    indicator: Indicator
    basis: Basis
    points: Decimal | None
    score: Decimal | None
    attained: Decimal | None = None
    formula: str = ""
    short: bool = False
    far_above: bool = False
    reason: str = ""
    measure: str = ""


class Scorecard(Frozen):
    """A form with its scores; ``total`` is None while a score is missing."""

    form: Form
    scheme: Scheme
    rate: Decimal | None
    rate_points: Decimal | None
    rate_score: Decimal | None
    scored: tuple[Scored, ...]
    total: Decimal | None
    grade: str
