"""Sections on funds, capital, 机关运行经费, 政府采购, assets and performance."""

from decimal import Decimal

from benchmarks.corpus.phrases import against_budget, change, reason, rising, share
from benchmarks.corpus.quantity import Quantity, ratio_of
from benchmarks.corpus.scribe import Scribe
from benchmarks.corpus.sections.three_public import cutoff
from benchmarks.corpus.sections.totals import this_year
from schemas.accounts import ByFunction


def staff(s: Scribe) -> list[str]:
    """How many people the unit has."""
    record = s.unit.inputs.staff
    text = f"{s.name()}在职实有人数{s.count(record.on_post or 0, '人', 'staff.on_post')}，其中："
    text += f"行政人员{s.count(record.civil_servants or 0, '人', 'staff.civil_servants')}，"
    text += f"事业人员{s.count(record.institution or 0, '人', 'staff.institution')}。"
    retired = f"离退休人员{s.count(record.retired or 0, '人', 'staff.retired')}，其中："
    retired += f"离休{s.count(record.retired_cadres or 0, '人', 'staff.retired_cadres')}，"
    retired += f"退休{s.count(record.retirees or 0, '人', 'staff.retirees')}。"
    return [text, retired]


def fund(s: Scribe) -> list[str]:
    """政府性基金预算财政拨款: the flows, or that there are none."""
    table = s.unit.accounts.fund
    if table is None or table.empty or not any(s.quantity(f"fund.{key}").value for key in ("opening", "income", "total", "closing")):
        nothing = s.pick(
            f"{s.name()}{this_year(s)}无政府性基金预算财政拨款收入、支出及结转结余",
            f"{s.unit.short_name}当年没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出",
            f"{this_year(s)}{s.unit.short_name}无政府性基金预算财政拨款收支",
        )
        return [f"{nothing}。"]
    s.begin_claim()
    text = f"{this_year(s)}政府性基金预算财政拨款年初结转和结余{s.money(s.quantity('fund.opening'))}"
    text += f"，本年收入{s.money(s.quantity('fund.income'))}，本年支出{s.money(s.quantity('fund.total'))}"
    text += f"，年末结转和结余{s.money(s.quantity('fund.closing'))}。"
    return [text, *_accounts(s, table, "fund")]


def capital(s: Scribe) -> list[str]:
    """国有资本经营预算财政拨款: the expenditure, or that there is none."""
    table = s.unit.accounts.capital
    if table is None or not s.quantity("capital.total").value:
        nothing = s.pick(
            f"{s.name()}{this_year(s)}无国有资本经营预算财政拨款支出",
            f"{s.unit.short_name}当年没有使用国有资本经营预算财政拨款安排的支出",
        )
        return [f"{nothing}。"]
    s.begin_claim()
    level = f"{this_year(s)}国有资本经营预算财政拨款支出{s.money(s.quantity('capital.total'))}"
    return [f"{level}，{change(s, 'capital.total')}。", *_accounts(s, table, "capital")]


def _accounts(s: Scribe, table: ByFunction, room: str) -> list[str]:
    texts = []
    for line in table.rows:
        spent = s.quantity(f"{room}.function.{line.key}.actual")
        if len(line.key) == 7 and spent.value:
            s.begin_claim()
            name = s.word("account_name", line.label, f"{room}.function.{line.key}")
            texts.append(f"{name}（项）{s.money(spent)}")
    return [f"主要用于：{'；'.join(texts)}。"] if texts else []


def operating_cost(s: Scribe) -> list[str]:
    """机关运行经费: level, change, against the initial budget."""
    s.begin_claim()
    level = f"{this_year(s)}{s.self_name()}机关运行经费支出{s.money(s.quantity('operating_cost.actual'))}"
    texts = [level]
    if s.known("operating_cost.budget") and s.chance(0.5):
        texts.append(f"，{against_budget(s, 'operating_cost', 'operating_cost.actual', 'operating_cost.budget', '年初')}")
        s.begin_claim()
    if len(texts) == 1 or s.chance(0.3):
        moved = change(s, "operating_cost.actual", subject="机关运行经费") + reason(s, rising(s, "operating_cost.actual"))
        texts.append(f"{s.pick('，', '。')}{moved}")
    return ["".join(texts) + "。"]


