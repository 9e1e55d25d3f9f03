"""Texts for the checker's tests: a right report, facts made by hand, and a review in one call."""

from decimal import Decimal

from assistant.checking.reading.reader import Reading, read
from assistant.checking.reading.subjects import AccountNames
from assistant.checking.review import review
from schemas.facts import Fact, FactSheet
from schemas.finding import Finding
from schemas.manuscript import Manuscript
from schemas.review import Review

REPORT = """第三部分 江城市东区社保处2024年度单位决算情况说明
一、收入支出决算总体情况说明
2024年度收、支总计1,945.80万元。与2023年度相比，收、支总计各减少333.71万元，下降14.6%，主要原因是项目减少3个。
二、收入决算情况说明
2024年度本年收入合计1,945.80万元，其中：财政拨款收入1,941.61万元，占本年收入99.8%；其他收入4.19万元，占本年收入0.2%。
三、支出决算情况说明
2024年度本年支出合计1,945.80万元，其中：基本支出1,642.70万元，占本年支出84.4%；项目支出303.10万元，占本年支出15.6%。
五、一般公共预算财政拨款支出决算情况说明
（三）一般公共预算财政拨款支出决算具体情况
1.社会保障和就业支出（类）人力资源和社会保障管理事务（款）行政运行（项）。年初预算为1,560.05万元，支出决算为1,511.89万元，完成年初预算的96.9%，决算数小于预算数的主要原因是2人退休。
六、一般公共预算财政拨款基本支出决算情况说明
一般公共预算财政拨款基本支出1,642.70万元，其中，人员经费1,407.13万元，主要包括：基本工资、津贴补贴；公用经费235.57万元，主要包括：办公费、差旅费。
九、财政拨款“三公”经费支出决算情况说明
2024年度“三公”经费支出决算2.02万元，完成全年预算5.30万元的38.1%，比上年减少0.98万元，下降32.7%。
十、政府采购支出情况说明
2024年度政府采购支出总额8.90万元，其中：政府采购货物支出1.16万元、政府采购服务支出7.74万元。授予中小企业合同金额4.45万元，占政府采购支出总额的50.0%。
"""
"""A right report with most of what reports state."""


def manuscript(text: str) -> Manuscript:
    """A text without tables."""
    return Manuscript(file="text.txt", kind="txt", text=text)


def read_text(text: str, names: tuple[tuple[str, str], ...] = ()) -> Reading:
    """How a text is understood; ``names`` are (code, name) of accounts."""
    return read(manuscript(text), AccountNames(names))


def sheet(*facts: Fact, year: int = 2024) -> FactSheet:
    """Facts as a sheet."""
    return FactSheet(unit="江城市东区社保处", year=year, facts={fact.id: fact for fact in facts})


def money(fact_id: str, value: str | None, formula: str | None = None, year: int = 2024) -> Fact:
    """A fact in 万元: a cell with the decimals that ``value`` is written with, or the result of a formula."""
    number = None if value is None else Decimal(value)
    decimals = None if number is None or formula else -int(number.as_tuple().exponent)
    return Fact(id=fact_id, label=fact_id, value=number, unit="万元", year=year, formula=formula, decimals=decimals)


def rate(fact_id: str, value: str, formula: str) -> Fact:
    """A fact in % computed from others."""
    return Fact(id=fact_id, label=fact_id, value=Decimal(value), unit="%", year=2024, formula=formula)


def check(text: str, facts: FactSheet | None = None) -> Review:
    """The review of a text, with facts or alone."""
    return review(manuscript(text), facts, None)


def serious(outcome: Review) -> list[Finding]:
    """Errors and warnings, without hints."""
    return [finding for finding in outcome.findings if finding.severity != "hint"]
