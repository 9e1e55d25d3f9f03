"""Tables in plain text: every cell that is claimed is right, what cannot be told is left out and said so."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.readers.accounts import read_accounts
from assistant.readers.flat.columns import place_amounts
from assistant.readers.flat.records import merge_digits
from assistant.readers.manuscript import parse_manuscript, read_manuscript
from assistant.readers.own_tables import cell_spans, own_accounts
from schemas.accounts import Accounts, Cell, Table, TwoSided
from schemas.manuscript import Manuscript
from tests.conftest import ROOT
from tests.readers.flat_texts import ITEMS, Spending, amounts_of, function_text, overall_text, table

MONEY = st.just(0) | st.integers(10_000, 90_000_000)
SPENDING = st.dictionaries(st.sampled_from(ITEMS), st.builds(Spending, MONEY, MONEY, MONEY), min_size=1)
FULL = {code: Spending(10_000_001 + index, 5_000_004 * (index % 3), 30_000_007 * (index == 1)) for index, code in enumerate(ITEMS)}


def read(text: str) -> Manuscript:
    return parse_manuscript("报告.txt", text.encode())


def cells_of(item: Table) -> dict[tuple[str, str], Cell]:
    """The cells by line and column; lines of table 1 and 4 are told apart by their side."""
    if isinstance(item, TwoSided):
        sides = (("income.", item.income), ("expenditure.", item.expenditure))
        return {(side + line.key, column): cell for side, lines in sides for line in lines for column, cell in line.cells.items()}
    return {(line.key, column): cell for line in item.lines for column, cell in line.cells.items()}


def stated(accounts: Accounts | None, kind: str) -> dict[tuple[str, str], Decimal]:
    found = getattr(accounts, kind, None)
    return {where: cell.value for where, cell in cells_of(found).items() if cell.value is not None} if found else {}


def true_amounts(truth: dict[str, dict[str, Decimal | None]]) -> dict[tuple[str, str], Decimal]:
    return {(key, column): amount for key, cells in truth.items() for column, amount in cells.items() if amount is not None}


@given(SPENDING.filter(lambda items: any(item.basic + item.project for item in items.values())), st.sets(st.integers(0, 15)))
def test_no_claimed_cell_is_wrong(spending: dict[str, Spending], tears: set[int]) -> None:
    """Blanks are lost, names are torn, amounts are rounded one by one: what is read of it is the table's own."""
    truth = amounts_of(spending)
    text = overall_text(truth) + "".join(function_text(truth, kind, sorted(tears)) for kind in ("income", "expenditure", "general"))
    accounts = own_accounts(read(text))
    assert stated(accounts, "overall") == true_amounts(truth["overall"])
    for kind in ("income", "expenditure", "general"):
        right = true_amounts(truth[kind])
        claimed = stated(accounts, kind)
        assert {where: right.get(where) for where in claimed} == claimed
        found = getattr(accounts, kind)
        assert not found or all(where not in right for where, cell in cells_of(found).items() if cell.value is None)


def test_whole_tables_are_recovered_where_sums_decide() -> None:
    truth = amounts_of(FULL)
    text = overall_text(truth) + "".join(function_text(truth, kind, [3, 6]) for kind in ("income", "expenditure", "general"))
    manuscript = read(text)
    accounts = own_accounts(manuscript)
    assert {kind: stated(accounts, kind) for kind in truth} == {kind: true_amounts(lines) for kind, lines in truth.items()}
    assert manuscript.findings == ()
    assert accounts is not None
    assert (accounts.unit, accounts.year) == ("江城市示范服务中心", 2024)


@given(st.data())
def test_a_damaged_table_gives_no_wrong_cell(data: st.DataObject) -> None:
    """A number got lost, or a page number got in: the sums tell, and the lines concerned are left out."""
    truth = amounts_of(FULL)
    kind = data.draw(st.sampled_from(["overall", "income", "expenditure", "general"]))
    texts = {kind: overall_text(truth) if kind == "overall" else function_text(truth, kind) for kind in truth}
    numbers = list(re.finditer(r"(?<![\d(])[\d,]+(?:\.\d+)?(?=\s)", texts[kind][texts[kind].index("\n栏次") + 20 :]))
    number = data.draw(st.sampled_from(numbers))
    place = texts[kind].index("\n栏次") + 20 + number.start()
    lost = texts[kind][:place] + texts[kind][place + len(number[0]) :]
    added = texts[kind][:place] + number[0] + "\n\n12\n\n" + texts[kind][place + len(number[0]) :]
    texts[kind] = data.draw(st.sampled_from([lost, added]))
    accounts = own_accounts(read("".join(texts.values())))
    for other, lines in truth.items():
        right = true_amounts(lines)
        claimed = stated(accounts, other)
        assert {where: right.get(where) for where in claimed} == claimed


