"""Every number of a sentence has the role and the subject that its words give it.

A number is marked ⟦number|role|subject⟧; the subject is the stem of its facts, or the words themselves where
there is no such stem, or nothing.
"""

import re

import pytest

from tests.checking.texts import read_text

MARK = re.compile(r"⟦([^|⟧]*)\|([^|⟧]*)\|([^|⟧]*)⟧")
SENTENCES = {
    "level, change and rate": (
        "2024年度收、支总计⟦1,945.80万元|level|overall.total⟧。与2023年度相比，收、支总计各减少⟦333.71万元|change|overall.total⟧，"
        "下降⟦14.6%|change_rate|overall.total⟧，主要原因是减少人员⟦3人|other|⟧。"
    ),
    "prior value in line": (
        "本年收入合计⟦1,134万元|level|income.total⟧，较上年⟦1,174万元|prior|income.total⟧减少⟦40万元|change|income.total⟧，"
        "降幅⟦3.4%|change_rate|income.total⟧。"
    ),
    "from one value to another": (
        "本年收入合计由上年的⟦1,200万元|prior|income.total⟧减少到⟦1,080万元|level|income.total⟧，减少⟦120万元|change|income.total⟧。"
    ),
    "one sentence later, across what it was used for": (
        "机关运行经费⟦320.00万元|level|operating_cost⟧，主要用于办公费、差旅费等，比上年减少⟦30.00万元|change|operating_cost⟧。"
        "同比下降⟦8.57%|change_rate|operating_cost⟧。"
    ),
    "parts with shares": (
        "本年支出合计⟦2,000万元|level|expenditure.total⟧，其中：人员经费⟦1,500万元|level|economic.personnel⟧，"
        "占⟦75%|share|economic.personnel⟧；公用经费⟦500万元|level|economic.public⟧，占本年支出合计的⟦25%|share|economic.public⟧。"
    ),
    "paired values": (
        "本年收入、本年支出分别为⟦120万元|level|income.total⟧、⟦110万元|level|expenditure.total⟧，"
        "比上年分别减少⟦10万元|change|income.total⟧、⟦5万元|change|expenditure.total⟧。"
    ),
    "budget, actual, completion": (
        "公务接待费年初预算为⟦5.30万元|budget|three_public.reception⟧，支出决算为⟦2.02万元|level|three_public.reception⟧，"
        "完成年初预算的⟦38.1%|completion|three_public.reception⟧。"
    ),
    "budget inside the completion": (
        "公务接待费⟦2.02万元|level|three_public.reception⟧，完成全年预算⟦5.3万元|budget|three_public.reception⟧的⟦38.1%|completion|three_public.reception⟧。"
    ),
    "share or completion": (
        "公务接待费⟦2万元|level|three_public.reception⟧，占年初预算的⟦40%|completion|three_public.reception⟧，"
        "占“三公”经费的⟦8%|share|three_public.reception⟧。"
    ),
    "against the budget and against last year": (
        "公务接待费决算数⟦0.8万元|level|three_public.reception⟧，与年初预算数⟦2万元|budget|three_public.reception⟧相比"
        "减少⟦1.2万元|budget_change|three_public.reception⟧，减少⟦60%|budget_change_rate|three_public.reception⟧；"
        "与上年决算数⟦1万元|prior|three_public.reception⟧相比减少⟦0.2万元|change|three_public.reception⟧。"
    ),
    "a relation with an amount": (
        "公务接待费年初预算⟦5万元|budget|three_public.reception⟧，支出决算⟦3万元|level|three_public.reception⟧，"
        "决算数小于预算数⟦2万元|budget_change|three_public.reception⟧。"
    ),
    "something else moved": (
        "公用经费⟦100万元|level|economic.public⟧，其中办公费减少⟦3.1万元|change|中办公费⟧，下降⟦12%|change_rate|中办公费⟧。"
    ),
    "a count of vehicles": "公务用车保有量⟦8辆|level|three_public.vehicles_kept⟧。",
    "reasons state nothing": "机关运行经费减少的主要原因：一是压减会议费⟦12.3万元|other|⟧；二是节约电费⟦8.5万元|other|⟧，下降⟦5%|other|⟧。",
    "a remark in brackets does not change the topic": (
        "机关运行经费⟦320万元|level|operating_cost⟧（与一般公共预算财政拨款基本支出中公用经费之和一致），比上年减少⟦30万元|change|operating_cost⟧。"
    ),
    "counts go on": "国内公务接待⟦15批次|level|国内公务接待⟧、⟦120人次|level|国内公务接待⟧。",
    "points are no rate": "基本支出比上年提高⟦2.1个百分点|other|⟧。",
    "values of each side": (
        "收、支总计⟦120万元|level|overall.total⟧，比上年各减少⟦10万元|change|overall.total⟧、⟦10万元|change|overall.total⟧。"
    ),
    "a budget without an amount": "公务接待费严格执行年初预算，支出⟦2.02万元|level|支出⟧。",
    "a budget that only guides what is spent": "严格按照年初预算控制公务接待费支出⟦2.02万元|level|three_public.reception⟧。",
    "a number that nothing goes before": "⟦5万元|level|⟧用于会议。",
    "a share without a number": "公务接待费占比较高，支出⟦2.02万元|level|支出⟧。",
    "no list": "补助⟦5人|level|补助⟧⟦3万元|level|人⟧。",
    "words of budget and actual within a reason": (
        "机关运行经费⟦320万元|level|operating_cost⟧，主要原因是实际支出⟦12万元|other|⟧，年初预算⟦5万元|other|⟧。"
    ),
    "what it was used for does not change the topic": (
        "机关运行经费⟦320万元|level|operating_cost⟧，主要用于公用经费、会议费，比上年减少⟦30万元|change|operating_cost⟧。"
    ),
    "nor does a list of it": (
        "机关运行经费⟦320万元|level|operating_cost⟧，主要用于：公用经费、会议费，比上年减少⟦30万元|change|operating_cost⟧。"
    ),
    "behind a list the total again": (
        "本年支出合计⟦200万元|level|expenditure.total⟧，其中：人员经费⟦150万元|level|economic.personnel⟧。"
        "比上年减少⟦10万元|change|expenditure.total⟧。"
    ),
    "scores": "自评得分⟦95.6分|score|⟧。",
}


