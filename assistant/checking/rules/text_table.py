"""文字中的数与表不符。

查什么：文字中的数，与决算表（或补充资料）中同一指标、同一年度的数是否一致；按指标、角色、年度对应，不是“在表中某处出现过”。增减额、百分比、占比、完成率由表中的数重新计算，不符的归入相应的规则。
为什么：表改了，文字没有跟着改；或抄错了行。
错例：（总表总计2,961.68万元）财政拨款收入支出总计⟦0.3万元⟧。
正例：（总表总计2,961.68万元）财政拨款收入支出总计2,961.68万元。
依据：见于2024年的公开文件。
"""

from decimal import Decimal

from assistant.checking.binding import Bond
from assistant.checking.book import Book
from assistant.checking.quantities import show
from assistant.checking.reading.mentions import Mention
from assistant.numerals.rounding import round_half_up
from schemas.accounts import Table
from schemas.finding import Finding

ROLE_RULES = {
    "level": "text_table",
    "prior": "text_table",
    "budget": "text_table",
    "change": "change_amount",
    "budget_change": "change_amount",
    "change_rate": "change_rate",
    "budget_change_rate": "change_rate",
    "share": "share",
    "completion": "completion",
}
"""The rule under which a number that contradicts its fact is reported."""


def span(mention: Mention) -> tuple[int, int, int]:
    """Where a mention stands: its paragraph, and the span of its number there."""
    return mention.paragraph, mention.number.start, mention.number.end


def report(book: Book, mention: Mention, bond: Bond, severity: str, consequences: tuple[str, ...]) -> Finding:
    """The finding on a number that its fact contradicts; a ``hint`` where only a rounding tail does."""
    if severity == "error" and _table_is_empty(book, bond.fact.id) and mention.number.value:
        told = f"{bond.fact.label}：这张表是空表，文字却写有金额"
        return book.finding("empty_table", severity, span(mention), told, stated=mention.number.text, places=bond.fact.places)
    value = bond.fact.value or Decimal(0)
    expected = "" if bond.within else show(abs(value) if mention.sign else value, mention.number)
    told = "与表相差为四舍五入尾差" if severity == "hint" else "与表不符"
    return book.finding(
        "rounding_tail" if severity == "hint" else ROLE_RULES.get(mention.role, "text_table"),
        severity,
        span(mention),
        f"{bond.fact.label}{told}",
        stated=mention.number.text,
        expected=expected,
        formula=_explain_bounds(mention, bond) if bond.within else _explain(book, bond),
        places=bond.fact.places,
        replace=expected,
        consequences=consequences,
    )


def _table_is_empty(book: Book, fact_id: str) -> bool:
    """Whether the table that a fact stands in was read and states nothing at all."""
    table = getattr(book.accounts, fact_id.split(".")[0], None) if book.accounts else None
    return isinstance(table, Table) and not any(cell.value is not None for line in table.lines for cell in line.cells.values())


def _explain_bounds(mention: Mention, bond: Bond) -> str:
    low, high = (show(end, mention.number) for end in (bond.interval.low, bond.interval.high))
    return f"按决算表不少于{low}，不多于{high}"


def _explain(book: Book, bond: Bond) -> str:
    """The fact's formula with its numbers."""
    text = bond.fact.formula or ""
    for fact_id in (part.split("}")[0] for part in text.split("{")[1:]):
        value = book.facts.value(fact_id)
        text = text.replace(f"{{{fact_id}}}", "0" if value is None else f"{value.normalize():,f}")
    value = bond.fact.value
    if not text or value is None:
        return f"{bond.fact.label} = {value.normalize():,f}{bond.fact.unit}" if value is not None else ""
    return f"{text} = {round_half_up(value, 3).normalize():,f}{bond.fact.unit}"
