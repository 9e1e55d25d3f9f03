"""Generated forms of self-evaluation (绩效自评表), right in every score, and the same with one field wrong.

The scores are computed here, not by the program.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from schemas.performance import Form, Indicator
from schemas.place import Place

_CENT = Decimal("0.01")
_PLACE = Place(file="")
_GROUPS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("社会效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度",),
}
_COUNTED = ("业务经办量", "宣传资料发放量", "培训人次", "检查次数", "走访企业数", "稽核户数", "信息系统维护次数", "受理信访件数")
_UNITS = ("笔", "份", "人次", "次", "家", "户", "次", "件")
_RATES = ("办结率", "准确率", "合格率", "按时发放率", "设备完好率", "问题整改率")
_JUDGED = (("提升服务水平", "明显提升"), ("保障工作正常运转", "保障"), ("维护群众合法权益", "有效维护"), ("队伍稳定发展", "稳定"))
_COSTS = ("项目总成本", "人均培训成本", "资料印刷成本")
_WHY = ("改用网上办理，现场办理的减少了", "年初目标定得偏低", "部分工作推迟到下一年度开展", "上级追加了任务")
_WHAT = ("按近三年平均数确定目标", "按季度跟踪进度", "与业务部门重新核定目标", "把追加的任务列入目标")
_FIELDS = ["就业", "培训", "档案", "信访", "人才", "监察", "仲裁", "统计", "窗口", "网络", "热线", "宣传", "后勤", "财务", "资产", "安全"]
_PROJECTS = ("业务工作经费", "信息化运行维护", "教育培训", "设备购置", "公共服务补助")


@dataclass(frozen=True)
class Mutant:
    """A form with one field wrong."""

    kind: str
    form: Form


def draw_form(seed: int) -> Form:
    """A form whose every score is right; what is short of its target or far above it has its reason."""
    chance = Random(seed)
    rate_weight = chance.choice((10, 20))
    budget = Decimal(chance.randrange(500, 500_000)) / 100
    executed = budget if chance.random() < 0.4 else (budget * Decimal(chance.randrange(6_000, 10_000)) / 10_000).quantize(_CENT)
    rate = (executed / budget * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    rate_score = _round(executed / budget * rate_weight)
    rows = _rows(chance, 100 - rate_weight)
    total = rate_score + sum((row.score or Decimal(0) for row in rows), Decimal(0))
    unit = chance.random() < 0.2
    return Form(
        kind="unit" if unit else "project",
        name="江城市示范单位" if unit else chance.choice(_PROJECTS),
        unit="江城市示范单位",
        year=2024,
        budget=budget,
        executed=executed,
        rate=rate,
        rate_weight=Decimal(rate_weight),
        rate_score=rate_score,
        goal="完成全年工作任务",
        indicators=rows,
        total=total,
        place=_PLACE,
    )


def mutate(form: Form, chance: Random) -> Mutant:
    """The form with one field changed so far that no rounding explains it."""
    kinds = ("score", "total", "rate_score", "rate", "executed", "actual", "target", "weight", "above weight")
    while True:
        kind = chance.choice(kinds)
        mutant = _mutant(form, kind, chance)
        if mutant is not None:
            return Mutant(kind, mutant)


def _rows(chance: Random, points: int) -> tuple[Indicator, ...]:
    weights = _weights(chance, points)
    names = iter(chance.sample(_FIELDS, len(_FIELDS)))
    rows = []
    for number, weight in enumerate(weights):
        level1 = "满意度指标" if number == len(weights) - 1 else "效益指标" if number >= len(weights) * 2 // 3 else "产出指标"
        rows.append(_row(chance, level1, Decimal(weight), next(names)))
    order = list(_GROUPS)
    return tuple(sorted(rows, key=lambda row: (order.index(row.level1), _GROUPS[row.level1].index(row.level2))))


def _weights(chance: Random, points: int) -> list[int]:
    count = chance.randrange(6, 13)
    weights = [points // count] * count
    for _ in range(points - sum(weights)):
        weights[chance.randrange(count)] += 1
    return weights


def _row(chance: Random, level1: str, weight: Decimal, field: str) -> Indicator:
    level2 = chance.choice(_GROUPS[level1])
    if level1 == "效益指标" and chance.random() < 0.7:
        name, target = chance.choice(_JUDGED)
        score = weight if chance.random() < 0.8 else _round(weight * Decimal("0.9"))
        return _indicator(chance, level1, level2, (f"{field}{name}", target, target), weight, score, score < weight)
    if level2 == "成本指标":
        name = chance.choice(_COSTS)
        aim = Decimal(chance.randrange(100, 100_000)) / 100
        spent = (aim * Decimal(chance.randrange(70, 125)) / 100).quantize(_CENT)
        score = _round(min(weight, weight * aim / spent))
        return _indicator(chance, level1, level2, (f"{field}{name}", f"≤{aim}万元", f"{spent}万元"), weight, score, spent > aim)
    if level2 in {"质量指标", "时效指标", "服务对象满意度"} or level1 == "效益指标":
        return _rate_row(chance, level1, level2, weight, field)
    return _count_row(chance, level1, level2, weight, field)


def _rate_row(chance: Random, level1: str, level2: str, weight: Decimal, field: str) -> Indicator:
    name = "满意率" if level1 == "满意度指标" else chance.choice(_RATES)
    aim = Decimal(chance.randrange(80, 101))
    reached = min(Decimal(100), (aim * Decimal(chance.randrange(850, 1100)) / 1000).quantize(Decimal("0.1")))
    target = chance.choice((f"≥{aim}%", f"{aim}%以上", f"{aim}%")) if aim < 100 else "100%"
    actual = chance.choice((f"{reached}%", f"{reached}%", f"{name}{reached}%"))
    score = _round(min(weight, weight * reached / aim))
    return _indicator(chance, level1, level2, (f"{field}{name}", target, actual), weight, score, reached < aim)


def _count_row(chance: Random, level1: str, level2: str, weight: Decimal, field: str) -> Indicator:
    which = chance.randrange(len(_COUNTED))
    name, unit = f"{field}{_COUNTED[which]}", _UNITS[which]
    aim = chance.choice((chance.randrange(5, 100), chance.randrange(100, 9_000), chance.randrange(2, 40) * 1_000))
    reached = max(1, aim * chance.randrange(40, 180) // 100)
    mark = chance.choice(("", "", "≥"))
    large = aim >= 10_000 and chance.random() < 0.5
    target = f"{mark}{_wan(aim)}{unit}" if large else f"{mark}{aim}{unit}"
    if large:
        reached = reached // 100 * 100
    actual = f"{_wan(reached)}{unit}" if large and chance.random() < 0.5 else f"{reached}{unit}"
    score = _round(min(weight, weight * reached / aim))
    return _indicator(chance, level1, level2, (name, target, actual), weight, score, reached < aim or reached > aim * 1.3)


def _wan(count: int) -> str:
    return f"{(Decimal(count) / 10_000).normalize():f}万"


def _indicator(
    chance: Random, level1: str, level2: str, texts: tuple[str, str, str], weight: Decimal, score: Decimal, deviates: bool
) -> Indicator:
    name, target, actual = texts
    reason, measure = (chance.choice(_WHY), chance.choice(_WHAT)) if deviates else ("", "")
    return Indicator(
        level1=level1,
        level2=level2,
        name=name,
        weight=weight,
        target=target,
        actual=actual,
        score=score,
        reason=reason,
        measure=measure,
        place=_PLACE,
    )


def _round(value: Decimal) -> Decimal:
    """Half up at two decimals, without zeros that say nothing."""
    rounded = value.quantize(_CENT, ROUND_HALF_UP)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def _mutant(form: Form, kind: str, chance: Random) -> Form | None:
    up = chance.choice((Decimal("0.5"), Decimal("0.8"), Decimal("1.25"), Decimal("1.6")))
    if kind == "total":
        return form.model_copy(update={"total": (form.total or Decimal(0)) + chance.choice((-5, -1, 1, Decimal("0.5")))})
    if kind == "rate_score":
        return form.model_copy(update={"rate_score": _round((form.rate_score or Decimal(0)) * Decimal("0.9"))})
    if kind == "rate":
        return form.model_copy(update={"rate": (form.rate or Decimal(0)) - chance.randrange(2, 20)})
    if kind == "executed":
        return form.model_copy(update={"executed": ((form.executed or Decimal(0)) * Decimal("0.9")).quantize(_CENT)})
    number = chance.randrange(len(form.indicators))
    row = _mutant_row(form.indicators[number], kind, up)
    if row is None:
        return None
    return form.model_copy(update={"indicators": (*form.indicators[:number], row, *form.indicators[number + 1 :])})


def _mutant_row(row: Indicator, kind: str, factor: Decimal) -> Indicator | None:
    """An indicator with a field changed; None where nothing can follow from the change."""
    weight, score = row.weight or Decimal(0), row.score or Decimal(0)
    if kind == "above weight":
        return row.model_copy(update={"score": weight + 1})
    if kind == "weight":
        return row.model_copy(update={"weight": weight + 2})
    counted = any(character.isdigit() for character in row.target)
    if not counted:
        return None
    if kind == "score":
        changed = _round(min(weight, score * factor)) if factor < 1 else weight
        return row.model_copy(update={"score": changed}) if abs(changed - score) > Decimal("0.2") else None
    return _other_quantity(row, kind, factor)


def _other_quantity(row: Indicator, kind: str, factor: Decimal) -> Indicator | None:
    """Another actual or target, so that the score is another too."""
    text = getattr(row, kind)
    digits = "".join(character if character.isdigit() or character == "." else " " for character in text).split()[-1]
    value = Decimal(digits)
    changed = (value * factor).quantize(Decimal(1).scaleb(-len(digits.partition(".")[2])), ROUND_HALF_UP)
    if changed == value or not changed:
        return None
    at = text.rindex(digits)
    other = row.model_copy(update={kind: f"{text[:at]}{changed}{text[at + len(digits) :]}"})
    ratio = changed / value if (kind == "actual") != row.target.startswith("≤") else value / changed
    attained = (row.score or Decimal(0)) * ratio
    moved = min(attained, row.weight or Decimal(0))
    full = (row.score or Decimal(0)) >= (row.weight or Decimal(0))
    if (full and ratio > Decimal("0.6")) or abs(moved - (row.score or Decimal(0))) < Decimal("0.3"):
        return None
    return other
