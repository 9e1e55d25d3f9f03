"""How wide the columns of a table are on a page, and how small its letters must be to fit."""

from dataclasses import dataclass

from assistant.export.grid import ColumnKind, Layout, show_box
from assistant.export.text import em_width

PADDING = 2.0
"""Points left free at each side of a cell."""

_ONE_LINE_SIZES = (9.0, 8.5, 8.0)
_NUMBERED_LINE_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0)
"""The letters tried before labels are broken; the many numbered lines of tables 1 and 4 should fill but one page."""

_SIZES = (9.0, 8.0, 7.0, 6.0, 5.0)
_LEAST_EMS: dict[ColumnKind, float] = {"label": 8, "rank": 2.3, "code": 4, "digit": 1.3, "number": 3.6}
_WIDEST_LABEL = 18.0
_EASE = 0.3


@dataclass(frozen=True, slots=True)
class Fit:
    """Points a letter, and points of each column; together the width of the page."""

    size: float
    widths: tuple[float, ...]


def fit_columns(layout: Layout, width: float) -> Fit:
    """The largest letters with which every amount and code stands in one line of a table ``width`` points wide.

    Labels stand in one line too if letters not much smaller allow it. What does not fit even in the
    smallest letters is squeezed to the width all the same.
    """
    least = _least_widths(layout)
    wanted = _wanted_widths(layout, least)
    for size in _NUMBERED_LINE_SIZES if "rank" in layout.grid.columns else _ONE_LINE_SIZES:
        if sum(_to_points(wanted, size)) <= width:
            return Fit(size, _spread(layout, _to_points(wanted, size), width))
    for size in _SIZES:
        widths = _to_points(least, size)
        if sum(widths) <= width:
            return Fit(size, _mix(widths, _to_points(wanted, size), width))
    return Fit(_SIZES[-1], tuple(points * width / sum(widths) for points in widths))


def _to_points(ems: list[float], size: float) -> list[float]:
    return [column * size + 2 * PADDING for column in ems]


def _least_widths(layout: Layout) -> list[float]:
    """The ems that each column needs at least: whole amounts and codes, labels and headings in several lines."""
    least = [_LEAST_EMS[kind] for kind in layout.grid.columns]
    for row in layout.grid.placed:
        for placed in row:
            if placed.box.kind in ("number", "code", "rank"):
                share = em_width(show_box(placed.box, layout.decimals)) / placed.box.columns
                for column in range(placed.column, placed.column + placed.box.columns):
                    least[column] = max(least[column], share + _EASE)
    return least


def _wanted_widths(layout: Layout, least: list[float]) -> list[float]:
    """The ems with which labels stand in one line too."""
    wanted = list(least)
    for row in layout.grid.placed:
        for placed in row:
            if placed.box.kind in ("label", "total") and placed.box.columns == 1:
                wanted[placed.column] = max(wanted[placed.column], min(em_width(placed.box.text) + _EASE, _WIDEST_LABEL))
    return wanted


def _spread(layout: Layout, widths: list[float], width: float) -> tuple[float, ...]:
    """Room that is left goes to labels and amounts alike."""
    wide = [column for column, kind in enumerate(layout.grid.columns) if kind in ("label", "number")]
    extra = (width - sum(widths)) / len(wide)
    return tuple(points + extra * (column in wide) for column, points in enumerate(widths))


def _mix(least: list[float], wanted: list[float], width: float) -> tuple[float, ...]:
    """Between the least and the wanted widths, as far as the room goes."""
    share = (width - sum(least)) / (sum(wanted) - sum(least))
    return tuple(narrow + (wide - narrow) * share for narrow, wide in zip(least, wanted, strict=True))