def test_what_sums_leave_open_is_left_out_and_told() -> None:
    """One amount beside the total, and nothing says whether it is 基本支出 or 项目支出: only totals are read."""
    truth = amounts_of({"2080101": Spending(10_000_000, 0, 0)})
    manuscript = read(function_text(truth, "general"))
    assert stated(own_accounts(manuscript), "general") == {(key, "total"): Decimal(1000) for key in ("total", "208", "20801", "2080101")}
    (finding,) = manuscript.findings
    assert (finding.rule, finding.severity) == ("unread_table", "hint")
    assert "有 4 个数无法可靠地还原" in finding.message
    assert manuscript.text[finding.start : finding.end] == finding.quote


def test_every_number_within_a_table_has_a_cell() -> None:
    truth = amounts_of(FULL)
    torn = table("财政拨款收入支出决算总表", 4, "项 目 行次 金额", "一、一般公共预算 1 5 二、外交支出 33 7")
    manuscript = read(overall_text(truth) + function_text(truth, "income", [2]) + torn)
    assert len(manuscript.tables) == 3
    for item in manuscript.tables:
        spans = [range(cell.start, cell.end) for cell in item.cells]
        for number in re.finditer(r"\d[\d,.]*", manuscript.text[item.start : item.end]):
            assert any(item.start + number.start() in span for span in spans)
        for cell in item.cells:
            said = item.grid.rows[cell.row][cell.column]
            assert isinstance(said, str)
            assert said[0] == manuscript.text[cell.start]


def test_a_table_that_does_not_add_up_is_none() -> None:
    truth = amounts_of(FULL)
    text = overall_text(truth)
    wrong = text.replace("本年收入合计 27 ", "本年收入合计 27 9")
    assert wrong != text
    assert own_accounts(read(wrong)) is None
    assert own_accounts(read(text)) is not None


FISCAL = """收 入 支 出
项 目 行次 金额 项 目 行次 合计 一般公共预算财政拨款 政府性基金预算财政拨款 国有资本经营预算财政拨款
栏次 1 栏次 2 3 4 5
一、一般公共预算

财政拨款
1 300 一、一般公共服务支出 9 120 120
二、政府性基金预算财政拨款 2 50 二、社会保障和就业支出 10 180 180
三、国有资本经营财政拨款 3 三、城乡社区支出 11 {}
本年收入合计 4 350 本年支出合计 12 340 {} 40
年初财政拨款结转和结余 5 年末财政拨款结转和结余 13 10 10
一般公共预算财政拨款 6 14
政府性基金预算财政拨款 7 15
总计 8 350 总计 16 350 300 50
"""


def test_the_funds_of_table_4_are_told_by_their_income() -> None:
    """No money of 国有资本 came in: of two amounts behind a total the columns are certain, and of one by the sums."""
    accounts = own_accounts(read(table("财政拨款收入支出决算总表", 4, "", FISCAL.format("40 40", "300"))))
    cells = stated(accounts, "fiscal")
    assert cells["expenditure.212", "fund"] == 40
    assert cells["expenditure.closing", "fund"] == 10
    assert cells["expenditure.208", "general"] == 180
    assert ("expenditure.212", "general") not in cells
    assert cells["income.fund", "amount"] == 50


def test_totals_of_table_4_remain_where_its_funds_are_in_doubt() -> None:
    accounts = own_accounts(read(table("财政拨款收入支出决算总表", 4, "", FISCAL.format("40", "300"))))
    cells = stated(accounts, "fiscal")
    assert {column for line, column in cells if line.startswith("expenditure")} == {"total"}
    assert cells["expenditure.212", "total"] == 40


