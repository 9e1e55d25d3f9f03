"""The indicators of a form: its rows between the header and the total."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.numerals.cells import read_amount
from assistant.readers.performance.columns import SUBTOTAL, Region
from assistant.readers.texts import printed_text
from schemas.document import Scalar
from schemas.finding import Finding
from schemas.performance import Indicator

_WEIGHT = re.compile(r"[（(](?P<weight>\d+(?:\.\d+)?)分[）)]$")
_NOTHING = re.compile(r"[/\\—–－-]*|…*|无|0(?:分|%)?")
_LINES = ("reason", "measure")


class RowReader:
    """Reads the rows of one form and collects what is wrong with them."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self.findings: list[Finding] = []
        self.groups: dict[str, Decimal] = {}

    def indicators(self) -> Iterator[Indicator]:
        """Every row that names an indicator; the groups above it are those of the rows before where its own are blank."""
        level1 = level2 = ""
        told = "level1" not in self._region.columns
        for row in range(self._region.header + 1, self._region.end):
            own1, own2 = self._group(row, "level1"), self._group(row, "level2")
            level2 = own2 or ("" if own1 else level2)
            level1 = own1 or level1
            name = self._text(row, "name")
            if self._is_idle(row):
                continue
            if name and not level1 and not told:
                self._tell(row, self._region.columns["level1"], f"“{name}”没有写明一级指标，合并的单元格可能断开了", "warning")
                told = True
            if name:
                yield self._indicator(row, name, level1, level2)
            elif self._text(row, "target") or self._text(row, "score"):
                self._tell(row, self._region.columns["target"], "这一行有目标值或得分，但没有指标名称，未采用")

    def _indicator(self, row: int, name: str, level1: str, level2: str) -> Indicator:
        shown, columns = _WEIGHT.search(name), self._region.columns
        weight = self.number(row, columns.get("weight"))
        weight = Decimal(shown["weight"]) if weight is None and shown else weight
        bare = name[: shown.start()] if shown else name
        places = {name: self._region.sheet.grid.place(row, column) for name, column in columns.items()}
        return Indicator(
            level1=level1,
            level2=level2,
            name=bare,
            weight=weight,
            target=self._text(row, "target"),
            actual=self._text(row, "actual"),
            score=self.number(row, columns.get("score")),
            reason=self._text(row, "reason"),
            measure=self._text(row, "measure"),
            place=places["name"],
            cells=places,
        )

    def number(self, row: int, column: int | None) -> Decimal | None:
        """The number of a cell, 5分 and 5 alike; None where it is blank or, told by a finding, no number."""
        value = None if column is None else self._region.sheet.value(row, column)
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return read_amount(printed_text(value).removesuffix("分").removesuffix("%"))
        except ValueError:
            self._tell(row, column, f"“{printed_text(value)[:20]}”不是分数，按空白读取")
            return None

    def _is_idle(self, row: int) -> bool:
        """Whether a row is a subtotal, or was left unused: nothing, strokes or noughts where target, actual and score go."""
        if any(SUBTOTAL.match(self._text(row, column)) for column in ("level1", "level2", "name")):
            return True
        return all(_NOTHING.fullmatch(self._text(row, column)) for column in ("target", "actual", "score", "weight"))

    def _group(self, row: int, column: str) -> str:
        """The name of a group (产出指标) without the weight that it may show, which is kept by its name."""
        text = self._text(row, column)
        shown = _WEIGHT.search(text)
        bare = text[: shown.start()] if shown else text
        if shown and column == "level1":
            self.groups[bare] = Decimal(shown["weight"])
        return bare

    def _text(self, row: int, column: str) -> str:
        return cell_text(self._value(row, column), keep_lines=column in _LINES)

    def _value(self, row: int, column: str) -> Scalar:
        index = self._region.columns.get(column)
        return None if index is None else self._region.sheet.value(row, index)

    def _tell(self, row: int, column: int | None, told: str, severity: str = "error") -> None:
        place = self._region.sheet.grid.place(row, column or 0)
        fields = {"rule": "performance_form", "severity": severity, "message": f"{place}：{told}", "places": (place,)}
        self.findings.append(Finding.model_validate(fields))


def cell_text(value: Scalar, keep_lines: bool = False) -> str:
    """A cell as words: without white space, or with its lines where they are paragraphs of a person's."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if keep_lines and value:
        return "\n".join(line for part in value.splitlines() if (line := printed_text(part)))
    return printed_text(value)