@pytest.mark.parametrize("marked", SENTENCES.values(), ids=SENTENCES)
def test_every_number_has_its_role_and_subject(marked: str) -> None:
    reading = read_text(MARK.sub(r"\1", marked))
    found = [(mention.number.text, mention.role, _name(mention.subject)) for mention in reading.mentions]
    assert found == [match.groups() for match in MARK.finditer(marked)]


def _name(subject: object) -> str:
    stem, text = getattr(subject, "stem", None), getattr(subject, "text", "")
    return stem or text


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("收、支总计5万元，比上年增加1万元，增长25%", [0, 1, 1]),
        ("收、支总计5万元，比上年减少1万元，下降16.7%", [0, -1, -1]),
        ("公务接待费5万元，比预算低3%", [0, -1]),
        ("公务接待费5万元，比预算节约1万元", [0, -1]),
        ("公务接待费5万元，较上年差值为1万元", [0, 0]),
    ],
)
def test_words_of_direction_give_a_change_its_sign(text: str, signs: list[int]) -> None:
    assert [mention.sign for mention in read_text(text).mentions] == signs


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2024年度支出合计5万元。2023年度支出合计4万元。2024年度收入合计5万元。", [None, 2023, None]),
        ("2022年、2023年、2024年支出合计分别为3万元、4万元、5万元。", [2022, 2023, None]),
        ("2024年度支出合计5万元，比2023年增加1万元。", [None, None]),
        ("2024年度公务接待费预算5万元，比2023年预算减少1万元；决算3万元，比2023年增加1万元。", [None, 2023, None, None]),
        ("2024年度支出合计5万元，比上年同期2023年的4万元有所增加。", [None, None]),
        ("2024年度支出合计5万元。2019年以来，收入合计增长9%。", [None, None]),
    ],
)
def test_a_number_of_another_year_is_told_apart(text: str, years: list[int | None]) -> None:
    assert [mention.year for mention in read_text(text).mentions] == years


def test_the_year_of_a_report_is_the_one_its_accounts_speak_of() -> None:
    assert read_text("2024年度支出合计5万元。与2023年度相比，增加1万元。2025年1月支付。").year == 2024
    assert read_text("本年支出合计5万元。").year is None


def test_claims_without_a_number_are_read_too() -> None:
    text = "公务接待费5万元，与上年持平。决算数大于预算数。机关运行经费减少的主要原因是人员减少。"
    claims = [(claim.kind, claim.sign, claim.word) for claim in read_text(text).statements]
    assert claims == [("flat", 0, "持平"), ("relation", 1, "大于预算数"), ("moved", -1, "减少")]


def test_what_follows_an_item_goes_on_about_it() -> None:
    text = "1.教育支出（类）普通教育（款）高中教育（项）。主要用于：教师基本支出。\n年初预算为5万元，支出决算为4万元。\n决算数小于预算数。"
    reading = read_text(text)
    keys = {subject.key for subject in [*(mention.subject for mention in reading.mentions), reading.statements[0].subject] if subject}
    assert keys == {"path:教育/普通教育/高中教育"}


@pytest.mark.parametrize(
    ("heading", "subheading", "subject"),
    [
        ("十、其他重要事项的情况说明", "（一）机关运行经费支出情况", "operating_cost"),
        ("十、其他重要事项的情况说明", "（二）政府采购支出情况", "procurement.total"),
        ("五、一般公共预算财政拨款支出决算情况说明", "（一）支出决算总体情况", "general.total"),
        ("九、财政拨款“三公”经费支出决算情况说明", "（一）支出决算总体情况", "three_public.total"),
    ],
)
def test_a_subheading_opens_a_part_of_its_own_only_where_its_part_speaks_of_several_things(
    heading: str, subheading: str, subject: str
) -> None:
    reading = read_text(f"{heading}\n{subheading}\n比上年增加1.00万元。")
    assert [_name(mention.subject) for mention in reading.mentions] == [subject]
