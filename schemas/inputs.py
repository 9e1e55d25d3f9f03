"""Inputs (补充资料): what the tables do not hold and a person must say.

One model serves the workbook and the YAML form. Each field of ``Inputs`` is a sheet: a record is a
sheet of labelled lines, a tuple a sheet with one row an entry. A field's ``title`` is its label on
the sheet, its ``description`` the note beside it, ``unit`` its unit. Money is in 万元.
"""

from decimal import Decimal
from typing import Any

from pydantic import Field

from schemas.frozen import Frozen


def _text(title: str, note: str = "") -> Any:
    return Field(default=None, title=title, description=note)


def _money(title: str, note: str = "") -> Any:
    return Field(default=None, title=title, description=note, json_schema_extra={"unit": "万元"})


def _count(title: str, unit: str, note: str = "") -> Any:
    return Field(default=None, title=title, description=note, ge=0, json_schema_extra={"unit": unit})


class Profile(Frozen):
    """The unit: its name, year, functions and organisation."""

    unit: str | None = _text("单位名称", "与决算表上的名称一致；留空则取决算表中的名称")
    year: int | None = Field(default=None, title="年度", description="决算年度，如 2024；留空则取决算表中的年度")
    short_name: str | None = _text("单位简称", "正文中自称，如“我处”；可不填")
    fiscal_level: str | None = _text("财政级次", "如“市级”“区级”，用于名词解释")
    functions: str | None = _text("主要职能", "可分行填写，一行一段")
    organisation: str | None = _text("机构设置情况", "可分行填写，一行一段")


class Entity(Frozen):
    """A unit within the scope of the accounts."""

    name: str = Field(title="单位名称")
    note: str | None = _text("备注")


class Staff(Frozen):
    """Numbers of staff at the end of the year."""

    on_post: int | None = _count("在职实有人数", "人")
    civil_servants: int | None = _count("其中：行政人员", "人")
    institution: int | None = _count("其中：事业人员", "人")
    as_civil_servants: int | None = _count("其中：参照公务员法管理人员", "人", "已包含在事业人员内")
    retired: int | None = _count("离退休人员", "人")
    retired_cadres: int | None = _count("其中：离休人员", "人")
    retirees: int | None = _count("其中：退休人员", "人")


class Budget(Frozen):
    """The budget of one account of 一般公共预算, in 万元. Code ``合计`` is the unit's total."""

    code: str = Field(title="科目编码", description="类（3位）、款（5位）或项（7位）的编码；总额填“合计”")
    name: str | None = _text("科目名称")
    initial: Decimal | None = _money("年初预算数")
    adjusted: Decimal | None = _money("调整预算数", "全年预算数；没有调整可不填")
    purpose: str | None = _text("主要用于", "该科目支出的用途，接在“主要用于”之后")


class Prior(Frozen):
    """A figure of last year, where there is no workbook of last year: a fact's id and its value."""

    fact: str = Field(title="指标编号", description="程序使用的编号，请勿改动")
    label: str | None = _text("指标名称")
    value: Decimal | None = _money("上年决算数")


class OperatingCost(Frozen):
    """机关运行经费."""

    actual: Decimal | None = _money("机关运行经费支出", "留空则取表6公用经费合计；没有机关运行经费的单位填 0")
    initial: Decimal | None = _money("年初预算数")
    prior: Decimal | None = _money("上年决算数")


class Procurement(Frozen):
    """政府采购 of the year."""

    total: Decimal | None = _money("政府采购支出总额")
    goods: Decimal | None = _money("其中：货物支出")
    works: Decimal | None = _money("其中：工程支出")
    services: Decimal | None = _money("其中：服务支出")
    sme: Decimal | None = _money("授予中小企业合同金额")
    micro: Decimal | None = _money("其中：授予小微企业合同金额")
    goods_sme: Decimal | None = _money("货物采购授予中小企业合同金额")
    works_sme: Decimal | None = _money("工程采购授予中小企业合同金额")
    services_sme: Decimal | None = _money("服务采购授予中小企业合同金额")
    reserved_sme: Decimal | None = _money("面向中小企业预留项目预算金额", "上海等地填写")
    reserved_micro: Decimal | None = _money("面向小微企业预留项目预算金额", "上海等地填写")
    reserved_sme_awarded: Decimal | None = _money("预留项目中小企业中标金额", "上海等地填写")
    reserved_micro_awarded: Decimal | None = _money("预留项目小微企业中标金额", "上海等地填写")
    other_sme_awarded: Decimal | None = _money("其他项目中小企业中标金额", "上海等地填写")


class Assets(Frozen):
    """State-owned assets at the end of the year: cars by use, large equipment."""

    vehicles: int | None = _count("共有车辆", "辆")
    ministerial: int | None = _count("其中：副部（省）级及以上领导用车", "辆")
    principal: int | None = _count("其中：主要领导干部用车", "辆")
    confidential: int | None = _count("其中：机要通信用车", "辆")
    emergency: int | None = _count("其中：应急保障用车", "辆")
    enforcement: int | None = _count("其中：执法执勤用车", "辆")
    special: int | None = _count("其中：特种专业技术用车", "辆")
    retired_cadres: int | None = _count("其中：离退休干部服务用车", "辆")
    other: int | None = _count("其中：其他用车", "辆")
    equipment: int | None = _count("单价100万元（含）以上设备（不含车辆）", "台（套）")
    general_equipment: int | None = _count("单价50万元（含）以上通用设备", "台（套）", "2022年以前的口径")
    special_equipment: int | None = _count("单价100万元（含）以上专用设备", "台（套）", "2022年以前的口径")


