"""The lexicon: the field's words for totals, balances, kinds of money and things, and the stems of facts that they mean.

An entry names a stem for a section where its words mean something else there, or behind a whole named before it in the
paragraph (see ``WHOLES``); stems parted by ``|`` are the likeliest,
by ``/`` all that there are (see ``subjects.subject_of``).
"""

import re
from collections.abc import Iterator, Mapping

_Q = "[“”\"‘’']?"
_BOTH = r"收入?[、，,和与及]?支出?"
_GENERAL_AND_FUNDS = (
    r"一般公共预算(?:财政拨款)?[、和与及]政府性基金(?:预算)?(?:财政拨款)?(?:[、和与及]国有资本经营(?:预算)?(?:财政拨款)?)?(?:本年)?"
)
_LEFT = "结转(?:和|及|与)?结余"


def _balances(when: str, name: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What is left of appropriations, of one kind of them and of all, whichever of the kind and the time is said first."""
    kinds = {"general": "一般公共预算", "fund": "政府性基金(?:预算)?", "capital": "国有资本经营(?:预算)?"}
    for kind, words in kinds.items():
        pattern = rf"{when}{words}(?:财政拨款)?{_LEFT}|{words}(?:财政拨款)?{when}{_LEFT}"
        own = {} if kind == "general" else {kind: f"{kind}.{name}"}
        yield pattern, {**own, "": f"fiscal.{name}.{kind}"}
    yield rf"{when}财政拨款{_LEFT}", {"general": f"fiscal.{name}.general/fiscal.{name}", "": f"fiscal.{name}"}


WHOLES = ("general.basic", "expenditure.basic", "expenditure.basic|general.basic", "fund.basic", "operating_cost", "three_public.total")
"""Stems of what has lines in more than one table: whose lines are meant is told by the last of them that was named."""
INNER_WHOLES = ("economic.public", "economic.public/all_basic.public")
"""Such stems that are lines of a whole themselves: it is told by the whole again whose the next line is."""


def _basic_line(line: str) -> Mapping[str, str]:
    """A line of 基本支出: of 一般公共预算, or where all money is spoken of, of that or of all."""
    either = f"economic.{line}/all_basic.{line}"
    spoken_of_all = ("overall", "expenditure", "all_basic", "expenditure.basic", "expenditure.basic|general.basic")
    return {**dict.fromkeys(spoken_of_all, either), "general.basic": f"economic.{line}", "fund.basic": "", "": f"economic.{line}"}


def _three_public_line(name: str, code: str) -> Mapping[str, str]:
    """A line of 三公, or within 公用经费 and 机关运行经费 that of its own or of 基本支出 by kind of spending."""
    own = f"three_public.{name}"
    of_basic = f"{own}/economic.{code}"
    of_cost = f"{of_basic}/operating.{code}"
    return {
        "operating": of_cost,
        "operating_cost": of_cost,
        "three_public.total": own,
        "economic.public": of_basic,
        "economic.public/all_basic.public": f"{of_basic}/all_basic.{code}",
        "": own,
    }


_ENTRIES: tuple[tuple[str, Mapping[str, str]], ...] = (
    (
        rf"(?:一般公共|政府性基金|国有资本经营)(?:预算)?(?:财政拨款)?(?:本年)?(?:总收入|(?:{_BOTH}|收入|支出)(?:决算)?总计)",
        {"": ""},
    ),
    (r"(?:政府性基金|国有资本经营)(?:预算)?(?:财政拨款)?总支出", {"": ""}),
    (rf"财政拨款(?:本年)?(?:{_BOTH}|总收入、?总支出)(?:决算)?(?:总计|总额|总体)|财政拨款总收支", {"": "fiscal.total"}),
    (
        rf"{_BOTH}(?:决算)?(?:总计|总额)|收入总计[、和]支出总计|收入、支出(?:均|各)?为|总收支",
        {"fiscal": "fiscal.total", "fund": "", "capital": "", "": "overall.total"},
    ),
    (r"(?:本年)?财政拨款(?:本年)?(?:收入|支出)(?:决算)?总计", {"": "fiscal.total"}),
    (r"(?:本年)?(?:收入|支出)(?:决算)?总计", {"fiscal": "fiscal.total", "fund": "", "capital": "", "": "overall.total"}),
    (r"财政拨款总收入", {"": "fiscal.total/fiscal.income.total"}),
    (r"财政拨款总支出", {"": "fiscal.total/fiscal.expenditure.total/general.total"}),
    (
        r"总收入",
        {
            "fiscal": "fiscal.total/fiscal.income.total",
            "overall": "overall.total/income.total",
            "fund": "",
            "capital": "",
            "": "income.total/overall.total",
        },
    ),
    (
        r"总支出",
        {
            "fiscal": "fiscal.total/fiscal.expenditure.total",
            "overall": "overall.total/expenditure.total",
            "general": "expenditure.total/overall.total/general.total",
            "fund": "",
            "capital": "",
            "": "expenditure.total/overall.total",
        },
    ),
    *_balances("年初", "opening"),
    (
        rf"年初{_LEFT}",
        {
            "fund": "fund.opening",
            "capital": "capital.opening",
            "fiscal": "fiscal.opening",
            "general": "fiscal.opening.general/fiscal.opening",
            "": "overall.opening",
        },
    ),
    *_balances("年末", "closing"),
    (
        rf"(?:年末)?结转下年|年末{_LEFT}",
        {
            "fund": "fund.closing",
            "capital": "capital.closing",
            "fiscal": "fiscal.closing",
            "general": "fiscal.closing.general/fiscal.closing",
            "": "overall.closing",
        },
    ),
    (r"使用非财政拨款结余", {"": "overall.use_surplus"}),
    (r"结余分配", {"": "overall.surplus_distribution"}),
    (r"一般公共预算(?:财政拨款)?(?:本年)?收入", {"": "fiscal.income.general"}),
    (rf"{_GENERAL_AND_FUNDS}收入(?:合计|总额)", {"": "fiscal.income.total"}),
    (rf"{_GENERAL_AND_FUNDS}支出(?:合计|总额)", {"": "fiscal.expenditure.total"}),
    (r"政府性基金(?:预算)?(?:财政拨款)?(?:本年)?收入", {"fund": "fund.income", "": "fiscal.income.fund"}),
    (r"国有资本经营(?:预算)?(?:财政拨款)?(?:本年)?收入", {"capital": "capital.income", "": "fiscal.income.capital"}),
    (r"(?:本年)?财政拨款(?:本年)?收入(?:决算)?(?:合计|总额)?", {"fiscal": "fiscal.income.total", "": "income.fiscal"}),
    (
        r"(?:本年度?)?收入(?:决算)?(?:合计|总额)|本年收入",
        {"fiscal": "fiscal.income.total", "fund": "fund.income", "": "income.total"},
    ),
    (r"上级补助收入", {"": "income.superior"}),
    (r"事业收入", {"": "income.business"}),
    (r"经营收入", {"": "income.operating"}),
    (r"附属单位上缴收入", {"": "income.affiliated"}),
    (r"其他收入", {"": "income.other"}),
    (r"一般公共预算(?:财政拨款)?基本支出", {"": "general.basic"}),
    (r"一般公共预算(?:财政拨款)?项目支出(?:总额)?", {"": "general.project"}),
    (r"政府性基金(?:预算)?(?:财政拨款)?(?:本年)?支出", {"fund": "fund.total", "": "fiscal.expenditure.fund"}),
    (r"国有资本经营(?:预算)?(?:财政拨款)?(?:本年)?支出", {"capital": "capital.total", "": "fiscal.expenditure.capital"}),
    (r"一般公共预算(?:财政拨款)?(?:本年|总)?支出(?:合计|总额)?", {"": "general.total"}),
    (
        r"(?:本年)?财政拨款(?:本年)?支出(?:合计|总额)?",
        {
            "fiscal": "fiscal.expenditure.total",
            "general": "general.total",
            "basic": "general.total",
            "": "fiscal.expenditure.total/general.total",
        },
    ),
    (
        r"(?:本年度?)?支出(?:决算)?(?:合计|总额)|本年支出",
        {
            "fiscal": "fiscal.expenditure.total",
            "grants": "expenditure.total/fiscal.expenditure.total",
            "fund": "fund.total",
            "": "expenditure.total",
        },
    ),
    (r"(?<=[，,])支出(?=为?\d)", {"fund": "fund.total", "capital": "capital.total"}),
    (
        r"基本支出(?:总额)?",
        {
            "general": "general.basic",
            "basic": "general.basic",
            "all_basic": "general.basic/expenditure.basic",
            "fund": "fund.basic",
            "capital": "capital.basic",
            "expenditure": "expenditure.basic",
            "": "expenditure.basic|general.basic",
        },
    ),
    (
        r"项目支出(?:总额)?",
        {
            "general": "general.project",
            "basic": "general.project",
            "fund": "fund.project",
            "capital": "capital.project",
            "expenditure": "expenditure.project",
            "fiscal": "",
            "": "expenditure.project|general.project",
        },
    ),
    (r"上缴上级支出", {"": "expenditure.remitted"}),
    (r"对附属单位补助(?:支出)?", {"": "expenditure.subsidy"}),
    (r"经营支出", {"": "expenditure.operating"}),
    (r"人员经费(?:支出)?", _basic_line("personnel")),
    (r"(?:日常)?公用经费(?:支出)?", _basic_line("public")),
    (_Q + r"三公" + _Q + r"经费" + _Q + r"(?:财政拨款)?(?:支出)?(?:合计|总额)?", {"": "three_public.total"}),
    (r"因公出国[（(]境[)）]团组(?:数)?", {"three_public": "three_public.abroad_groups|three_public.abroad_people"}),
    (r"因公出国[（(]境[)）](?:费用?)?", _three_public_line("abroad", "30212")),
    (r"公务用车购置(?:费)?(?:及|和|与)(?:公务用车)?运行(?:维护)?费?(?:支出)?", {"": "three_public.vehicles"}),
    (r"公务用车购置(?:费|支出)?", {"": "three_public.vehicle_purchase"}),
    (r"公务用车运行(?:维护)?(?:费|支出)?", _three_public_line("vehicle_operation", "30231")),
    (r"(?:国内)?公务接待(?:费|支出)", _three_public_line("reception", "30217")),
    (
        r"(?:共|累计)?(?:接待)?国内(?:公务接待|来访)(?:团组)?(?:批次|人次)?数?为?(?=\d)",
        {"three_public": "three_public.reception_batches|three_public.reception_people"},
    ),
    (r"接待外宾(?=\d)", {"three_public": "three_public.foreign_batches|three_public.foreign_people"}),
    (r"机关运行经费", {"": "operating_cost"}),
    (r"货物(?:类)?采购授予中小企业(?:的)?合同(?:金额|总额)", {"": "procurement.goods_sme"}),
    (r"工程(?:类)?采购授予中小企业(?:的)?合同(?:金额|总额)", {"": "procurement.works_sme"}),
    (r"服务(?:类)?采购授予中小企业(?:的)?合同(?:金额|总额)", {"": "procurement.services_sme"}),
    (r"授予中小(?:微)?企业(?:的)?合同(?:金额|总额)", {"": "procurement.sme"}),
    (r"授予小(?:型)?微(?:型)?企业(?:的)?合同(?:金额|总额)", {"": "procurement.micro"}),
    (r"(?:政府采购)?货物(?:类)?(?:采购)?(?:支出|金额)(?:金额)?", {"": "procurement.goods"}),
    (r"(?:政府采购)?工程(?:类)?(?:采购)?(?:支出|金额)(?:金额)?", {"": "procurement.works"}),
    (r"(?:政府采购)?(?<!商品和)服务(?:类)?(?:采购)?(?:支出|金额)(?:金额)?", {"": "procurement.services"}),
    (r"政府采购(?:本年度?|全年)?(?:支出)?(?:总额|金额|总金额|支出|合计)(?:合计|总额)?", {"": "procurement.total"}),
    (r"共有(?:公务)?车辆|(?:实有|占用)车辆", {"": "assets.vehicles"}),
    (r"副?部[（(]?省?[)）]?级(?:及以上)?领导(?:干部)?用车", {"": "assets.ministerial"}),
    (r"主要领导干部用车|主要负责人用车", {"": "assets.principal"}),
    (r"机要通信(?:应急)?用车", {"": "assets.confidential"}),
    (r"应急保障用车", {"": "assets.emergency"}),
    (r"执法执勤用车", {"": "assets.enforcement"}),
    (r"特种专业技术用车", {"": "assets.special"}),
    (r"离退休干部(?:服务)?用车", {"": "assets.retired_cadres"}),
    (r"其他用车", {"": "assets.other"}),
    (r"(?:单价|单台|单位价值|单台价值)\d+万元(?:[（(]含[)）])?以上通用设备", {"": "assets.general_equipment"}),
    (r"(?:单价|单台|单位价值|单台价值)\d+万元(?:[（(]含[)）])?以上专用设备", {"": "assets.special_equipment"}),
    (r"(?:单价|单台|单位价值|单台价值)100万元(?:[（(]含[)）])?以上(?:的)?设备(?:[（(]不含车辆[)）])?", {"": "assets.equipment"}),
    (r"(?:单价|单台|单位价值|单台价值)\d+万元(?:[（(]含[)）])?以上(?:的)?设备(?:[（(]不含车辆[)）])?", {"": "assets.other_equipment"}),
    (r"公务用车保有量(?:为)?|车辆保有量|公务用车保有", {"": "three_public.vehicles_kept"}),
    (r"(?:购置|更新)公务用车", {"three_public": "three_public.vehicles_bought"}),
    (r"(?:共)?涉及项目|(?<=绩效自评的)(?:20\d\d年度)?项目", {"performance": "performance.projects"}),
    (r"(?<=个[，,])(?:涉及)?资金", {"performance": "performance.amount"}),
    (r"涉及(?:预算)?(?:资金|金额)|资金", {"performance": "performance.amount|expenditure.total|general.total"}),
    (r"在职(?:实有)?(?:人员|职工)?(?:人数)?|实有在职人员", {"other": "staff.on_post"}),
    (r"离退休人员", {"other": "staff.retired"}),
    (r"退休(?:人员)?(?=\d)", {"other": "staff.retirees"}),
    (r"离休(?:人员)?(?=\d)", {"other": "staff.retired_cadres"}),
    (r"行政(?:人员)?(?=\d)", {"other": "staff.civil_servants"}),
    (r"事业(?:人员)?(?=\d)", {"other": "staff.institution"}),
    (r"参照公务员法管理(?:人员)?(?=\d)", {"other": "staff.as_civil_servants"}),
)
_FIRST = "财收本年结使一政国上事经附其总支基项对人日“”\"‘’'三因公货工服授共实占副部主机应执特离单位购更涉资在退行参车累国接绩2"
_NAMED = "|".join(f"(?:{pattern})(?P<s{number}>)" for number, (pattern, _) in enumerate(_ENTRIES))
LEXICON = re.compile(f"(?=[{_FIRST}])(?:{_NAMED})")
"""All entries as one pattern. The characters they can begin with are looked for first, and the group that tells an entry
stands empty behind it, so that most entries are passed over by one character; either makes it four times as fast.
"""
STEMS = {f"s{number}": stems for number, (_, stems) in enumerate(_ENTRIES)}
"""The stems of each entry by section, by the group that tells it."""
