"""The offline drafter says each figure of the examples in the right sentence. ⟦ ⟧ mark figures that are facts."""

import pytest

from assistant.drafting.offline import draft_offline
from assistant.drafting.outlines import load_outline
from assistant.figures.sheet import compute_facts
from schemas.inputs import Inputs, Profile
from schemas.narrative import Chart, Heading, Listing, Narrative, PublicTable
from tests.drafting.drafts import GOLDEN, draft_example, example, golden_path, golden_text, marked, paragraphs, section

JIANGHAN = """
一、收入支出决算总体情况说明
2024年度收、支总计⟦1,945.8万元⟧。与2023年度相比，收、支总计各减少⟦333.71万元⟧，下降⟦14.6%⟧，主要原因是
二、收入决算情况说明
与2023年度相比，收入合计减少⟦201.44万元⟧，下降⟦9.4%⟧，主要原因是
其中：财政拨款收入⟦1,945.8万元⟧，占本年收入⟦100%⟧。
三、支出决算情况说明
2024年度支出合计⟦1,945.8万元⟧。与2023年度相比，支出合计减少⟦333.71万元⟧，下降⟦14.6%⟧，主要原因是
其中：基本支出⟦1,642.7万元⟧，占本年支出⟦84.4%⟧；项目支出⟦303.1万元⟧，占本年支出⟦15.6%⟧。
四、财政拨款收入支出决算总体情况说明
2024年度财政拨款收、支总计⟦1,945.8万元⟧。与2023年度相比，财政拨款收、支总计各增加⟦22.98万元⟧，增长⟦1.2%⟧，主要原因是
2024年度财政拨款收入中，一般公共预算财政拨款收入⟦1,945.8万元⟧，与2023年度相比增加⟦22.98万元⟧，增长⟦1.2%⟧，
（一）一般公共预算财政拨款支出决算总体情况
2024年度一般公共预算财政拨款支出⟦1,945.8万元⟧，占本年支出合计的⟦100%⟧。与2023年度相比，一般公共预算财政拨款支出增加⟦22.98万元⟧，增长⟦1.2%⟧，
（二）一般公共预算财政拨款支出决算结构情况
1.社会保障和就业（类）支出⟦1,575.79万元⟧，占⟦81%⟧，
2.卫生健康（类）支出⟦192.36万元⟧，占⟦9.9%⟧，
3.住房保障（类）支出⟦177.65万元⟧，占⟦9.1%⟧，
（三）一般公共预算财政拨款支出决算具体情况
2024年度一般公共预算财政拨款支出年初预算为⟦1,826.31万元⟧，支出决算为⟦1,945.8万元⟧，完成年初预算的⟦106.5%⟧。其中：基本支出⟦1,642.7万元⟧，项目支出⟦303.1万元⟧。
行政运行（项）。年初预算为⟦1,099.62万元⟧，支出决算为⟦1,132.06万元⟧，完成年初预算的⟦103%⟧，支出决算数大于预算数的主要原因是
社会保险经办机构（项）。年初预算为⟦242.85万元⟧，支出决算为⟦303.1万元⟧，完成年初预算的⟦124.8%⟧，支出决算数大于
行政单位离退休（项）。年初预算为⟦13.95万元⟧，支出决算为⟦32.13万元⟧，完成年初预算的⟦230.3%⟧，支出决算数大于
机关事业单位基本养老保险缴费支出（项）。年初预算为⟦94.99万元⟧，支出决算为⟦106.88万元⟧，完成年初预算的⟦112.5%⟧，支出决算数大于
其他社会保障和就业支出（项）。年初预算为⟦1.02万元⟧，支出决算为⟦1.62万元⟧，完成年初预算的⟦158.8%⟧，支出决算数大于
行政单位医疗（项）。年初预算为⟦82.3万元⟧，支出决算为⟦83万元⟧，完成年初预算的⟦100.9%⟧，支出决算数大于
公务员医疗补助（项）。年初预算为⟦107.99万元⟧，支出决算为⟦109.36万元⟧，完成年初预算的⟦101.3%⟧，支出决算数大于
住房公积金（项）。年初预算为⟦122.18万元⟧，支出决算为⟦116.2万元⟧，完成年初预算的⟦95.1%⟧，支出决算数小于预算数的主要原因是
提租补贴（项）。年初预算为⟦20.26万元⟧，支出决算为⟦20.3万元⟧，完成年初预算的⟦100.2%⟧，支出决算数大于
10.住房保障支出（类）住房改革支出（款）购房补贴（项）。年初预算为⟦41.15万元⟧，支出决算为⟦41.15万元⟧，完成年初预算的⟦100%⟧。
六、一般公共预算财政拨款基本支出决算情况说明
人员经费⟦1,407.13万元⟧，主要包括：基本工资、津贴补贴、奖金、
公用经费⟦235.57万元⟧，主要包括：办公费、印刷费、
七、政府性基金预算财政拨款收入支出决算情况说明
当年没有政府性基金预算财政拨款收入，也没有
八、国有资本经营预算财政拨款支出决算情况说明
当年没有使用国有资本经营预算财政拨款安排的支出。
（一）“三公”经费财政拨款支出决算总体情况说明
全年预算数为⟦1.54万元⟧，支出决算为⟦1.54万元⟧，完成全年预算的⟦100%⟧，较上年减少⟦0.41万元⟧，下降⟦21%⟧。决算数较上年减少的主要原因是
（二）“三公”经费财政拨款支出决算具体情况说明
1.因公出国（境）费未安排预算，没有发生支出，与上年相同。
2.公务用车购置及运行费全年预算数为⟦1.54万元⟧，支出决算为⟦1.54万元⟧，完成全年预算的⟦100%⟧，较上年减少⟦0.41万元⟧，下降⟦21%⟧，
开支财政拨款的公务用车保有量⟦1辆⟧。
3.公务接待费未安排预算，没有发生支出，与上年相同。
十、机关运行经费支出情况说明
机关运行经费支出⟦235.57万元⟧，比年初预算数增加⟦19.06万元⟧，增长⟦8.8%⟧，主要原因是划转人员进驻后办公费用增加。
十一、政府采购支出情况说明
政府采购支出总额⟦2.23万元⟧，其中：政府采购货物支出⟦2.23万元⟧。授予中小企业合同金额⟦2.23万元⟧，占政府采购支出总额的⟦100%⟧，
其中：授予小微企业合同金额⟦2.23万元⟧，占授予中小企业合同金额的⟦100%⟧；货物采购授予中小企业合同金额占货物支出金额的⟦100%⟧。
十二、国有资产占用情况说明
共有车辆⟦1辆⟧，其中：应急保障用车⟦1辆⟧；没有单价100万元（含）以上设备（不含车辆）。
（一）预算绩效管理工作开展情况
共涉及项目⟦1个⟧，资金⟦303.1万元⟧，占一般公共预算项目支出总额的⟦100%⟧。
"""

