"""Reasons (原因): which movement each explains, which are still wanted, and which found no place."""

from collections.abc import Iterable
from decimal import Decimal

from assistant.drafting.clauses import trim_clause
from assistant.numerals.render import render_money, render_percent
from assistant.numerals.rounding import round_half_up
from schemas.facts import FactSheet
from schemas.inputs import Reason
from schemas.narrative import WantedReason
from schemas.style import HouseStyle

ALIASES = {"change_rate": "change", "budget_change": "completion", "budget_change_rate": "completion"}
LEAST_DECIMALS = 2
LEADS = ("主要原因是", "主要原因为", "主要原因：", "主要原因:", "原因是", "原因为", "原因：", "原因:", "主要是")


class Reasons:
    """The reasons a person gave, by the fact each explains, and what was asked of them."""

    def __init__(self, given: Iterable[Reason], sheet: FactSheet, style: HouseStyle) -> None:
        self._given = {_canonical(reason.fact): text for reason in given if (text := trim_clause(reason.text or "", *LEADS))}
        self._sheet = sheet
        self._style = style
        self._used: set[str] = set()
        self._wanted: dict[str, WantedReason] = {}

    def take(self, fact_id: str, optional: bool) -> str | None:
        """The reason for a movement, without a lead or a full stop of its own; None, and wanted, where there is none."""
        text = self._given.get(fact_id)
        self._used.add(fact_id)
        if text is None:
            if not optional:
                self._wanted[fact_id] = self._describe(fact_id)
            return None
        return text

    def wanted(self) -> tuple[WantedReason, ...]:
        """The reasons still wanted, the largest change first."""
        return tuple(sorted(self._wanted.values(), key=lambda reason: (-reason.size, reason.fact)))

    def unused(self) -> list[str]:
        """A line for each reason that found no place in the report."""
        lines = []
        for fact_id in self._given:
            if fact_id in self._used:
                continue
            difference = self._sheet.facts.get(difference_of(fact_id))
            if difference is None:
                lines.append(f"原因未写入，没有“{fact_id}”这个指标编号")
            elif direction(difference.value, self._style) == "flat":
                lines.append(f"原因未写入，{difference.label.removesuffix('增减')}持平（{fact_id}）")
            else:
                lines.append(f"原因未写入，本提纲不说明这一项（{fact_id}）")
        return lines

    def _describe(self, fact_id: str) -> WantedReason:
        difference = self._sheet.facts[difference_of(fact_id)]
        stem = fact_id.rpartition(".")[0]
        rate = self._sheet.value(f"{stem}.change_rate") if fact_id.endswith(".change") else None
        value = difference.value or Decimal(0)
        more = value > 0
        label = difference.label.removesuffix("增减")
        word = ("增加" if more else "减少") if fact_id.endswith(".change") else ("多" if more else "少")
        change = f"{word}{render_money(abs(value), showing(value, self._style))}万元"
        if rate is not None:
            change += f"，{'增长' if more else '下降'}{render_percent(abs(rate), self._style)}"
        return WantedReason(fact=fact_id, label=label, change=change, size=abs(value))


def difference_of(fact_id: str) -> str:
    """The fact whose sign says which way the thing to be explained moved."""
    stem, _, last = fact_id.rpartition(".")
    if last in {"completion", "adjusted_completion"}:
        return f"{stem}.{last.removesuffix('completion')}budget_change"
    return fact_id


def direction(value: Decimal | None, style: HouseStyle) -> str:
    """``up``, ``down``, ``flat`` (nothing at the decimals shown, two at least: 0.41万元 is a movement in whole 万元 too) or ``unknown``."""
    if value is None:
        return "unknown"
    shown = round_half_up(value, max(style.money_decimals, LEAST_DECIMALS))
    return "flat" if shown == 0 else ("up" if shown > 0 else "down")


def showing(value: Decimal, style: HouseStyle) -> HouseStyle:
    """The style, with more decimals where an amount that is told as a movement would show as nothing."""
    if direction(value, style) == "flat" or round_half_up(value, style.money_decimals):
        return style
    return style.model_copy(update={"money_decimals": LEAST_DECIMALS})


def _canonical(fact_id: str) -> str:
    stem, _, last = fact_id.strip().rpartition(".")
    return f"{stem}.{ALIASES.get(last, last)}"
