"""增减方向与数字不符。

查什么：增加与减少、增长与下降、大于与小于、等于、持平等字样，与数字的差是否一致。
为什么：沿用上年的句子，只换了数字。
错例：年初预算为80.81万元，支出决算为80.38万元，决算数⟦大于预算数⟧。
正例：年初预算为80.81万元，支出决算为80.38万元，决算数小于预算数。
依据：见于2024年的公开文件。
"""

from collections.abc import Iterator
from decimal import Decimal

from assistant.checking.book import Book
from assistant.checking.frames import Frame
from assistant.checking.quantities import stated
from assistant.checking.reading.mentions import Mention, Statement
from assistant.checking.relations import written
from assistant.numerals.interval import Interval
from schemas.finding import Finding

OPPOSITES = {
    "增加": "减少",
    "减少": "增加",
    "增长": "下降",
    "下降": "增长",
    "上升": "下降",
    "降低": "提高",
    "提高": "降低",
    "大于": "小于",
    "小于": "大于",
    "高于": "低于",
    "低于": "高于",
    "多于": "少于",
    "少于": "多于",
    "增支": "减支",
    "减支": "增支",
    "增收": "减收",
    "减收": "增收",
    "增幅": "降幅",
    "降幅": "增幅",
    "增": "减",
    "减": "增",
}
PAIRS = (("change", "change_rate"), ("budget_change", "budget_change_rate"))


def find(book: Book) -> Iterator[Finding]:
    """Words of direction that no values of the numbers beside them allow; one finding a frame."""
    for frame in book.frames.all:
        yield from _frame(book, frame)
    for statement in book.reading.statements:
        yield from _statement(book, statement)


def _frame(book: Book, frame: Frame) -> Iterator[Finding]:
    for change, rate in PAIRS:
        told = [mention for role in (change, rate) if (mention := frame.slots.get(role))]  # type: ignore[call-overload]
        base = "prior" if change == "change" else "budget"
        for mention in told:
            difference, formula = _difference(book, frame, mention, change, base)
            if difference is not None and mention.sign and _contradicts(mention.sign, difference) and _amount(mention):
                yield _finding(book, mention, formula)
                break
        else:
            if len(told) == 2 and told[0].sign * told[1].sign < 0 and all(_amount(mention) for mention in told):
                yield _finding(book, told[1], f"{told[0].number.text}与{told[1].number.text}方向相反")


def _difference(book: Book, frame: Frame, mention: Mention, change: str, base: str) -> tuple[Interval | None, str]:
    """What the level moved by since its base: as a fact, else from the numbers of the frame."""
    for stem in mention.subject.stems if mention.subject and len(mention.subject.stems) == 1 else ():
        interval = book.facts.interval(f"{stem}.{change}")
        fact = book.facts.get(f"{stem}.{change}")
        if interval is not None and fact is not None and not mention.others:
            return interval, f"{fact.label}为{fact.value:,}万元"
    level, before = frame.get("level"), frame.get(base)  # type: ignore[arg-type]
    if level is None or before is None:
        return None, ""
    one, two = stated(level), stated(before)
    if one is None or two is None or level.number.kind != before.number.kind:
        return None, ""
    return one - two, f"{written(level)}与{written(before)}相比"


def _statement(book: Book, statement: Statement) -> Iterator[Finding]:
    difference, formula = _moved(book, statement)
    if difference is None:
        return
    if statement.sign == 0 and statement.word.startswith("基本"):
        return
    wrong = _contradicts(statement.sign, difference) if statement.sign else not difference.overlaps(_NOTHING)
    equal = statement.kind == "relation" and statement.sign != 0 and difference.low == -difference.high
    if wrong or equal:
        span = (statement.paragraph, statement.start, statement.end)
        right = "等于预算数" if equal else f"{'大于' if difference.low > 0 else '小于'}预算数"
        expected = _turn(statement.word) if statement.sign and not equal else "有增减，不是持平" if statement.kind == "flat" else right
        severity = "warning" if equal else "error"
        yield book.finding(
            "direction",
            severity,
            span,
            "方向与数字不符",
            stated=statement.word,
            expected=expected,
            formula=formula,
            replace=_turn(statement.word) if wrong and statement.sign else "",
        )


def _moved(book: Book, statement: Statement) -> tuple[Interval | None, str]:
    subject = statement.subject
    base = "budget" if statement.versus == "budget" else "prior" if statement.versus == "prior" else ""
    if not base:
        return None, ""
    frames = [frame for frame in book.frames.of_key(subject.key) if _near(frame, statement)]
    for frame in reversed(frames):
        level, before = frame.slots.get("level"), frame.slots.get("budget" if base == "budget" else "prior")
        if level is not None and before is not None and level.number.kind == before.number.kind:
            one, two = stated(level), stated(before)
            if one is not None and two is not None:
                return one - two, f"{written(level)}与{written(before)}相比"
    for stem in subject.stems if len(subject.stems) == 1 else ():
        name = "budget_change" if base == "budget" else "change"
        interval, fact = book.facts.interval(f"{stem}.{name}"), book.facts.get(f"{stem}.{name}")
        if interval is not None and fact is not None:
            return interval, f"{fact.label}为{fact.value:,}万元"
    return None, ""


def _near(frame: Frame, statement: Statement) -> bool:
    return any(mention.paragraph == statement.paragraph for mention in frame.slots.values())


_NOTHING = Interval(Decimal("-0.005"), Decimal("0.005"))


def _contradicts(sign: int, difference: Interval) -> bool:
    """Whether no value of the difference has this sign; nothing at all is told by either word."""
    return difference.high < 0 if sign > 0 else difference.low > 0


def _amount(mention: Mention) -> bool:
    return bool(mention.number.value)


def _finding(book: Book, mention: Mention, formula: str) -> Finding:
    start, end = mention.cue or (mention.number.start, mention.number.end)
    word = book.reading.passages[mention.paragraph].text[start:end]
    turned = _turn(word)
    span = (mention.paragraph, start, end)
    return book.finding("direction", "error", span, "增减方向与数字不符", stated=word, expected=turned, formula=formula, replace=turned)


def _turn(word: str) -> str:
    """The word with its direction turned."""
    for one, other in OPPOSITES.items():
        if one in word:
            return word.replace(one, other, 1)
    return ""