WUCHANG = """
一、收入支出决算总体情况说明
2020年度收、支总计⟦1,677.19万元⟧。与2019年度相比，收、支总计各增加⟦90.61万元⟧，增长⟦5.7%⟧，主要原因是
二、收入决算情况说明
其中：财政拨款收入⟦1,673万元⟧，占本年收入⟦99.8%⟧；其他收入⟦4.19万元⟧，占本年收入⟦0.2%⟧。
三、支出决算情况说明
其中：基本支出⟦1,551.68万元⟧，占本年支出⟦92.6%⟧；项目支出⟦124.08万元⟧，占本年支出⟦7.4%⟧。
四、财政拨款收入支出决算总体情况说明
2020年度财政拨款收、支总计⟦1,673万元⟧。与2019年度相比，财政拨款收、支总计各增加⟦86.42万元⟧，增长⟦5.4%⟧，主要原因是
（二）财政拨款支出决算结构情况
1.社会保障和就业（类）支出⟦1,358.12万元⟧，占⟦81.2%⟧。其中：行政运行⟦1,096.44万元⟧；
2.卫生健康（类）支出⟦149.23万元⟧，占⟦8.9%⟧。
3.住房保障（类）支出⟦165.65万元⟧，占⟦9.9%⟧。
（三）财政拨款支出决算具体情况
年初预算为⟦1,616.58万元⟧，支出决算为⟦1,673万元⟧，完成年初预算的⟦103.5%⟧。
1.社会保障和就业支出（类）。年初预算为⟦1,315.87万元⟧，支出决算为⟦1,358.12万元⟧，完成年初预算的⟦103.2%⟧，支出决算数大于
2.卫生健康支出（类）。年初预算为⟦149.23万元⟧，支出决算为⟦149.23万元⟧，完成年初预算的⟦100.0%⟧。
3.住房保障支出（类）。年初预算为⟦151.48万元⟧，支出决算为⟦165.65万元⟧，完成年初预算的⟦109.4%⟧，支出决算数大于
（二）一般公共预算财政拨款“三公”经费支出决算情况
年初预算数为⟦4.5万元⟧，支出决算为⟦0万元⟧，完成年初预算的⟦0.0%⟧，其中：
1.因公出国（境）费支出决算为⟦0万元⟧，没有安排年初预算。
2.公务用车购置及运行费支出决算为⟦0万元⟧，完成年初预算的⟦0.0%⟧，比年初预算减少⟦3.5万元⟧。
3.公务接待费支出决算为⟦0万元⟧，完成年初预算的⟦0.0%⟧，比年初预算减少⟦1万元⟧，主要原因是
与2019年度相比减少⟦0.72万元⟧，下降⟦100.0%⟧，主要原因是
十、机关运行经费支出情况
机关运行经费支出⟦216.91万元⟧，比2019年度增加⟦73.67万元⟧，增长⟦51.4%⟧，主要原因是
十一、政府采购支出情况
政府采购支出总额⟦8.9万元⟧，其中：政府采购货物支出⟦1.16万元⟧、政府采购服务支出⟦7.74万元⟧。授予中小企业合同金额⟦8.9万元⟧，占政府采购支出总额的⟦100.0%⟧。
"""

