"""What every drafted text must keep to, whatever the unit: the faults of a narrative, each told."""

import re
from collections.abc import Iterable, Iterator

from assistant.figures.texts import show_facts
from schemas.facts import FactSheet
from schemas.frozen import Frozen
from schemas.inputs import Inputs
from schemas.narrative import Narrative, Paragraph

DIFFERENCES = ("change", "change_rate", "budget_change", "budget_change_rate")
MOVED = ("增加", "减少", "增长", "下降")
STOPS = "，。；：、！？"


def find_faults(narrative: Narrative, sheet: FactSheet, inputs: Inputs) -> list[str]:
    """Every breach of the rules below, with the paragraph it is in."""
    people = sorted({sheet.unit, *_words(inputs)}, key=len, reverse=True)
    faults = []
    for block, following in zip(narrative.blocks, (*narrative.blocks[1:], None), strict=True):
        if not isinstance(block, Paragraph):
            continue
        last = not isinstance(following, Paragraph)
        found = (*_of_wording(block, people, narrative.year, last), *_of_figures(block, narrative, sheet), *_of_gaps(block, narrative))
        faults += [f"{fault} in: {block.text}" for fault in found]
    return faults


def _of_wording(paragraph: Paragraph, people: Iterable[str], year: int, last: bool) -> Iterator[str]:
    """Punctuation, foreign letters, digits that no fact stands behind."""
    text = _without(paragraph, people)
    if doubled := re.search(f"[{STOPS}（“][{STOPS}）”]", text.replace("）”", "").replace("“”", "")):
        yield f"doubled punctuation {doubled[0]}"
    if not text.endswith(("。", "：", "字", "▢")) or (last and text.endswith("：")):
        yield "a sentence without an end"
    if wrong := re.search(r"(?<!收、支总计)各(?:增加|减少|持平)", text):
        yield f"each: {wrong[0]}"
    allowed = rf"^\d+[.、]|^（\d）|(?:{year}|{year - 1})年|12月31日|单价(?:50|100)万元"
    if leaked := re.search(r"[0-9０-９A-Za-z\ue000\ue001{}%-]", re.sub(allowed, "", text)):
        yield f"no fact behind {leaked[0]}"


def _of_figures(paragraph: Paragraph, narrative: Narrative, sheet: FactSheet) -> Iterator[str]:
    """Each span shows its fact in house style; a direction word never stands before nothing or a sign."""
    texts = show_facts(sheet, narrative.style)
    for figure in paragraph.figures:
        shown, before = paragraph.text[figure.start : figure.end], paragraph.text[: figure.start]
        expected = texts[figure.fact] or "0万元"
        if figure.fact.rpartition(".")[2] in DIFFERENCES:
            expected = expected.removeprefix("-")
        if shown != expected:
            yield f"{figure.fact} is {expected}, not {shown}"
        if before.endswith(MOVED) and re.match(r"-|0(?:\.0+)?(?:万元|%)", shown):
            yield f"moved by {shown}"


def _of_gaps(paragraph: Paragraph, narrative: Narrative) -> Iterator[str]:
    """Each gap is listed among what is wanted, missing or left out."""
    listed = (*narrative.missing, *(reason.label for reason in narrative.wanted), *narrative.omitted)
    for gap in paragraph.gaps:
        wanted = re.fullmatch("【待补充：(.+)】", paragraph.text[gap.start : gap.end])
        if not wanted:
            yield "a gap without its marks"
        elif not any(wanted[1].startswith(entry) or entry.startswith(wanted[1].partition("，")[0]) for entry in listed):
            yield f"nobody is told of {wanted[1]}"


def _without(paragraph: Paragraph, people: Iterable[str]) -> str:
    """The wording alone: figures as ▣, gaps as ▢, people's words as 字."""
    spans = [(figure.start, figure.end, "▣") for figure in paragraph.figures] + [(gap.start, gap.end, "▢") for gap in paragraph.gaps]
    text, end = "", 0
    for start, stop, sign in sorted(spans):
        text, end = text + paragraph.text[end:start] + sign, stop
    text += paragraph.text[end:]
    for words in people:
        text = text.replace(words, "字")
    return text


def _words(record: Frozen) -> Iterator[str]:
    """All words a person gave, also without the stop that a sentence of ours replaces."""
    for value in dict(record).values():
        for entry in value if isinstance(value, tuple) else (value,):
            if isinstance(entry, Frozen):
                yield from _words(entry)
            elif isinstance(entry, str) and entry.strip():
                for line in entry.splitlines():
                    yield from (words for words in (line.strip(), line.strip().rstrip("。；")) if words)
