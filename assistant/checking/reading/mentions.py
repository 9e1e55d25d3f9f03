"""Mentions: each number of a paragraph as it was understood, and the claims that are made without one."""

from dataclasses import dataclass, field

from assistant.checking.reading.subjects import Subject
from assistant.numerals.interval import Interval
from schemas.number import Number
from schemas.review import Role

EXEMPT = {"date", "time", "ordinal", "code", "document_number"}
EARLIER: set[Role] = {"prior", "change", "change_rate"}
"""Roles of numbers that tell of an earlier year."""
CHANGES: set[Role] = {"change", "change_rate", "budget_change", "budget_change_rate"}
"""Roles of numbers that tell by how much something moved."""


@dataclass(slots=True, eq=False)
class Mention:
    """A number as it was understood. ``number`` has paragraph coordinates; ``start``/``end`` the text's.

    ``sign`` is 1 or −1 for a change told as more or less, 0 otherwise; ``versus`` what a change or level is
    compared with; ``whole`` the words after 占, ``lists`` the totals whose parts are being told;
    ``of_hundred`` whether a share stands in a list that adds up to 100; ``of_two_budgets`` whether its paragraph tells
    the initial budget of its subject and the adjusted one apart; ``instead`` another role that its words
    allow as well; ``sure`` whether the subject is named, not inherited; ``year`` the year that its words name,
    None for the report's own; ``base`` the year that a comparison is made with, None for last year;
    ``interval`` what the number stands for, kept by ``quantities.stated`` once it was asked for.
    """

    number: Number
    start: int
    end: int
    role: Role
    subject: Subject | None
    section: str
    paragraph: int
    sentence: int
    year: int | None = None
    base: int | None = None
    sign: int = 0
    versus: str = ""
    budget: str = ""
    whole: Subject | None = None
    whole_text: str = ""
    lists: tuple[Subject, ...] = ()
    sure: bool = True
    of_hundred: bool = False
    of_two_budgets: bool = False
    others: tuple[Subject, ...] = ()
    instead: Role | None = None
    cue: tuple[int, int] | None = None
    interval: Interval | None = field(default=None, init=False, repr=False)


@dataclass(slots=True, eq=False)
class Statement:
    """A claim without a number: 持平 (``flat``), 决算数大于预算数 (``relation``), 增加的原因 (``moved``); sign 1, 0 or −1.

    ``base`` is the year that it is compared with, None for last year; ``others`` what its words can speak of as well.
    """

    kind: str
    sign: int
    versus: str
    subject: Subject
    section: str
    paragraph: int
    sentence: int
    start: int
    end: int
    word: str
    base: int | None = None
    others: tuple[Subject, ...] = ()


Claim = Mention | Statement
