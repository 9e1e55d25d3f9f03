"""Where the lines and amounts of a table stand: what a shape finds, before any amount is read."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.finding import Finding


@dataclass(frozen=True, slots=True)
class LineSketch:
    """A line: its key, its label as printed, its row, and for each of its amounts the sheet's column.

    ``less`` are the rows of lines of their own whose amounts are contained in this one's (其中：…) and are taken off.
    """

    key: str
    label: str
    row: int
    columns: Mapping[str, int]
    less: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """The lines of a table by group (``rows``, ``total``, ``income`` …), the row its notes begin, trouble with its form."""

    groups: Mapping[str, tuple[LineSketch, ...]]
    header_start: int
    notes_start: int
    findings: tuple[Finding, ...] = ()
