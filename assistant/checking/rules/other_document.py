"""文件与决算表不是同一份材料。

查什么：文件的报告年度与决算表的年度是否一致；能与表对上的数字中，是否大半都与表不符（多半是别的单位的表）。遇到这种情况不再与表核对，只核对文件自身。
为什么：几十份文件一起复核时，拿错了表；逐个报“不符”没有意义。
错例：（决算表为2023年度）⟦2024年度收、支总计1,945.80万元⟧。
正例：（决算表为2024年度）2024年度收、支总计1,945.80万元。
依据：数字只能与同一单位、同一年度的表核对。
"""

from collections.abc import Iterable

from assistant.checking.binding import Bond
from assistant.checking.reading.reader import Reading
from schemas.facts import FactSheet
from schemas.finding import Finding

_ENOUGH = 10
"""Numbers that must be bound before their disagreement says anything."""


def is_foreign(bonds: Iterable[Bond], reading: Reading, sheet: FactSheet) -> bool:
    """Whether the tables are of another unit or year: their years differ, or most numbers contradict them."""
    if reading.year is not None and reading.year != sheet.year:
        return True
    sure = [bond for bond in bonds if bond.agrees or bond.sure]
    return len(sure) >= _ENOUGH and sum(bond.agrees for bond in sure) * 2 < len(sure)


def tell_foreign(reading: Reading, sheet: FactSheet) -> Finding:
    """That the document was not held against these tables."""
    year = f"{reading.year}年度" if reading.year else "年度不明"
    told = f"文件（{year}）与决算表（{sheet.unit}，{sheet.year}年度）不是同一单位或同一年度的材料，未与表核对，只核对了文件自身"
    return Finding(rule="other_document", severity="error", message=told)
