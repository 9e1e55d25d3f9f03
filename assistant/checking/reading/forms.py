"""Forms: every 绩效自评表 of a text, whole or torn, with its numbers at their places.

A form is read from the text alone: the cells of a Word table (a line each), cells parted by tabs or blanks, and
tables torn over lines are read alike.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from assistant.checking.reading.form_rows import Rows, read_numbers, read_rows
from schemas.number import Number

UNIT_FORM = ""
"""The project of a form about the unit as a whole (整体)."""

_TITLE = re.compile(r"[^\n\t]{0,80}?自评\s?表")
_TITLE_END = re.compile(r"自评\s?表")
_WHOLE = re.compile(r"整\s*体\s*(?:支\s*出\s*)?(?:绩\s*效\s*)?自评\s?表")
_TITLE_PROJECT = re.compile(r"(?P<name>[^\s]+?)(?:项目)(?:支出)?(?:绩效)?自评表$")
_PROJECT = re.compile(
    r"项\s*目\s*名\s*称[\s：:]*(?P<name>\S.{0,80}?)\s*(?=主\s*管\s*部|项\s*目\s*(?:主管|实\s*施|单位|类\s*别|属\s*性|编码|代码|负责)|实施单位|预算)",
    re.DOTALL,
)
_TOTAL_LABEL = re.compile(r"(?:资\s*金|支\s*出)\s*总\s*额(?:\s*[（(]\s*(?:万\s*)?元\s*[）)])?[\s：:]*")
_COLUMNS = re.compile(r"实\s*际\s*完\s*成\s*(?:值|情\s*况)?(?:\s*[（(]\s*B\s*[）)])?(?P<between>[^分]*?)得\s*分")
_SCORE = re.compile(r"总\s*分(?:\s*合\s*计)?[\s：:]*(?=[\d０-９])")
_REMARKS = re.compile(r"(?:^|\n)[ \t\u3000]*(?:备\s*注|注)\s*[:：]|偏差(?:大|原因)")
_BY_RATE = re.compile(r"分\s*[*×xX✕]\s*(?:预\s*算\s*)?执\s*行")
_PIECE = re.compile(r"[^\t\n]*")
_LONGEST_RUN = 200
_UNIT = re.compile(r"[（(]\s*(?:(?:金额)?单位[:：]\s*)?(?P<unit>万\s*元|元)\s*[）)]")
_YEAR = re.compile(r"^(?:\d{1,2}[.、．]|[（(]\d{1,2}[）)]|[（(]?[一二三四五六七八九十]{1,3}[）)、])?\s*(?:20\d\d年度?)?")
_TAIL = re.compile(r"(?:项目)?(?:支出)?(?:绩效)?$")


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """The row 预算执行情况. ``unit`` is that of its amounts, None where the form does not say.

    ``weight`` is None where the form shows none; ``by_rate`` tells that the form itself says 得分 = 权重 × 执行率.
    """

    start: int
    budget: Number
    executed: Number
    rate: Number
    score: Number
    weight: Decimal | None
    by_rate: bool
    unit: Literal["万元", "元"] | None


@dataclass(frozen=True, slots=True)
class Form:
    """One form. ``project`` is the bare name of its project, ``UNIT_FORM`` for the unit's; ``total`` is 总分."""

    title: str
    project: str
    start: int
    end: int
    budget: BudgetRow | None
    rows: Rows
    total: Number | None


@lru_cache(maxsize=1)
def find_forms(text: str) -> tuple[Form, ...]:
    """The forms of a text in order; a title without a form below it (a heading, a line of the contents) is none.

    The last answer is kept: the findings and the ledger both ask for it.
    """
    titles = _find_titles(text)
    ends = [*(match.start() for match in titles[1:]), len(text)]
    forms = (_read_form(text, match, end) for match, end in zip(titles, ends, strict=False))
    return tuple(form for form in forms if form is not None)


def _find_titles(text: str) -> list[re.Match[str]]:
    """The titles, each from the start of its line or cell, at most 80 characters long."""
    titles: list[re.Match[str]] = []
    for end in _TITLE_END.finditer(text):
        begin = max(text.rfind("\n", 0, end.start()), text.rfind("\t", 0, end.start()), end.start() - 81) + 1
        title = _TITLE.match(text, max(begin, titles[-1].end() if titles else 0), end.end())
        if title:
            titles.append(title)
    return titles


