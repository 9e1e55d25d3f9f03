"""Mutants with one word wrong, missing or left over."""

from itertools import pairwise
from random import Random
from typing import Final

from benchmarks.corpus.catalogue import ACCOUNTS, BUREAUS, CITIES, DISTRICTS
from benchmarks.corpus.edits import CENT_TAIL, Edit, Mutant, mutate, write_numeral
from benchmarks.corpus.marks import Mark, Report, Tag
from benchmarks.corpus.number_mutants import money, numbers
from schemas.accounts import CLASS_NAMES

OPPOSITES: Final = {
    "增加": "减少",
    "减少": "增加",
    "增长": "下降",
    "下降": "增长",
    "上升": "下降",
    "降低": "上升",
    "增幅": "降幅",
    "降幅": "增幅",
    "增幅为": "降幅为",
    "降幅为": "增幅为",
}
CONTRARIES: Final = {"大于": "小于", "小于": "大于", "高于": "低于", "低于": "高于", "等于": "大于"}
RESIDUES: Final = {
    "增加": "增加（减少）",
    "减少": "增加（减少）",
    "增长": "增长（下降）",
    "下降": "下降（增长）",
    "大于": "大小于",
    "小于": "大小于",
}
NEAR: Final = 24
"""How many characters may lie between the verb and the last figure of a change."""


def tagged(report: Report, *tags: Tag) -> list[Mark]:
    """The marks with one of the tags."""
    return [mark for mark in report.marks if mark.tag in tags]


def word_of(report: Report, mark: Mark) -> str:
    """A marked word without line breaks inside."""
    return "".join(report.text[mark.start : mark.end].split())


def flip_amount(random: Random, report: Report) -> Mutant | None:
    """增加 becomes 减少 before an amount."""
    return _flip("direction_amount", random, report, "amount_direction", OPPOSITES)


def flip_rate(random: Random, report: Report) -> Mutant | None:
    """增长 becomes 下降 before a rate."""
    return _flip("direction_rate", random, report, "rate_direction", OPPOSITES)


def flip_reason(random: Random, report: Report) -> Mutant | None:
    """…增加的主要原因是 becomes …减少的主要原因是 after an increase."""
    candidates = []
    for mark in tagged(report, "reason_direction"):
        figures = [other for other in numbers(report) if other.claim == mark.claim and other.end <= mark.start and "change" in other.role]
        if figures and figures[0].low is not None and figures[0].low > CENT_TAIL:
            candidates.append(mark)
    if not candidates:
        return None
    mark = random.choice(candidates)
    return mutate("direction_reason", report, [Edit(mark.start, mark.end, OPPOSITES[word_of(report, mark)])])


def flip_comparison(random: Random, report: Report) -> Mutant | None:
    """大于 becomes 小于, 等于 becomes 大于."""
    return _flip("comparison", random, report, "comparison", CONTRARIES)


def _flip(kind: str, random: Random, report: Report, tag: Tag, words: dict[str, str]) -> Mutant | None:
    marks = [mark for mark in tagged(report, tag) if word_of(report, mark) in words and _is_clear(report, mark)]
    if not marks:
        return None
    mark = random.choice(marks)
    return mutate(kind, report, [Edit(mark.start, mark.end, words[word_of(report, mark)])])


def _is_clear(report: Report, mark: Mark) -> bool:
    """Whether the figures beside a word differ by more than rounding, or by nothing at all for 等于."""
    figures = [other for other in numbers(report) if other.claim == mark.claim]
    if mark.tag == "comparison":
        actual = next((figure.value for figure in figures if figure.role == "actual"), None)
        budget = next((figure.value for figure in figures if figure.role == "budget"), None)
        return word_of(report, mark) == "等于" or (actual is not None and budget is not None and abs(actual - budget) > 2 * CENT_TAIL)
    figure = next((figure for figure in figures if figure.start >= mark.end), None)
    return figure is not None and figure.low is not None and figure.low > (0 if figure.unit == "%" else CENT_TAIL)


def call_flat(random: Random, report: Report) -> Mutant | None:
    """A change is called 持平."""
    candidates = []
    for mark in tagged(report, "amount_direction"):
        figures = [other for other in numbers(report) if other.claim == mark.claim and mark.end <= other.start < mark.end + NEAR]
        figures = [figure for figure in figures if figure.role in {"change", "change_rate"}]
        before = [other for other in numbers(report) if other.end <= mark.start]
        if figures and _is_clear(report, mark) and before and before[-1].role != "prior":
            end = figures[-1].end
            closes = report.text[mark.start : end].count("（") + report.text[mark.start : end].count("(")
            candidates.append((mark.start, end + closes))
    candidates = [(start, end) for start, end in candidates if not any(char in "。；;" for char in report.text[start:end])]
    if not candidates:
        return None
    start, end = random.choice(candidates)
    return mutate("flat_for_change", report, [Edit(start, end, "持平")])