PUTUO = """
一、收入支出决算总体情况说明
2024年度收入支出总计⟦2995.39万元⟧。与2023年度相比，收入支出总计减少⟦56.95万元⟧，下降⟦1.87%⟧。主要原因：人员进出和退休的变化。
二、收入决算情况说明
本年收入合计⟦2946.25万元⟧，其中：财政拨款收入⟦2940.05万元⟧，占⟦99.79%⟧；其他收入⟦6.2万元⟧，占⟦0.21%⟧。
三、支出决算情况说明
本年支出合计⟦2940.05万元⟧，其中：基本支出⟦2336.91万元⟧，占⟦79.49%⟧；项目支出⟦603.14万元⟧，占⟦20.51%⟧。
四、财政拨款收入支出决算总体情况说明
2024年度财政拨款收入支出总计⟦2961.68万元⟧。与2023年度相比，财政拨款收入支出总计持平。
（一）一般公共预算财政拨款支出决算总体情况
占本年支出合计的⟦100.00%⟧。与2023年度相比，一般公共预算财政拨款支出减少⟦63.14万元⟧，下降⟦2.10%⟧。主要原因：部分合同按进度少付。
（二）一般公共预算财政拨款支出决算结构情况
社会保障和就业支出（类）⟦326.71万元⟧，占⟦11.11%⟧；卫生健康支出（类）⟦60.99万元⟧，占⟦2.07%⟧；住房保障支出（类）⟦445.69万元⟧，占⟦15.16%⟧。
（三）一般公共预算财政拨款支出决算具体情况
年初预算为⟦2993.92万元⟧，支出决算为⟦2940.05万元⟧，完成年初预算的⟦98.20%⟧。决算数小于预算数的主要原因：个别信息化项目调减。其中：
行政运行（项）。主要用于：人员和公用经费。年初预算为⟦1560.05万元⟧，支出决算为⟦1511.89万元⟧。决算数小于预算数的主要原因：【待补充：
一般行政管理事务（项）。主要用于：业务指导和宣传。年初预算为⟦10万元⟧，支出决算为⟦10万元⟧。决算数与预算数持平。
六、一般公共预算财政拨款基本支出决算情况说明
人员经费⟦2152.26万元⟧，主要包括：基本工资、津贴补贴、
公用经费⟦184.65万元⟧，主要包括：办公费、
（一）“三公”经费财政拨款支出决算总体情况说明
年初预算为⟦0.95万元⟧，支出决算为⟦0万元⟧，完成预算的⟦0.00%⟧，其中：因公出国（境）费支出决算为⟦0万元⟧；
决算数小于预算数的主要原因：全年没有发生接待。
决算数与2023年度相比持平，其中：因公出国（境）费支出决算持平；公务用车购置及运行维护费支出决算持平；公务接待费支出决算持平。
十、预算绩效管理情况
编报绩效目标的2024年度项目⟦4个⟧，涉及预算金额⟦598.42万元⟧；
平均得分⟦99.43分⟧，其中：评级为“优”的项目⟦4个⟧，评级为“良”的项目⟦0个⟧，
（一）机关运行经费支出情况
机关运行经费支出⟦184.65万元⟧，比2023年度增加⟦2.55万元⟧，增长⟦1.40%⟧。主要原因是更换了老旧照明设施。
（二）政府采购支出情况
货物采购金额⟦4.79万元⟧、工程采购金额⟦0万元⟧、服务采购金额⟦246.47万元⟧。
（三）国有资产占有使用情况说明
没有车辆；单价100万元（含）以上设备（不含车辆）⟦2台（套）⟧。
"""

