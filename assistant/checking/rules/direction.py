"""增减方向与数字不符。

查什么：增加与减少、增长与下降、大于与小于、等于、持平等字样，与数字的差是否一致。
为什么：沿用上年的句子，只换了数字。
错例：年初预算为80.81万元，支出决算为80.38万元，决算数⟦大于预算数⟧。
正例：年初预算为80.81万元，支出决算为80.38万元，决算数小于预算数。
依据：见于2024年的公开文件。
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from assistant.checking.book import Book
from assistant.checking.bounds import bound_change
from assistant.checking.frames import Frame
from assistant.checking.quantities import comparable, size, stated
from assistant.checking.reading.mentions import Claim, Mention, Statement
from assistant.checking.reading.reader import SECTION_SUBJECTS
from assistant.checking.relations import written
from assistant.numerals.interval import Interval
from schemas.finding import Finding
from schemas.review import Role

OPPOSITES = {
    "多支": "少支",
    "少支": "多支",
    "节支": "多支",
    "多收": "少收",
    "少收": "多收",
    "上浮": "下浮",
    "下浮": "上浮",
    "新增": "减少",
    "追加": "减少",
    "压缩": "增加",
    "削减": "增加",
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
            moves = _fitting(mention, _moves(book, frame, mention, change, base))
            if moves and mention.sign and all(_contradicts(mention.sign, move) for move, _ in moves) and _amount(mention):
                yield _finding(book, mention, moves[0][1])
                break
        else:
            if len(told) == 2 and told[0].sign * told[1].sign < 0 and all(_amount(mention) for mention in told):
                yield _finding(book, told[1], f"{told[0].number.text}与{told[1].number.text}方向相反")


def _moves(book: Book, frame: Frame, mention: Mention, change: str, base: str) -> list[tuple[Interval, str]]:
    """What the level moved by since its base, in each reading of the words: as facts, else from the numbers of the frame.

    Nothing where one of the readings cannot be told.
    """
    facts = _by_tables(book, mention, change)
    if mention.instead in {"change", "change_rate", "budget_change", "budget_change_rate"}:
        return _either(book, frame, mention, base, facts)
    if facts:
        return facts
    level, before = frame.get("level"), frame.base_of(mention, base)
    if mention.others or level is None or before is None:
        return [] if mention.others else _bounds(book, mention, base)
    return _minus(level, before)


def _fitting(mention: Mention, moves: list[tuple[Interval, str]]) -> list[tuple[Interval, str]]:
    """Of the differences that the words of an amount can mean, those of its size, if there are any."""
    own = stated(mention) if mention.others and mention.number.kind == "money" else None
    return [move for move in moves if own and own.overlaps(size(move[0]))] or moves


def _by_tables(book: Book, mention: Mention, change: str) -> list[tuple[Interval, str]]:
    """What the tables say that each subject of a change moved by, against either budget where the words name none.

    Nothing where they do not tell it of each thing that the words can mean.
    """
    subjects = [subject for subject in (mention.subject, *mention.others) if subject and (len(subject.stems) == 1 or subject.either)]
    stems = [stem for subject in subjects for stem in subject.stems]
    moves = [move for stem in stems if (move := _fact(book, stem, mention, change))]
    if len(subjects) < 1 + len(mention.others) or len(moves) < len(stems):
        return []
    if change == "budget_change" and not mention.budget and len(stems) == 1:
        adjusted = _fact(book, stems[0], replace(mention, budget="adjusted"), change)
        moves += [adjusted] if adjusted else []
    return moves


def _either(book: Book, frame: Frame, mention: Mention, base: str, facts: list[tuple[Interval, str]]) -> list[tuple[Interval, str]]:
    """What the level moved by since either base of a change that names none.

    Where the other base is not known, only a size that fits the one that is stated tells that it is meant.
    """
    stem = mention.subject.stem if mention.subject else None
    other = _fact(book, stem, mention, "budget_change" if base == "prior" else "change") if stem else None
    level, before, own = frame.get("level"), frame.base_of(mention, base), stated(mention)
    moves = facts or (_minus(level, before) if level and before else [])
    if other:
        return [*moves, other] if moves else []
    return [move for move in moves if own and comparable(mention.number, level.number) and own.overlaps(size(move[0]))] if level else []


def _bounds(book: Book, claim: Claim, versus: str) -> list[tuple[Interval, str]]:
    """That a total has gone down, where a part of it alone was more last year."""
    stems = claim.subject.stems if claim.subject and versus == "prior" and claim.base is None else ()
    return list(bound_change(book, stems[0])) if len(stems) == 1 else []


def _fact(book: Book, stem: str, mention: Mention, change: str) -> tuple[Interval, str] | None:
    if mention.base is not None:
        return None
    adjusted = change == "budget_change" and mention.budget == "adjusted" and not stem.startswith("three_public.")
    fact_id = f"{stem}.adjusted_{change}" if adjusted else f"{stem}.{change}"
    interval, fact = book.facts.interval(fact_id), book.facts.get(fact_id)
    return (interval, f"{fact.label}为{fact.value:,}万元") if interval is not None and fact is not None else None


def _minus(level: Mention, before: Mention) -> list[tuple[Interval, str]]:
    one, two = stated(level), stated(before)
    if one is None or two is None or level.number.kind != before.number.kind:
        return []
    return [(one - two, f"{written(level)}与{written(before)}相比")]


def _statement(book: Book, statement: Statement) -> Iterator[Finding]:
    """A finding where every difference that the words can mean contradicts them; none where one of their subjects cannot be told."""
    told = [list(_moved(book, replace(statement, subject=subject))) for subject in (statement.subject, *statement.others)]
    moved = [move for moves in told for move in moves]
    if not all(told) or (statement.sign == 0 and statement.word.startswith("基本")):
        return
    difference, formula = moved[0]
    wrong = all(_denies(statement.sign, each) for each, _ in moved)
    equal = statement.kind == "relation" and statement.sign != 0 and all(each.low == -each.high for each, _ in moved)
    if wrong or equal:
        span = (statement.paragraph, statement.start, statement.end)
        right = "等于预算数" if equal else f"{'大于' if difference.low > 0 else '小于'}预算数"
        expected = (
            _turn(statement.word)
            if statement.sign and not equal
            else f"{'增加' if difference.low > 0 else '减少'}，不是持平"
            if statement.kind == "flat"
            else right
        )
        yield book.finding(
            "direction",
            "warning" if equal else "error",
            span,
            "方向与数字不符",
            stated=statement.word,
            expected=expected,
            formula=formula,
            replace=_turn(statement.word) if wrong and statement.sign else "",
        )


def _moved(book: Book, statement: Statement) -> Iterator[tuple[Interval, str]]:
    """What the level moved by since the base that the words can mean: by the numbers beside them, else by the facts."""
    if statement.versus not in {"budget", "prior"}:
        return
    frames = list(_near(book, statement))
    level = next((frame.slots["level"] for frame in frames if "level" in frame.slots), None)
    bases = _bases(frames, statement) if level else {}
    told = False
    for kind, base in bases.items():
        for move in _minus(level, base) if level else ():
            told = True
            unclear = move[0].contains(Decimal(0)) and statement.versus == "budget"
            yield (_by_rate(frames, kind) or move) if unclear else move
    if not told:
        yield from list(_by_facts(book, statement)) or _bounds(book, statement, statement.versus)


def _bases(frames: list[Frame], statement: Statement) -> dict[str, Mention]:
    """The values that a level is compared with, by the kind of budget: those that the words can mean."""
    role: Role = "budget" if statement.versus == "budget" else "prior"
    said = (base for frame in frames if (base := frame.slots.get(role)) and base.base == statement.base)
    stated_bases = [base for base in said if _agree(_kind(statement.word), base.budget)]
    before = [base for base in stated_bases if (base.paragraph, base.number.start) < (statement.paragraph, statement.start)]
    bases: dict[str, Mention] = {}
    for base in before or stated_bases:
        bases.setdefault(base.budget if role == "budget" else "", base)
    return bases


def _by_rate(frames: list[Frame], kind: str) -> tuple[Interval, str] | None:
    """What a completion rate says of the difference, in % of the budget."""
    for frame in frames:
        rate = frame.slots.get("completion")
        interval = stated(rate) if rate is not None and _agree(kind, rate.budget) else None
        if rate is not None and interval is not None:
            return interval - Interval.exact(Decimal(100)), f"完成率为{rate.number.text}"
    return None


def _by_facts(book: Book, statement: Statement) -> Iterator[tuple[Interval, str]]:
    kind = _kind(statement.word)
    names = ("change",) if statement.versus == "prior" else ("budget_change", "adjusted_budget_change")
    for stem in statement.subject.stems if len(statement.subject.stems) == 1 and statement.base is None else ():
        for name in names:
            own = "adjusted" if name.startswith("adjusted") else "initial"
            interval, fact = book.facts.interval(f"{stem}.{name}"), book.facts.get(f"{stem}.{name}")
            if interval is not None and fact is not None and (name == "change" or stem.startswith("three_public.") or _agree(kind, own)):
                yield interval, f"{fact.label}为{fact.value:,}万元"


def _kind(word: str) -> str:
    """The kind of budget that a word of comparison names, if it does."""
    return "initial" if "年初" in word else "adjusted" if "全年" in word or "调整" in word else ""


def _agree(one: str, other: str) -> bool:
    """Whether two kinds of budget can be the same; one that is not named can be either."""
    return not one or not other or one == other


def _near(book: Book, statement: Statement) -> Iterator[Frame]:
    """The frames of its subject in a statement's paragraph, or, of an item, in the one before; the last first."""
    key = statement.subject.key
    frames = book.frames.of_key(key)
    farthest = statement.paragraph - (0 if key in SECTION_SUBJECTS.values() else 1)
    upto = bisect_right(frames, statement.paragraph, key=lambda frame: next(iter(frame.slots.values())).paragraph)
    return takewhile(lambda frame: any(mention.paragraph >= farthest for mention in frame.slots.values()), reversed(frames[:upto]))


_NOTHING = Interval(Decimal("-0.005"), Decimal("0.005"))


def _contradicts(sign: int, difference: Interval) -> bool:
    """Whether no value of the difference has this sign; nothing at all is told by either word."""
    return difference.high < 0 if sign > 0 else difference.low > 0


def _denies(sign: int, difference: Interval) -> bool:
    """Whether no value of the difference is as the word says: more, less, or the same."""
    return _contradicts(sign, difference) if sign else not difference.overlaps(_NOTHING)


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
