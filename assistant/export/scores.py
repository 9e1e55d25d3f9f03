"""Scored forms for a terminal and for programs."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from assistant.export.figures import plain
from assistant.export.text import display_width
from assistant.numerals.render import render_count, render_plain
from schemas.finding import Finding
from schemas.performance import Scorecard, Scored

_HEADERS = ("指标", "权重", "目标值", "实际完成值", "得分", "应得", "算式")
_LONGEST = 40
_GAP = "  "


def scores_text(cards: Sequence[Scorecard]) -> str:
    """Each form with its execution, its indicators in aligned columns, its total and grade."""
    return "\n\n".join("\n".join(_lines(card)) for card in cards) + "\n"


def scores_json(cards: Sequence[Scorecard], findings: Sequence[Finding]) -> str:
    """``{"forms": […], "findings": […]}``; numbers and places are strings, blanks null."""
    told = [{**finding.model_dump(exclude={"places"}), "places": [str(place) for place in finding.places]} for finding in findings]
    return json.dumps({"forms": [_form(card) for card in cards], "findings": told}, ensure_ascii=False, indent=2) + "\n"


def _lines(card: Scorecard) -> Iterator[str]:
    form = card.form
    yield f"【{'整体' if form.kind == 'unit' else form.name}】{form.place}"
    rate = "—" if card.rate is None else f"{render_plain(card.rate, 2, False, False)}%"
    yield f"全年预算数{_show(form.budget)}万元，执行数{_show(form.executed)}万元，执行率{rate}，得分{_show(card.rate_score)}"
    rows = [_HEADERS, *(_row(scored) for scored in card.scored)]
    widths = [max(display_width(row[column]) for row in rows) for column in range(len(_HEADERS))]
    for row in rows:
        padded = (text + " " * (width - display_width(text)) for text, width in zip(row, widths, strict=True))
        yield _GAP.join(padded).rstrip()
    yield f"总分{_show(card.total)}，等级{card.grade or '—'}"


def _row(scored: Scored) -> tuple[str, ...]:
    indicator = scored.indicator
    texts = (
        indicator.name,
        _show(indicator.weight),
        indicator.target,
        indicator.actual,
        _show(scored.score),
        _show(scored.points) if scored.points is not None else "按判断",
        scored.formula,
    )
    return tuple(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…" for text in texts)


def _form(card: Scorecard) -> dict[str, Any]:
    form = card.form
    return {
        "kind": form.kind,
        "name": form.name,
        "place": str(form.place),
        "budget": plain(form.budget),
        "executed": plain(form.executed),
        "rate": None if card.rate is None else render_plain(card.rate, 2, False, False),
        "rate_score": plain(card.rate_score),
        "indicators": [_indicator(scored) for scored in card.scored],
        "total": plain(card.total),
        "stated_total": plain(form.total),
        "grade": card.grade,
    }


def _indicator(scored: Scored) -> dict[str, Any]:
    indicator = scored.indicator
    return {
        "group": [indicator.level1, indicator.level2],
        "name": indicator.name,
        "weight": plain(indicator.weight),
        "target": indicator.target,
        "actual": indicator.actual,
        "basis": scored.basis,
        "score": plain(scored.score),
        "stated": plain(indicator.score),
        "points": plain(scored.points),
        "formula": scored.formula,
        "reason": scored.reason,
        "place": str(indicator.place),
    }


def _show(value: Decimal | None) -> str:
    return "—" if value is None else render_count(value)