def change_compared_year(random: Random, report: Report) -> Mutant | None:
    """与2023年度相比 names another year."""
    return _change_year("compare_year", random, report, "compare_year")


def change_cutoff(random: Random, report: Report) -> Mutant | None:
    """截至2024年12月31日 names another year."""
    return _change_year("cutoff_year", random, report, "cutoff_year")


def change_own_year(random: Random, report: Report) -> Mutant | None:
    """“2024年度…总计” speaks of another year."""
    return _change_year("own_year", random, report, "own_year")


def _change_year(kind: str, random: Random, report: Report, tag: Tag) -> Mutant | None:
    marks = tagged(report, tag)
    if not marks:
        return None
    mark = random.choice(marks)
    year = str((mark.year or 0) + random.choice((-1, 1)))
    return mutate(kind, report, [Edit(mark.start, mark.end, write_numeral(report, mark, year))])


def rename_unit(random: Random, report: Report) -> Mutant | None:
    """Another unit is named once."""
    marks = tagged(report, "unit_name")
    if len(marks) < 2:
        return None
    mark, bureau = random.choice(marks), random.choice([name for names in BUREAUS.values() for name in names])
    name = random.choice((f"{random.choice(CITIES)}{bureau}", f"{random.choice(CITIES)}{random.choice(DISTRICTS)}{bureau}"))
    return None if name == report.unit.name else mutate("unit_name", report, [Edit(mark.start, mark.end, name)])


def rename_account(random: Random, report: Report) -> Mutant | None:
    """An account is called by another's name."""
    marks = [mark for mark in tagged(report, "account_name") if len(mark.fact.split(".")[-1]) in {3, 7}]
    if not marks:
        return None
    mark = random.choice(marks)
    name = word_of(report, mark)
    whole = len(mark.fact.split(".")[-1]) == 3
    names = (
        [other if name.endswith("支出") else other.removesuffix("支出") for other in CLASS_NAMES.values()]
        if whole
        else [account.name for account in ACCOUNTS]
    )
    others = sorted({other for other in names if other not in name and name not in other})
    return mutate("account_name", report, [Edit(mark.start, mark.end, random.choice(others))])


def drop_percent(random: Random, report: Report) -> Mutant | None:
    """A percentage has lost its sign."""
    marks = [mark for mark in numbers(report) if mark.unit == "%"]
    return _drop_unit("missing_percent", random, report, marks)


def drop_unit(random: Random, report: Report) -> Mutant | None:
    """An amount has lost its unit."""
    return _drop_unit("missing_unit", random, report, money(report))


def _drop_unit(kind: str, random: Random, report: Report, marks: list[Mark]) -> Mutant | None:
    if not marks:
        return None
    mark = random.choice(marks)
    words = report.text[mark.start : mark.digits_end]
    return mutate(kind, report, [Edit(mark.start, mark.end, words)])


def double_punctuation(random: Random, report: Report) -> Mutant | None:
    """A full stop or comma stands twice."""
    places = [index for index, char in enumerate(report.text) if char in "。，"]
    if not places:
        return None
    at = random.choice(places)
    return mutate("doubled_punctuation", report, [Edit(at, at + 1, report.text[at] * 2)])


def leave_residue(random: Random, report: Report) -> Mutant | None:
    """What a template offers for choice, or XX, was left standing."""
    words = [mark for mark in tagged(report, "amount_direction", "rate_direction", "comparison") if word_of(report, mark) in RESIDUES]
    figures = [mark for mark in numbers(report) if mark.unit.endswith(("元", "%"))]
    if words and random.random() < 0.5:
        mark = random.choice(words)
        return mutate("residue", report, [Edit(mark.start, mark.end, RESIDUES[word_of(report, mark)])])
    if not figures:
        return None
    mark = random.choice(figures)
    return mutate("residue", report, [Edit(mark.start, mark.digits_end, random.choice(("XX", "XXX", "××")))])


def remove_statement(random: Random, report: Report) -> Mutant | None:
    """The statement that there is no fund or capital is missing; the heading stands alone."""
    headings = tagged(report, "heading")
    empty = []
    for heading, following in pairwise(headings):
        figures = [mark for mark in money(report) if heading.end <= mark.start < following.start]
        if heading.fact in {"fund", "capital"} and not figures:
            empty.append((heading, following))
    if not empty:
        return None
    heading, following = random.choice(empty)
    body = report.text[heading.end : following.start]
    kept = body[: len(body) - len(body.lstrip())]
    return mutate("statement_removed", report, [Edit(heading.end + len(kept), following.start, "")], at=(heading.start, heading.end + 1))