def bare_name(name: str) -> str:
    """A project's name without number, year and the words that only say that it is a project."""
    words = _QUOTES.sub("", "".join(name.split())).strip("：:")
    return _TAIL.sub("", _YEAR.sub("", words))


_QUOTES = re.compile(r"[“”\"‘’'「」《》]")


def _read_form(text: str, title: re.Match[str], end: int) -> Form | None:
    words = "".join(title[0].split())
    remarks = _REMARKS.search(text, title.end(), end)
    stop = remarks.start() if remarks else end
    budget = _find_budget(text, title.end(), stop)
    begin = budget.score.end if budget else title.end()
    total, closing = _find_total(text, begin, stop)
    header = _COLUMNS.search(text, begin, closing)
    readable = header is not None and "权重" not in header[0]
    rows = read_rows(text, header.end(), closing) if header and readable else Rows((), (), False)
    project = _find_project(text, title, budget.start if budget else closing, words)
    if project is None or (budget is None and not rows.indicators):
        return None
    last = total.end if total else stop
    return Form(words, project, title.start(), last, budget, rows, total)


def _find_project(text: str, title: re.Match[str], end: int, words: str) -> str | None:
    """Whose form it is: the project that it names in a row of its own, else what its title says."""
    named = _PROJECT.search(text, title.end(), end)
    if named:
        return bare_name(named["name"])
    if _WHOLE.search(title[0]):
        return UNIT_FORM
    told = _TITLE_PROJECT.search(words)
    return bare_name(told["name"]) if told else None


def _find_budget(text: str, start: int, end: int) -> BudgetRow | None:
    """The row of the total: behind its label amounts, a percentage and a score, and nothing else."""
    for label in _TOTAL_LABEL.finditer(text, start, end):
        run = _read_run(text, label.end(), end)
        at = next((index for index, number in enumerate(run) if number.kind == "percent"), 0)
        if at < 2 or len(run) <= at + 1:
            continue
        header = "".join(text[start : label.start()].split())
        weighted = "分值" in header or "权重" in header
        if at < 3 if weighted else at != 2:
            continue
        weight = run[at - 1].value if weighted else _header_weight(text, start, label.start())
        budget, executed = run[at - 3 : at - 1] if weighted else run[at - 2 : at]
        by_rate = bool(_BY_RATE.search(text, start, label.start()))
        return BudgetRow(label.start(), budget, executed, run[at], run[at + 1], weight, by_rate, _unit(text[start : label.start()]))
    return None


def _header_weight(text: str, start: int, end: int) -> Decimal | None:
    """The weight that the header states, where it states one only."""
    values = {number.value for number in read_numbers(text, start, end) if number.kind == "score"}
    return values.pop() if len(values) == 1 else None


def _unit(header: str) -> Literal["万元", "元"] | None:
    units = {"".join(match["unit"].split()) for match in _UNIT.finditer(header)}
    if len(units) != 1:
        return None
    return "元" if units == {"元"} else "万元"


def _read_run(text: str, start: int, end: int) -> list[Number]:
    """The numbers from a place on, as long as blanks, tabs and line ends alone part them; a line end ends a number."""
    run: list[Number] = []
    for piece in _PIECE.finditer(text, start, min(end, start + _LONGEST_RUN)):
        at = piece.start()
        for number in read_numbers(text, piece.start(), piece.end()):
            if text[at : number.start].strip():
                return run
            run.append(number)
            at = number.end
        if text[at : piece.end()].strip() or len(run) > 8:
            return run
    return run


def _find_total(text: str, start: int, end: int) -> tuple[Number | None, int]:
    """The total score and where its row begins; the end where there is none. Of ``100 95.64`` the first is the weight."""
    for label in _SCORE.finditer(text, start, end):
        run = _read_run(text, label.end(), end)
        if len(run) == 1 or (len(run) == 2 and run[0].value == 100):
            return run[-1], label.start()
    return None, end