def procurement(s: Scribe) -> list[str]:
    """政府采购: total, goods, works and services, what went to small firms."""
    s.begin_claim()
    total = s.quantity("procurement.total")
    if not total.value:
        return [f"{this_year(s)}{s.self_name()}政府采购支出总额{s.money(total)}。"]
    names = {"goods": "政府采购货物支出", "works": "政府采购工程支出", "services": "政府采购服务支出"}
    keys = [key for key in names if s.quantity(f"procurement.{key}").value or s.chance(0.5)]
    parts = s.pick("、", "，", "；").join(f"{names[key]}{s.money(s.quantity(f'procurement.{key}'))}" for key in keys)
    text = f"{this_year(s)}{s.self_name()}政府采购支出总额{s.money(total)}，其中：{parts}。"
    s.begin_claim()
    words = ("占政府采购支出总额的", "占政府采购支出总额的", "占总额的")
    text += f"授予中小企业合同金额{s.money(s.quantity('procurement.sme'))}，{share(s, 'procurement.sme', 'procurement.total', words)}"
    if s.chance(0.7):
        micro = s.quantity("procurement.micro")
        of_sme = share(s, "procurement.micro", "procurement.sme", ("占授予中小企业合同金额的",))
        of_total = share(s, "procurement.micro", "procurement.total", words[:1], "procurement.micro.total_share")
        text += f"，其中：授予小微企业合同金额{s.money(micro)}，{s.pick(of_sme, of_sme, of_total)}"
    return [f"{text}。"]


def assets(s: Scribe) -> list[str]:
    """Vehicles by use and large equipment at the end of the year."""
    record = s.unit.inputs.assets
    names = {
        "principal": "主要领导干部用车",
        "confidential": "机要通信用车",
        "emergency": "应急保障用车",
        "enforcement": "执法执勤用车",
        "special": "特种专业技术用车",
        "other": "其他用车",
    }
    everything = s.chance(0.4)
    kinds = [(key, getattr(record, key)) for key in names if everything or getattr(record, key)]
    text = f"{cutoff(s)}，{s.self_name()}共有车辆{s.count(record.vehicles or 0, '辆', 'assets.vehicles')}"
    if kinds:
        text += "，其中：" + "、".join(f"{names[key]}{s.count(value, '辆', f'assets.{key}')}" for key, value in kinds)
    equipment = s.count(record.equipment or 0, s.pick("台（套）", "台"), "assets.equipment")
    if not record.equipment and s.chance(0.5):
        return [f"{text}。无单价100万元（含）以上设备（不含车辆）。"]
    return [f"{text}。单价100万元（含）以上设备（不含车辆）{equipment}。"]


def performance(s: Scribe) -> list[str]:
    """What was evaluated, and a project's result: budget, executed, rate, and counts set against targets."""
    record = s.unit.inputs.performance
    if not record.projects:
        return [f"根据预算绩效管理要求，{s.unit.short_name}本年没有需要开展绩效自评的项目。"]
    s.begin_claim()
    scope = f"共涉及项目{s.count(record.projects, '个', 'performance.projects')}，资金{s.money(s.quantity('performance.amount'))}"
    part = share(s, "performance.amount", "general.project", ("占一般公共预算项目支出总额的",))
    work = f"{s.unit.short_name}组织对{this_year(s)}一般公共预算项目支出开展绩效自评"
    text = f"根据预算绩效管理要求，{work}，{scope}{f'，{part}' if part else ''}。"
    return [text, *_project(s)]


def _project(s: Scribe) -> list[str]:
    """A project's executed amount against its budget, then a count against its target."""
    projects = s.unit.inputs.projects
    if not projects or projects[0].amount is None or s.chance(0.4):
        return []
    s.begin_claim()
    spent = s.quantity("project.1.actual")
    planned = _exactly(s, (spent.value * Decimal(s.random.choice(("1", "1.05", "1.2")))).quantize(Decimal("0.01")))
    rate = ratio_of(spent, planned, "")
    text = f"{projects[0].name}绩效自评综述：项目全年预算数为{s.money(planned, 'budget')}，执行数为{s.money(spent, 'actual')}"
    text += f"，{s.pick('完成预算的', '预算执行率')}{s.percent(rate, 'completion')}。" if rate else "。"
    return [text + _output(s)]


def _output(s: Scribe) -> str:
    s.begin_claim()
    target = s.random.randint(10, 90) * 10
    done = target + s.random.randint(0, 60)
    rate = ratio_of(_exactly(s, Decimal(done)), _exactly(s, Decimal(target)), "")
    assert rate is not None
    percent = s.percent(rate, "completion")
    goal, reached = s.count(target, "人次", role="budget"), s.count(done, "人次", role="actual")
    return f"主要产出和效益：开展业务培训{reached}，完成年度计划{goal}的{percent}。"


def _exactly(s: Scribe, value: Decimal) -> Quantity:
    return Quantity("", s.unit.year, value, value, value)