class ThreePublicDetails(Frozen):
    """Counts and purposes beside table 9."""

    abroad_groups: int | None = _count("因公出国（境）团组", "个")
    abroad_people: int | None = _count("因公出国（境）人次", "人次")
    abroad_purpose: str | None = _text("因公出国（境）费主要用于")
    vehicles_bought: int | None = _count("本年购置公务用车", "辆")
    vehicles_kept: int | None = _count("年末公务用车保有量", "辆", "开支财政拨款的公务用车")
    vehicle_purchase_purpose: str | None = _text("公务用车购置费主要用于")
    vehicle_operation_purpose: str | None = _text("公务用车运行维护费主要用于")
    reception_batches: int | None = _count("国内公务接待批次", "批次")
    reception_people: int | None = _count("国内公务接待人次", "人次")
    reception_purpose: str | None = _text("公务接待费主要用于")
    foreign_batches: int | None = _count("其中：接待外宾批次", "批次")
    foreign_people: int | None = _count("其中：接待外宾人次", "人次")
    foreign_reception: Decimal | None = _money("其中：外宾接待支出")
    scope: str | None = _text("“三公”经费的单位范围", "2020年口径需要；不填则写本级")


class Project(Frozen):
    """A project (项目) paid from 项目支出, with what came of it."""

    name: str = Field(title="项目名称")
    amount: Decimal | None = _money("支出决算数")
    outcome: str | None = _text("主要成效", "接在“主要成效为”之后")


class Performance(Frozen):
    """What the report says of performance management; the self-evaluation forms are a document of their own."""

    projects: int | None = _count("开展绩效自评的项目数", "个")
    amount: Decimal | None = _money("开展绩效自评的项目资金")
    work: str | None = _text("绩效管理工作开展情况", "接在自评范围之后的文字，可分行")
    unit_result: str | None = _text("整体支出自评结果", "可分行")
    project_results: str | None = _text("项目支出自评结果", "可分行")
    application: str | None = _text("绩效自评结果应用情况", "可分行")
    systems: str | None = _text("绩效管理制度", "上海等地填写：制度名称")
    mechanism: str | None = _text("绩效管理工作机制", "上海等地填写")
    target_projects: int | None = _count("编报绩效目标的项目数", "个", "上海等地填写")
    target_amount: Decimal | None = _money("编报绩效目标的项目预算", "上海等地填写")
    tracked_projects: int | None = _count("绩效跟踪的项目数", "个", "上海等地填写")
    tracked_amount: Decimal | None = _money("绩效跟踪的项目预算", "上海等地填写")
    average_score: Decimal | None = Field(default=None, title="自评平均得分", description="上海等地填写", json_schema_extra={"unit": "分"})
    excellent: int | None = _count("评级为优的项目数", "个", "上海等地填写")
    good: int | None = _count("评级为良的项目数", "个", "上海等地填写")
    qualified: int | None = _count("评级为合格的项目数", "个", "上海等地填写")
    unqualified: int | None = _count("评级为不合格的项目数", "个", "上海等地填写")
    problems: int | None = _count("自评发现问题数", "个", "上海等地填写")
    problems_solved: int | None = _count("已完成整改问题数", "个", "上海等地填写")
    problems_open: int | None = _count("正在整改问题数", "个", "上海等地填写")


class Achievement(Frozen):
    """One piece of the year's key work (重点工作)."""

    title: str = Field(title="工作名称")
    text: str = Field(title="完成情况")


class Reason(Frozen):
    """Why a figure moved, in a person's words, bound to the fact it explains."""

    fact: str = Field(title="指标编号", description="程序使用的编号，请勿改动")
    label: str | None = _text("事项", "由程序写入，供核对")
    text: str | None = _text("原因", "直接写原因，不必写“主要原因是”")


class Term(Frozen):
    """A term or account explained in the unit's own words instead of the built-in ones."""

    name: str = Field(title="名词", description="名词，或科目的名称、编码")
    text: str = Field(title="解释")


class Inputs(Frozen):
    """All a person adds to the tables."""

    profile: Profile = Field(default=Profile(), title="单位概况")
    entities: tuple[Entity, ...] = Field(default=(), title="决算单位构成")
    staff: Staff = Field(default=Staff(), title="人员情况")
    budgets: tuple[Budget, ...] = Field(default=(), title="预算数")
    prior: tuple[Prior, ...] = Field(default=(), title="上年数")
    operating_cost: OperatingCost = Field(default=OperatingCost(), title="机关运行经费")
    procurement: Procurement = Field(default=Procurement(), title="政府采购")
    assets: Assets = Field(default=Assets(), title="国有资产")
    three_public: ThreePublicDetails = Field(default=ThreePublicDetails(), title="三公经费明细")
    projects: tuple[Project, ...] = Field(default=(), title="项目支出")
    performance: Performance = Field(default=Performance(), title="绩效管理")
    achievements: tuple[Achievement, ...] = Field(default=(), title="重点工作")
    reasons: tuple[Reason, ...] = Field(default=(), title="原因")
    terms: tuple[Term, ...] = Field(default=(), title="名词解释")
