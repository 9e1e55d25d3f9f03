"""四舍五入尾差。

查什么：按所写的数重新计算，结果与所写的略有出入，但四舍五入可以解释。只作提示，不算差错。
为什么：元换算为万元、逐项四舍五入，都会留下尾差。
错例：支出决算为83万元，年初预算为82.3万元，完成年初预算的⟦100.8%⟧。
正例：支出决算为83万元，年初预算为82.3万元，完成年初预算的100.9%。
依据：n个数各自四舍五入后相加，尾差不超过(n+1)个最后一位的一半。
"""

from assistant.checking.book import Book
from assistant.checking.relations import Relation
from assistant.checking.rules.text_table import span
from schemas.finding import Finding


def report(book: Book, relation: Relation) -> Finding:
    """The hint on a number that holds by rounding only."""
    return book.finding(
        "rounding_tail",
        "hint",
        span(relation.target),
        "按所写的数计算略有出入，属四舍五入尾差",
        stated=relation.target.number.text,
        expected=relation.expected_text(),
        formula=relation.formula,
    )
