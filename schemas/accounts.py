"""The accounts (决算): the nine public tables of one unit and year, typed, every cell with its place.

Amounts are kept exactly as a table states them, in the table's own unit of money. A line's ``key``
says what it is; a cell's column says which amount of the line. A blank cell has the value ``None``.
"""

from decimal import Decimal
from typing import Literal

from schemas.finding import Finding
from schemas.frozen import Frozen
from schemas.place import Place

MoneyUnit = Literal["元", "万元"]
TableKind = Literal["overall", "income", "expenditure", "fiscal", "general", "basic", "fund", "capital", "three_public"]

TABLE_TITLES: dict[TableKind, str] = {
    "overall": "收入支出决算总表",
    "income": "收入决算表",
    "expenditure": "支出决算表",
    "fiscal": "财政拨款收入支出决算总表",
    "general": "一般公共预算财政拨款支出决算表",
    "basic": "一般公共预算财政拨款基本支出决算明细表",
    "fund": "政府性基金预算财政拨款收入支出决算表",
    "capital": "国有资本经营预算财政拨款支出决算表",
    "three_public": "财政拨款“三公”经费支出决算表",
}
"""The nine tables in the order of 公开01–09表, with their usual titles."""

INCOME_LABELS: dict[str, str] = {
    "general": "一般公共预算财政拨款收入",
    "fund": "政府性基金预算财政拨款收入",
    "capital": "国有资本经营预算财政拨款收入",
    "superior": "上级补助收入",
    "business": "事业收入",
    "operating": "经营收入",
    "affiliated": "附属单位上缴收入",
    "other": "其他收入",
}
"""Income lines of table 1 (and, for the first three, of table 4), in order."""

CLASS_NAMES: dict[str, str] = {
    "201": "一般公共服务支出",
    "202": "外交支出",
    "203": "国防支出",
    "204": "公共安全支出",
    "205": "教育支出",
    "206": "科学技术支出",
    "207": "文化旅游体育与传媒支出",
    "208": "社会保障和就业支出",
    "210": "卫生健康支出",
    "211": "节能环保支出",
    "212": "城乡社区支出",
    "213": "农林水支出",
    "214": "交通运输支出",
    "215": "资源勘探工业信息等支出",
    "216": "商业服务业等支出",
    "217": "金融支出",
    "219": "援助其他地区支出",
    "220": "自然资源海洋气象等支出",
    "221": "住房保障支出",
    "222": "粮油物资储备支出",
    "223": "国有资本经营预算支出",
    "224": "灾害防治及应急管理支出",
    "229": "其他支出",
    "231": "债务还本支出",
    "232": "债务付息支出",
    "234": "抗疫特别国债安排的支出",
}
"""Classes (类) of 政府收支分类科目 as lines of tables 1 and 4, in order."""


class Cell(Frozen):
    """An amount as a table states it, and where."""

    value: Decimal | None
    place: Place


class Line(Frozen):
    """A line of a table: its key, its label as printed, its cells by column.

    ``key`` is an account code (``2080101``, ``30101``), or one of the words named by the table's model.
    """

    key: str
    label: str
    cells: dict[str, Cell]


class Table(Frozen):
    """What every table has: its title as printed, unit of money, finest decimals, place, notes."""

    title: str
    number: str = ""
    unit: str | None = None
    year: int | None = None
    money: MoneyUnit
    decimals: int
    place: Place
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of the table."""
        raise NotImplementedError

    def line(self, key: str) -> Line | None:
        """The line with this key, or None."""
        return next((line for line in self.lines if line.key == key), None)

    def cell(self, key: str, column: str) -> Cell | None:
        """The cell of a line and column, or None where the table has no such cell."""
        line = self.line(key)
        return line.cells.get(column) if line else None

    @property
    def empty(self) -> bool:
        """Whether no cell of the table states an amount."""
        return all(cell.value is None for line in self.lines for cell in line.cells.values())


class TwoSided(Table):
    """Table 1 or 4: income on one side, expenditure on the other.

    Income keys: those of INCOME_LABELS, ``total`` (本年收入合计), ``use_surplus``, ``opening``,
    ``grand_total`` (总计); table 4 also ``opening_general``, ``opening_fund``, ``opening_capital``.
    Expenditure keys: class codes, ``total`` (本年支出合计), ``surplus_distribution``, ``closing``,
    ``grand_total``. Columns: ``amount`` everywhere, except table 4's expenditure, which has
    ``total``, ``general``, ``fund``, ``capital``.
    """

    income: tuple[Line, ...]
    expenditure: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.income + self.expenditure

    def income_cell(self, key: str) -> Cell | None:
        """The amount of an income line."""
        return next((line.cells.get("amount") for line in self.income if line.key == key), None)

    def expenditure_cell(self, key: str, column: str = "amount") -> Cell | None:
        """An amount of an expenditure line."""
        return next((line.cells.get(column) for line in self.expenditure if line.key == key), None)


class Overall(TwoSided):
    """Table 1, 收入支出决算总表."""

    kind: Literal["overall"] = "overall"


class Fiscal(TwoSided):
    """Table 4, 财政拨款收入支出决算总表."""

    kind: Literal["fiscal"] = "fiscal"


class ByFunction(Table):
    """A table with one line an account of 支出功能分类 (类, 款, 项) and a line ``total`` (合计).

    Codes have 3, 5 or 7 digits. ``rows`` does not contain the total line, which may be absent.
    """

    total: Line | None
    rows: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return ((self.total,) if self.total else ()) + self.rows


class Income(ByFunction):
    """Table 2. Columns: total, fiscal, superior, business, operating, affiliated, other."""

    kind: Literal["income"] = "income"


class Expenditure(ByFunction):
    """Table 3. Columns: total, basic, project, remitted, operating, subsidy."""

    kind: Literal["expenditure"] = "expenditure"


class General(ByFunction):
    """Table 5. Columns: total, basic, project."""

    kind: Literal["general"] = "general"


class Fund(ByFunction):
    """Table 7. Columns: opening, income, total, basic, project, closing."""

    kind: Literal["fund"] = "fund"


class Capital(ByFunction):
    """Table 8. Columns: total, basic, project; in some places also opening, income, closing."""

    kind: Literal["capital"] = "capital"


class Basic(Table):
    """Table 6: one line an economic class (301, 30101 …), column ``amount``.

    The keys ``personnel`` (人员经费合计) and ``public`` (公用经费合计) are the two totals.
    """

    kind: Literal["basic"] = "basic"
    rows: tuple[Line, ...]
    personnel: Line | None
    public: Line | None

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.rows + tuple(line for line in (self.personnel, self.public) if line)


class ThreePublic(Table):
    """Table 9. Keys: total, abroad, vehicles, vehicle_purchase, vehicle_operation, reception.

    Columns: ``budget`` and ``actual``.
    """

    kind: Literal["three_public"] = "three_public"
    rows: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.rows


class Accounts(Frozen):
    """The tables found in one workbook, the unit and year it speaks of, and trouble met on the way.

    A table that was not found is ``None``. ``files`` names the files read.
    """

    unit: str
    year: int
    files: tuple[str, ...]
    overall: Overall | None = None
    income: Income | None = None
    expenditure: Expenditure | None = None
    fiscal: Fiscal | None = None
    general: General | None = None
    basic: Basic | None = None
    fund: Fund | None = None
    capital: Capital | None = None
    three_public: ThreePublic | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that were found, in the order of 公开01–09表."""
        found = (getattr(self, kind) for kind in TABLE_TITLES)
        return tuple(table for table in found if table is not None)
