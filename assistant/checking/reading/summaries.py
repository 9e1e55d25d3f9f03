"""Summaries: what a text says in words (自评综述) of the budget, the execution and the score of a project or the unit."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.checking.reading.forms import UNIT_FORM, bare_name
from assistant.checking.reading.reader import Passage
from assistant.numerals.scan import find_numbers
from schemas.number import Number

Label = Literal["budget", "executed", "rate", "score"]

_SUMMARY = re.compile(r"(?P<name>[^。；：，,;:]{0,60}?)(?:绩效)?自评综述[：:]?")
_UNIT_RESULT = re.compile(r"整体(?:支出)?绩效自评(?!表)")
_UNIT = re.compile(r"(?:^|部门|单位|本级)整体(?:支出)?$|^整体")
_FIGURES: Mapping[Label, re.Pattern[str]] = {
    "budget": re.compile(r"(?:全年|调整后?)预算(?:数|总额)?(?:为|是)?"),
    "executed": re.compile(r"(?:执行|决算)数(?:为|是)?"),
    "rate": re.compile(r"完成(?:全年|调整后?)?预算数?的?|执行率(?:为|达到?|是)?"),
    "score": re.compile(r"得分(?:为|是)?"),
}
_KINDS: Mapping[Label, set[str]] = {"budget": {"money"}, "executed": {"money"}, "rate": {"percent"}, "score": {"score"}}


_GRADE = re.compile(r"等[级次](?:评定|结果)?(?:为|是|：|:)?[“\"]?(?P<grade>优秀|优|良好|良|中|合格|不合格|差)(?![\u4e00-\u9fff]*[、/])")


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of one summary by label, their spans in the cleaned text of ``passages[paragraph]``; ``grade`` is that of its 等级."""

    project: str
    paragraph: int
    figures: Mapping[Label, Number]
    grade: tuple[int, int] | None = None


def find_summaries(passages: Iterable[Passage]) -> Iterator[Summary]:
    """Every summary that states a figure; one whose words follow its heading in the next paragraph too."""
    heading: str | None = None
    for paragraph, passage in enumerate(passages):
        parts = [] if passage.in_tables else list(_parts(passage.text))
        if heading is not None and not parts and not passage.in_tables:
            parts = [(heading, 0, len(passage.text))]
        heading = None
        numbers = {number.start: number for number in find_numbers(passage.text)} if parts else {}
        for project, start, end in parts:
            figures = _read_figures(passage.text, start, end, numbers)
            if figures:
                grade = _GRADE.search(passage.text, start, end)
                yield Summary(project, paragraph, figures, grade.span("grade") if grade else None)
            elif not passage.text[start:end].strip("：: 。"):
                heading = project


def _parts(text: str) -> Iterator[tuple[str, int, int]]:
    """Each summary of a paragraph: whose it is, and where its words begin and end."""
    if "自评" not in text:
        return
    matches = list(_SUMMARY.finditer(text)) if "自评综述" in text else []
    for match, stop in zip(matches, [*(after.start() for after in matches[1:]), len(text)], strict=False):
        name = bare_name(match["name"])
        yield UNIT_FORM if _UNIT.search(name) else name, match.end(), stop
    result = None if matches else _UNIT_RESULT.search(text)
    if result:
        yield UNIT_FORM, result.end(), len(text)


def _read_figures(text: str, start: int, end: int, numbers: Mapping[int, Number]) -> dict[Label, Number]:
    """The first figure of each label, the number directly behind its words."""
    figures: dict[Label, Number] = {}
    for label, words in _FIGURES.items():
        found = (numbers.get(match.end()) for match in words.finditer(text, start, end))
        number = next((entry for entry in found if entry and entry.kind in _KINDS[label] and entry.value is not None), None)
        if number:
            figures[label] = number
    return figures