JIANGHAN_IN_SHANGHAI = """
一、收入支出决算总体情况说明
2024年度收入支出总计⟦1945.8万元⟧。与2023年度相比，收入支出总计减少⟦333.71万元⟧，下降⟦14.64%⟧。主要原因：
二、收入决算情况说明
本年收入合计⟦1945.8万元⟧，其中：财政拨款收入⟦1945.8万元⟧，占⟦100.00%⟧。
（一）“三公”经费财政拨款支出决算总体情况说明
与2023年度相比减少⟦0.41万元⟧，下降⟦21.03%⟧，其中：因公出国（境）费支出决算持平；
"""


def expected(text: str) -> list[tuple[str, str]]:
    """Pairs of a heading and a piece of a sentence under it."""
    pairs, heading = [], ""
    for line in text.split("\n"):
        if line and ("⟦" not in line) and line[0] in "一二三四五六七八九十（":
            heading = line
        elif line:
            pairs.append((heading, line))
    return pairs


@pytest.fixture(scope="module")
def narratives() -> dict[tuple[str, str], Narrative]:
    pairs = [*GOLDEN.items(), ("jianghan-2024", "shanghai-2024")]
    return {pair: draft_example(*pair) for pair in pairs}


@pytest.mark.parametrize(
    ("name", "outline", "heading", "piece"),
    [
        (name, outline, heading, piece)
        for name, outline, text in (
            ("jianghan-2024", "wuhan-2024", JIANGHAN),
            ("wuchang-2020", "wuhan-2020", WUCHANG),
            ("putuo-2024", "shanghai-2024", PUTUO),
            ("jianghan-2024", "shanghai-2024", JIANGHAN_IN_SHANGHAI),
        )
        for heading, piece in expected(text)
    ],
)
def test_each_figure_stands_in_its_sentence(
    narratives: dict[tuple[str, str], Narrative], name: str, outline: str, heading: str, piece: str
) -> None:
    assert piece in section(narratives[name, outline], heading)


@pytest.mark.parametrize("name", GOLDEN)
def test_the_draft_is_the_golden_file(narratives: dict[tuple[str, str], Narrative], name: str) -> None:
    """Made anew with ``python -m tests.drafting.drafts``; read the difference before keeping it."""
    assert golden_text(narratives[name, GOLDEN[name]]) == golden_path(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["jianghan-2024", "wuchang-2020"])
