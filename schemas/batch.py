"""A batch: the files of many units, what is done with them, and what came of each."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field

from schemas.frozen import Frozen
from schemas.rollup import Rejection

What = Literal["draft", "check", "both"]

Drafter = Literal["offline", "model"]

State = Literal["waiting", "running", "done", "failed", "quarantined", "cancelled"]
"""``failed`` says that something asked for could not be done; what could be done was. ``quarantined`` is a unit that twice
ended the process that did it, or used more time or memory than a unit may: it is not tried again."""

Settled = Literal["done", "failed", "quarantined", "cancelled"]

SETTLED: tuple[Settled, ...] = ("done", "failed", "quarantined", "cancelled")

UNDONE: tuple[Settled, ...] = ("failed", "quarantined")
"""The states of a unit that was tried in vain."""


class UnitFiles(Frozen):
    """The files of one unit by what they are; ``problems`` are what a person should know of them, a line each, in Chinese.

    ``faults`` are lines too: what makes it unsafe to do anything with the others.
    ``place`` is a folder or archive whose files are not sorted yet: they are when the unit is done. A file named beside it
    goes before those of its kind that lie there. ``stated`` is the unit's name where a manifest gives one.
    """

    name: str
    stated: str = ""
    place: Path | None = None
    tables: Path | None = None
    prior: Path | None = None
    inputs: Path | None = None
    forms: Path | None = None
    documents: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


class UnitLook(UnitFiles):
    """What a look before the batch finds of a unit: its files, sorted and read.

    ``unit`` and ``year`` are those that its tables name; ``lacking`` are the kinds of files that it could have yet, in Chinese.
    """

    unit: str = ""
    year: int = 0
    lacking: tuple[str, ...] = ()


class Source(Frozen):
    """What a batch is made of: its units, and the workbook of the department's own tables (部门汇总表) where there is one.

    ``problems`` are what a person should know of files that are of no unit, a line each, in Chinese.
    """

    units: tuple[UnitFiles, ...]
    department: Path | None = None
    problems: tuple[str, ...] = ()


class LookEnd(Frozen):
    """The end of a look: how many units there are, of how many the material can be used, and what is of no single unit."""

    total: int
    usable: int
    department: Path | None
    problems: tuple[str, ...]


class Outcome(Frozen):
    """What came of a unit's job.

    ``name`` is the folder of its ``outputs``, which are paths within the folder of the batch. ``errors``, ``warnings`` and
    ``hints`` count the findings on its tables and documents, ``unchecked`` the numbers that nothing could be compared
    with, None where nothing was reviewed. ``wanted`` are the reasons and ``missing`` the figures and texts that a person has
    still to give. ``drafted`` are the outputs that hold the report, each with its hash; ``edited`` the names of those that
    a person changed later and that were not reviewed since. ``repeated`` says that it was done by an earlier batch, and not
    again. ``unit`` and ``year`` are those of its tables, without these of those that its document prints; ``amounts`` are
    those of its tables in 万元, for the sum of the department. ``calls`` and ``tokens`` are what a model was asked and paid
    for. ``hindered`` says that it failed for a reason that lies not with the unit: its outputs could not be kept.
    """

    key: str
    name: str
    state: Settled
    errors: int = 0
    warnings: int = 0
    hints: int = 0
    unchecked: int | None = None
    wanted: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    message: str = ""
    outputs: tuple[str, ...] = ()
    drafted: dict[str, str] = Field(default_factory=dict)
    edited: tuple[str, ...] = ()
    seconds: Decimal = Decimal(0)
    repeated: bool = False
    calls: int = 0
    tokens: int = 0
    hindered: bool = False
    unit: str = ""
    year: int = 0
    amounts: dict[str, Decimal] = Field(default_factory=dict)


class Event(Frozen):
    """A unit's job has come to a state; ``done`` of ``total`` jobs are settled, each with its ``outcome``."""

    name: str
    state: State
    done: int
    total: int
    outcome: Outcome | None = None


class End(Frozen):
    """The end of a batch: how many units came to which state, what was found in all, and the files that sum it up.

    ``unchecked`` is None where nothing at all was reviewed; ``unreviewed`` counts the units of which nothing was.
    ``calls`` and ``tokens`` are those of this batch, without repeated units. ``rollup`` tells how the units' sum compares with
    the department's tables, ``rejected`` why these, though given, were not compared, ``notes`` what else a person should
    know, ``stopped`` why the batch could not go on.
    """

    counts: dict[Settled, int]
    repeated: int
    errors: int
    warnings: int
    hints: int
    unchecked: int | None
    unreviewed: int
    wanted: int
    missing: int
    calls: int
    tokens: int
    summaries: tuple[Path, ...]
    rollup: str
    rejected: Rejection | None
    notes: tuple[str, ...]
    stopped: str


class KeptBatch(Frozen):
    """A batch that was begun: from what, where its outputs lie, and what was done; ``mark`` is new each time it is begun."""

    name: str
    source: Path
    out: Path
    what: What
    drafter: Drafter
    mark: str
    at: datetime
