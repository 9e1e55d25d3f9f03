"""Summary checks: the 自评综述 of a project, or of the unit, held against its 绩效自评表."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.checking.binding import bind
from assistant.checking.book import Book
from assistant.checking.form_checks import RULE, Check, form_finding, show_like, stated_interval
from assistant.checking.reading.forms import UNIT_FORM, BudgetRow, Form
from assistant.checking.reading.summaries import Label, Summary, find_summaries
from assistant.numerals.interval import Interval
from assistant.numerals.units import MONEY_IN_WAN
from schemas.number import Number

_GRADES = ((90, "优"), (80, "良"), (60, "中合"), (0, "差不"))
"""The least score of each grade, by the first characters of its names (财预〔2020〕10号: 优、良、中、差)."""

NAMES: dict[Label, str] = {"budget": "全年预算数", "executed": "执行数", "rate": "执行率", "score": "自评得分"}


def check_summaries(book: Book, forms: Iterable[Form]) -> Iterator[Check]:
    """The checks of every summary whose project has one form; what a fact of the tables contradicts is told elsewhere."""
    listed = list(forms)
    counts = Counter(form.project for form in listed)
    unique = {form.project: form for form in listed if counts[form.project] == 1}
    for summary in find_summaries(book.reading.passages):
        yield from _check_grade(book, summary)
        form = unique.get(summary.project)
        if form is not None and not _is_inside(book, summary, listed):
            yield from _check_summary(book, summary, form)


def _is_inside(book: Book, summary: Summary, forms: Iterable[Form]) -> bool:
    number = next(iter(summary.figures.values()))
    start, _ = book.reading.original(summary.paragraph, number.start, number.end)
    return any(form.start <= start < form.end for form in forms)


def _check_summary(book: Book, summary: Summary, form: Form) -> Iterator[Check]:
    figures, row = summary.figures, form.budget
    if row is not None:
        amounts: list[tuple[Label, Number]] = [("budget", row.budget), ("executed", row.executed)]
        labels = [entry for entry in amounts if entry[0] in figures and _standing(book, summary, entry[0]) != "wrong"]
        differing = [(label, number) for label, number in labels if not _agree(figures[label], number, row)]
        agreeing = [(label, number) for label, number in labels if (label, number) not in differing]
        if not differing and len(labels) < len(amounts) and "rate" in figures:
            (agreeing if _same(figures["rate"], row.rate) else differing).append(("rate", row.rate))
        yield from (Check((_placed(book, summary, label), number)) for label, number in agreeing if not differing)
        if differing:
            yield _differ(book, summary, form, differing)
    if form.total is not None and "score" in figures:
        if _same(figures["score"], form.total):
            yield Check((_placed(book, summary, "score"), form.total))
        else:
            yield _differ(book, summary, form, [("score", form.total)])


def _check_grade(book: Book, summary: Summary) -> Iterator[Check]:
    """The grade that a summary gives beside its score; places may grade otherwise, so that it is a warning."""
    score = summary.figures.get("score")
    if summary.grade is None or score is None or score.value is None:
        return
    start, end = summary.grade
    stated = book.reading.passages[summary.paragraph].text[start:end]
    right = next(names for least, names in _GRADES if score.value >= least)
    if stated[0] not in right:
        told = f"{_text(score)}按通行的分档（90分以上优，80分以上良，60分以上中，60分以下差）不是“{stated}”"
        span = (summary.paragraph, start, end)
        yield Check((), None, book.finding(RULE, "warning", span, told, stated=stated, expected=right[0], replace=right[0]))


def _differ(book: Book, summary: Summary, form: Form, differing: list[tuple[Label, Number]]) -> Check:
    """One finding: on the summary, or on the form where a fact of the tables confirms the summary."""
    (label, number), rest = differing[0], list(differing[1:])
    row = form.budget
    if row is not None and label in {"budget", "executed"} and "rate" in summary.figures and not _same(summary.figures["rate"], row.rate):
        rest.append(("rate", row.rate))
    told = f"{_name(form)}的自评综述与自评表不符：{NAMES[label]}"
    consequences = tuple(f"{NAMES[other]}：综述{_text(summary.figures[other])}，自评表{_text(entry)}" for other, entry in rest)
    said = summary.figures[label]
    formula = f"综述{_text(said)}，自评表{_text(number)}"
    if _standing(book, summary, label) == "right":
        expected = _shown(said, number, row)
        start = row.start if row else number.start
        finding = form_finding(book.reading.text, form, start, number, told, expected=expected, formula=formula, consequences=consequences)
        return Check((), number, finding)
    expected = _shown_in_words(number, said, row)
    finding = book.finding(
        RULE,
        "error",
        (summary.paragraph, said.start, said.end),
        told,
        stated=_text(said),
        expected=expected,
        formula=formula,
        replace=expected,
        consequences=consequences,
    )
    return Check((), _placed(book, summary, label), finding)


def _standing(book: Book, summary: Summary, label: Label) -> str:
    """Whether a fact of the tables proves a summary's number ``right`` or ``wrong``; empty where none decides."""
    placed = _placed(book, summary, label)
    mention = next((entry for entry in book.reading.mentions if entry.start == placed.start), None)
    bond = bind(mention, book.facts) if mention else None
    if bond is None:
        return ""
    return "right" if bond.agrees else "wrong" if bond.sure else ""


def _agree(said: Number, number: Number, row: BudgetRow) -> bool:
    """Whether two amounts can be the same; where the form tells no unit, in 元 or in 万元."""
    units = (row.unit,) if row.unit else ("万元", "元")
    stated = _in_wan(said, "万元")
    return any(stated.overlaps(_in_wan(number, unit)) for unit in units)


def _same(said: Number, number: Number) -> bool:
    return stated_interval(said).overlaps(stated_interval(number))


def _in_wan(number: Number, unit: str) -> Interval:
    worth = MONEY_IN_WAN.get(number.unit if number.kind == "money" else unit, Decimal(1))
    return stated_interval(number) * Interval.exact(worth)


def _worth(number: Number, row: BudgetRow | None) -> Decimal:
    """What one of a form's amounts is in 万元; 1 for rates and scores."""
    if number.kind == "money":
        return MONEY_IN_WAN[number.unit]
    amount = row is not None and number in {row.budget, row.executed}
    return MONEY_IN_WAN["元"] if amount and row is not None and row.unit == "元" else Decimal(1)


def _shown_in_words(number: Number, said: Number, row: BudgetRow | None) -> str:
    value = (number.value or Decimal(0)) * _worth(number, row) / _worth(said, None)
    return show_like(value, said, max(said.decimals, number.decimals))


def _shown(said: Number, number: Number, row: BudgetRow | None) -> str:
    value = (said.value or Decimal(0)) * _worth(said, None) / _worth(number, row)
    return show_like(value, number, max(said.decimals, number.decimals))


def _placed(book: Book, summary: Summary, label: Label) -> Number:
    """A summary's number with its span in the author's text."""
    number = summary.figures[label]
    start, end = book.reading.original(summary.paragraph, number.start, number.end)
    return number._replace(start=start, end=end)


def _name(form: Form) -> str:
    return "单位整体" if form.project == UNIT_FORM else f"“{form.project}”项目"


def _text(number: Number) -> str:
    return "".join(number.text.split())