def test_the_examples_want_nothing(narratives: dict[tuple[str, str], Narrative], name: str) -> None:
    narrative = narratives[name, GOLDEN[name]]
    assert (narrative.wanted, narrative.missing, narrative.omitted) == ((), (), ())
    assert [paragraph.gaps for paragraph in paragraphs(narrative) if paragraph.gaps] == []


def test_a_span_knows_its_fact(narratives: dict[tuple[str, str], Narrative]) -> None:
    paragraph = next(one for one in paragraphs(narratives["jianghan-2024", "wuhan-2024"]) if "收、支总计" in one.text)
    assert [(paragraph.text[figure.start : figure.end], figure.fact) for figure in paragraph.figures] == [
        ("1,945.8万元", "overall.total"),
        ("333.71万元", "overall.total.change"),
        ("14.6%", "overall.total.change_rate"),
    ]


def test_tables_charts_and_the_list_of_units_stand_where_the_outline_puts_them(narratives: dict[tuple[str, str], Narrative]) -> None:
    blocks = narratives["wuchang-2020", "wuhan-2020"].blocks
    tables = [block for block in blocks if isinstance(block, PublicTable)]
    assert [(table.number, table.kind) for table in tables][6:] == [("表7", "three_public"), ("表8", "fund"), ("表9", "capital")]
    captions = [block.caption for block in blocks if isinstance(block, Chart)]
    assert captions == ["图1：收、支决算总计变动情况", "图2：收入决算结构", "图3：支出决算结构", "图4：财政拨款收、支决算总计变动情况"]
    (listing,) = [block for block in blocks if isinstance(block, Listing)]
    assert listing.rows == (("1", "江城市示范社会保险服务处", "本级"),)


def test_an_empty_table_without_a_note_gets_a_statement() -> None:
    accounts, inputs = example("putuo-2024")
    tables = {block.kind: block for block in draft_example("putuo-2024", "wuhan-2024").blocks if isinstance(block, PublicTable)}
    assert tables["fund"].statement is not None
    assert tables["fund"].statement.startswith("示范区财政局当年没有政府性基金预算财政拨款收入")
    assert tables["general"].statement is None
    assert accounts.fund is not None
    said = accounts.fund.model_copy(update={"notes": ("注：本单位无政府性基金收支。",)})
    noted = accounts.model_copy(update={"fund": said})
    again = draft_offline(noted, compute_facts(noted, None, inputs), inputs, load_outline("wuhan-2024"))
    assert next(block for block in again.blocks if isinstance(block, PublicTable) and block.kind == "fund").statement is None


def test_a_persons_text_and_a_units_name_are_never_read_as_wording() -> None:
    """Markers, template code, gaps and places of the outline in people's words are shown as they are."""
    nasty = "\ue0000\ue001{{ 7 * 7 }}{% raise %}【待补充：假】{unit}{year}"
    accounts, inputs = example("jianghan-2024")
    named = accounts.model_copy(update={"unit": f"处{nasty}"})
    spoken = inputs.model_copy(update={"profile": Profile(functions=nasty, short_name=nasty)})
    narrative = draft_offline(named, compute_facts(named, None, spoken), spoken, load_outline("wuhan-2024"))
    (functions,) = [one for one in paragraphs(narrative) if one.text == nasty]
    assert (functions.figures, functions.gaps) == ((), ())
    assert marked(next(one for one in paragraphs(narrative) if "机关运行经费支出" in one.text)).startswith(
        f"2024年度处{nasty}机关运行经费支出⟦"
    )
    assert f"第一部分 处{nasty}概况" in [block.text for block in narrative.blocks if isinstance(block, Heading)]
    assert narrative.title == f"2024年度处{nasty}单位决算公开"


def test_people_write_several_lines_as_several_paragraphs() -> None:
    accounts, _ = example("jianghan-2024")
    inputs = Inputs(profile=Profile(functions="第一项。\n\n  第二项。  \n"))
    texts = [
        paragraph.text
        for paragraph in paragraphs(draft_offline(accounts, compute_facts(accounts, None, inputs), inputs, load_outline("wuhan-2024")))
    ]
    assert texts[:2] == ["第一项。", "第二项。"]