BASIC = """人员经费 公用经费
科目编码 科目名称 决算数 科目编码 科目名称 决算数 科目编码 科目名称 决算数
301 工资福利支出 300 302 商品和服务支出 60.5 310 资本性支出
30101 基本工资 200.25 30201 办公费 50 31002 办公设备购置
30108
机关事业单位基

本养老保险缴费
99.75 30202 印刷费 {} 399 其他支出
303 对个人和家庭的补助 30239
其他交通费用

{}
人员经费合计 300 公用经费合计 60.5
"""


def test_table_6_is_read_across_torn_lines() -> None:
    accounts = own_accounts(read(table("一般公共预算财政拨款基本支出决算表", 6, "", BASIC.format("", "10.5"))))
    cells = stated(accounts, "basic")
    assert {key: amount for (key, _), amount in cells.items()} == {
        "301": Decimal(300),
        "302": Decimal("60.5"),
        "30101": Decimal("200.25"),
        "30108": Decimal("99.75"),
        "30201": Decimal(50),
        "30239": Decimal("10.5"),
        "personnel": Decimal(300),
        "public": Decimal("60.5"),
    }


def test_items_of_table_6_that_miss_their_class_are_left_out() -> None:
    manuscript = read(table("一般公共预算财政拨款基本支出决算表", 6, "", BASIC.format("310", "10.5")))
    keys = {key for key, _ in stated(own_accounts(manuscript), "basic")}
    assert keys == {"301", "302", "30101", "30108", "personnel", "public"}
    assert "有 3 个数无法可靠地还原" in manuscript.findings[0].message


THREE = "预算数 决算数\n合计 因公出国（境）费 公务用车购置及运行费 公务接待费\n1 2 3 4 5 6 7 8 9 10 11 12\n"


@pytest.mark.parametrize(
    ("line", "amounts"),
    [
        (
            "4.5\t\t3.5\t\t3.5\t1\t1.5\t\t1.5\t\t1.5\t",
            {("vehicles", "budget"): "3.5", ("reception", "budget"): "1", ("total", "actual"): "1.5"},
        ),
        ("5.5 1 3.5 1 2.5 1 4 1 2 1 1 1", {("abroad", "budget"): "1", ("vehicle_operation", "actual"): "1"}),
        ("4.5 3.5 3.5 1", None),
        ("4.5\t\t3.5\t\t3.5\t2\t1.5\t\t1.5\t\t1.5\t", None),
    ],
    ids=["tabs", "all twelve", "blanks lost", "no sum"],
)
def test_table_9_is_read_where_no_blank_is_lost(line: str, amounts: dict[tuple[str, str], str] | None) -> None:
    accounts = own_accounts(read(table("财政拨款“三公”经费支出决算表", 9, "", THREE + line)))
    cells = stated(accounts, "three_public")
    assert {where: str(cells.get(where)) for where in amounts or {}} == (amounts or {})
    assert bool(cells) == bool(amounts)


def test_an_empty_fund_table_is_empty() -> None:
    header = "项 目 年初结转和结余 本年收入 本年支出 年末结转和结余\n功能分类科目编码 科目名称 小计 基本支出 项目支出\n"
    header += "类 款 项\n栏次 1 2 3 4 5 6"
    accounts = own_accounts(read(table("政府性基金预算财政拨款收入支出决算表", 7, header, "合计")))
    assert accounts is not None
    assert accounts.fund is not None
    assert accounts.fund.empty


def test_a_sheet_copied_with_tabs_is_read_as_it_stands() -> None:
    """Nothing was lost: a fund table with amounts, which blanks alone would leave open; its sums are not asked for."""
    rows = ["项目\t\t年初结转和结余\t本年收入\t本年支出\t\t\t年末结转和结余", "科目编码\t科目名称\t\t\t小计\t基本支出\t项目支出\t"]
    rows += ["合计\t\t\t50\t40\t\t40\t10", "212\t城乡社区支出\t\t50\t41\t\t40\t10"]
    accounts = own_accounts(read(table("政府性基金预算财政拨款收入支出决算表", 7, "\n".join(rows), "").replace("\n\n\n注", "\n注")))
    assert stated(accounts, "fund")["212", "total"] == 41
    assert stated(accounts, "fund")["total", "closing"] == 10


