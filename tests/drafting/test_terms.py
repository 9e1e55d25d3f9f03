"""名词解释: just the terms and accounts that occur, in the unit's words where it has its own."""

from decimal import Decimal

from schemas.inputs import Inputs, Profile, Term
from schemas.narrative import Narrative
from tests.drafting.drafts import draft_books, draft_example, section
from tests.figures.books import Books, spent

SMALL = Books(general={"2080101": spent("100")})


def explained(narrative: Narrative) -> list[str]:
    """The names explained, in order."""
    lines = section(narrative, "名词解释").split("\n")
    return [line.partition("：")[0].partition("）")[2] or line.partition("：")[0] for line in lines]


def test_only_what_occurs_is_explained() -> None:
    assert explained(draft_books(SMALL, "wuhan-2024")) == [
        "一般公共预算财政拨款收入",
        "基本支出",
        "“三公”经费",
        "本单位使用的支出功能分类科目（到项级）",
        "人力资源和社会保障管理事务（款）行政运行（项）",
    ]


def test_other_income_and_balances_are_explained_where_there_are_some() -> None:
    books = Books(
        general=SMALL.general,
        own={"2080109": spent("1", operating="2")},
        income={"operating": Decimal(5)},
        own_opening=Decimal(1),
        surplus_distribution=Decimal("0.5"),
    )
    names = explained(draft_books(books, "shanghai-2024"))
    assert [name for name in ("经营收入", "年初结转和结余", "结余分配", "年末结转和结余", "经营支出") if name not in names] == []
    assert "事业收入" not in names
    assert "政府性基金预算财政拨款收入" not in names


def test_the_units_own_words_go_first() -> None:
    inputs = Inputs(
        profile=Profile(fiscal_level="市级"),
        terms=(Term(name="基本支出", text="自己的解释{fiscal_level}。"), Term(name="行政运行", text="自己的科目解释。")),
    )
    text = section(draft_books(SMALL, "wuhan-2024", inputs), "名词解释")
    assert "（二）基本支出：自己的解释{fiscal_level}。" in text
    assert "行政运行（项）：自己的科目解释。" in text
    assert "（一）一般公共预算财政拨款收入：指市级财政" in text


def test_an_account_without_an_explanation_is_asked_for() -> None:
    narrative = draft_books(Books(general={"2299901": spent("1")}), "wuhan-2024")
    assert "其他支出（类）某款（款）某项（项）：【待补充：某项科目的解释】。" in section(narrative, "名词解释")
    assert "某项科目的解释" in narrative.missing


def test_the_examples_accounts_are_all_explained() -> None:
    for name, outline in (("jianghan-2024", "wuhan-2024"), ("wuchang-2020", "wuhan-2020"), ("putuo-2024", "shanghai-2024")):
        assert "待补充" not in section(draft_example(name, outline), "名词解释")
