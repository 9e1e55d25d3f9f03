"""A review: every number of a manuscript in exactly one state, and what was found."""

from typing import Literal

from schemas.finding import Finding
from schemas.frozen import Frozen
from schemas.manuscript import ManuscriptTable, PrintedRun

Status = Literal["matched", "derived", "consistent", "mismatch", "unchecked", "exempt"]
"""``matched`` equals a fact; ``derived`` was recomputed from others that are matched; ``consistent`` only
agrees with other numbers of the text; ``mismatch`` is proved wrong; ``unchecked`` has nothing to be
compared with; ``exempt`` is a date, code, ordinal or document number."""

Role = Literal[
    "level",
    "prior",
    "change",
    "change_rate",
    "share",
    "completion",
    "budget",
    "actual",
    "budget_change",
    "budget_change_rate",
    "score",
    "count",
    "date",
    "code",
    "ordinal",
    "other",
]


class LedgerEntry(Frozen):
    """One number of the text and what became of it. ``year`` is the year it speaks of."""

    start: int
    end: int
    text: str
    role: Role
    subject: str = ""
    year: int | None = None
    status: Status
    fact: str | None = None


class Coverage(Frozen):
    """How many numbers are in each state; ``verified`` = matched + derived + consistent."""

    numbers: int = 0
    matched: int = 0
    derived: int = 0
    consistent: int = 0
    mismatch: int = 0
    unchecked: int = 0
    exempt: int = 0
    verified: int = 0


class Review(Frozen):
    """The outcome of checking one document, with its tables; ``printed`` tells of a PDF where its characters stand.

    ``against`` names what it was checked against (所给的决算表 本年.xlsx); empty where that is not told.
    Where there is an earlier review to compare with, ``fixed`` are its findings that are gone, ``unsettled`` those whose
    words stand as they were and could not be checked this time.
    """

    document: str
    text: str
    coverage: Coverage
    findings: tuple[Finding, ...]
    ledger: tuple[LedgerEntry, ...]
    tables: tuple[ManuscriptTable, ...] = ()
    printed: tuple[PrintedRun, ...] = ()
    against: str = ""
    fixed: tuple[Finding, ...] = ()
    unsettled: tuple[Finding, ...] = ()