def test_titles_in_a_table_of_contents_are_no_tables() -> None:
    contents = "目录\n一、收入支出决算总表\n二、收入决算表……5\n- 三、支出决算表\n第三部分 2024年度决算情况说明\n收入合计1,945.8万元。\n"
    assert read(contents).tables == ()


def test_prose_below_a_heading_like_a_title_is_no_table() -> None:
    text = "五、支出决算表\n2024年度项目支出303.1万元，占本年支出\n15.6%，与上年持平。\n"
    assert read(text).tables == ()


def test_a_self_evaluation_form_is_a_table_of_words_and_scores() -> None:
    form = "社会保险业务项目绩效自评表\n单位名称：某中心\n预算数 执行数\n37.03 35.61 96.2% 19.23\n总分 97.68 分"
    manuscript = read(f"{form}\n注：口径。\n后文1,945.8万元。\n")
    (found,) = manuscript.tables
    assert found.grid.rows[3] == ("37.03", "35.61", "96.2%", "19.23")
    assert manuscript.text[found.end :] == "\n注：口径。\n后文1,945.8万元。\n"


def test_cells_parted_by_tabs_are_a_table_of_any_kind() -> None:
    manuscript = read("前文。\n重点工作\n序号\t事项\t完成\n1\t扩面\t2.58万人\n\n2\t参保\t3100户\n\n后文。\n")
    (found,) = manuscript.tables
    assert found.grid.rows == (("重点工作",), ("序号", "事项", "完成"), ("1", "扩面", "2.58万人"), ("2", "参保", "3100户"))
    assert manuscript.text[found.end :] == "\n\n后文。\n"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (["2080101"], "2080101"),
        (["208", "01", "09"], "2080109"),
        (["2080", "01"], "20801"),
        (["2080", "0101", "1"], "2080101"),
        (["2089", "9999", "9"], "2089999"),
        (["2210", "020", "201"], "2210201"),
        (["2210", "2210202"], "2210202"),
        (["2080"], ""),
        (["208", "7777", "3333", "1"], ""),
        (["208", "123"], ""),
    ],
)
def test_torn_codes(parts: list[str], code: str) -> None:
    assert merge_digits(parts) == code


def test_amounts_are_placed_only_if_there_is_one_way() -> None:
    parent = {1: Decimal(30), 2: Decimal(5)}
    assert place_amounts(parent, [[Decimal(10)], [Decimal(20)], [Decimal(5)]], [None] * 3) == ((1,), (1,), (2,))
    assert place_amounts({1: Decimal(5), 2: Decimal(5)}, [[Decimal(5)], [Decimal(5)]], [None, None]) is None
    assert place_amounts({1: Decimal(5), 2: Decimal(5)}, [[Decimal(5)], [Decimal(5)]], [(1,), None]) == ((1,), (2,))
    assert place_amounts(parent, [[Decimal(10)], [Decimal(19)], [Decimal(5)]], [None] * 3) is None


@pytest.mark.parametrize(("name", "unread"), [("jianghan-2024", {}), ("wuchang-2020", {"three_public": 4})])
def test_real_documents_give_the_cells_of_their_tables(documents: Path, name: str, unread: dict[str, int]) -> None:
    """Of 374 amounts in two published texts all but the four of a 三公 table without its blanks are read, none wrong."""
    manuscript = read_manuscript(documents / f"{name}.txt")
    accounts = own_accounts(manuscript)
    expected = read_accounts(ROOT / "examples" / name / "tables.xlsx")
    missing: dict[str, int] = {}
    for right in expected.tables:
        kind = right.kind  # type: ignore[attr-defined]
        amounts = {where: cell.value for where, cell in cells_of(right).items() if cell.value is not None}
        claimed = stated(accounts, kind)
        assert {where: amounts.get(where) for where in claimed} == claimed
        missing |= {kind: len(amounts) - len(claimed)} if len(amounts) > len(claimed) else {}
    assert missing == unread
    assert accounts is not None
    for item in accounts.tables:
        for cell in cells_of(item).values():
            span = cell_spans(manuscript).get(cell.place)
            assert (span is None) == (cell.value is None)
            assert span is None or Decimal(re.sub("[ ,]", "", manuscript.text[slice(*span)])) == cell.value
