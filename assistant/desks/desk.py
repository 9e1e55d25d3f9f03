"""A unit's desk: its workspace over its material, the draft with people's wordings in place, and all of it checked."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.checking.review import review
from assistant.errors import JuesuanError
from assistant.figures.texts import show_facts
from assistant.pipeline import (
    DEFAULT_OUTLINE,
    DEFAULT_SCHEME,
    Draft,
    FormsFile,
    Material,
    check_tables,
    draft_shaped,
    read_material,
    shape_outline,
)
from schemas.facts import FactSheet
from schemas.finding import Finding
from schemas.inputs import Reason
from schemas.manuscript import Manuscript
from schemas.narrative import Block, Figure, Gap, Heading, ModelRun, Narrative, Paragraph, Wording
from schemas.review import Review
from schemas.workspace import Change, Items, Workspace

ROLES = {"tables": "决算公开表", "prior": "上年决算", "inputs": "补充资料", "forms": "绩效自评表"}
"""The files of a unit, by the names that their items have behind ``file.``."""

STYLES = {"percent_decimals": "百分比的小数位数", "money_decimals": "金额的小数位数"}
_GAP = re.compile(r"【待补充：[^【】]*】")


class NotAccepted(JuesuanError):
    """Wordings cannot stand on this desk."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a desk stands on and does not change with its workspace: the material of the files, its facts, its tables checked."""

    material: Material
    sheet: FactSheet
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """A workspace, worked out.

    Attributes:
        draft: The draft with people's and the model's wordings in place.
        places: For each block of its narrative the name of its paragraph, "" for what is none.
        starts: For each block where its text begins in the text that was reviewed.
        drafted: The offline paragraphs by name.
        review: The check of the whole text.
        outdated: Names of paragraphs that a person worded for another draft of them than the present one.
        texts: Every fact as this report writes it.
        paragraphs: The paragraphs by name, as they stand.
    """

    workspace: Workspace
    draft: Draft
    places: tuple[str, ...]
    starts: tuple[int, ...]
    drafted: Mapping[str, Paragraph]
    review: Review
    outdated: tuple[str, ...]
    texts: Mapping[str, str]
    paragraphs: Mapping[str, Paragraph]

    @property
    def narrative(self) -> Narrative:
        """The report."""
        return self.draft.narrative

    @property
    def sheet(self) -> FactSheet:
        """The facts of the unit."""
        return self.draft.sheet


def read_files(files: Mapping[str, tuple[str, bytes]]) -> Material:
    """The material of a unit's files, by role each with its name and content.

    Raises:
        UnreadableFile, NoTables, InvalidInputs, ConflictingMaterial: as ``pipeline.read_material``.
    """
    with TemporaryDirectory() as folder:
        paths: dict[str, Path] = {}
        for role, (name, data) in files.items():
            path = Path(folder) / role / Path(name).name
            path.parent.mkdir()
            path.write_bytes(data)
            paths[role] = path
        forms = FormsFile(paths["forms"], DEFAULT_SCHEME) if "forms" in paths else None
        return read_material(paths["tables"], paths.get("prior"), paths.get("inputs"), forms)


def lay_ground(material: Material) -> Ground:
    """The material with its facts, its tables checked."""
    return Ground(material, material.sheet, check_tables(material))


def set_desk(ground: Ground, workspace: Workspace) -> Desk:
    """The desk of a workspace: drafted, worded, checked.

    Raises:
        UnknownOutline, InvalidWording: The outline of the workspace cannot be used.
    """
    items = workspace.items
    material = _with_reasons(ground.material, items)
    outline = shape_outline(items.get("outline", DEFAULT_OUTLINE), decimals_of(items))
    draft = draft_shaped(material, ground.sheet, outline, ground.findings)
    blocks = draft.narrative.blocks
    places = tuple(_name_paragraphs(blocks))
    drafted = _paragraphs(places, blocks)
    wordings = {place: wording for place in drafted if (wording := wording_of(items, place))}
    standing = {place: each for place, each in wordings.items() if each.by == "person" or each.base == drafted[place].text}
    worded = [standing[place].paragraph if place in standing else block for place, block in zip(places, blocks, strict=True)]
    texts = [block.text if isinstance(block, (Heading, Paragraph)) else "" for block in worded]
    manuscript = Manuscript(file="", kind="txt", text="\n".join(texts))
    reviewed = review(manuscript, ground.sheet, material.accounts)
    starts = tuple(_starts(texts))
    settled = tuple(
        _with_figures(block, reviewed, start) if place in standing and isinstance(block, Paragraph) else block
        for block, place, start in zip(worded, places, starts, strict=True)
    )
    run = {"run": ModelRun.model_validate_json(items["model.run"])} if _by_model(standing) and "model.run" in items else {}
    narrative = draft.narrative.model_copy(update={"blocks": settled, **run})
    outdated = tuple(place for place, each in standing.items() if each.base != drafted[place].text)
    return Desk(
        workspace=workspace,
        draft=replace(draft, narrative=narrative),
        places=places,
        starts=starts,
        drafted=drafted,
        review=reviewed,
        outdated=outdated,
        texts=show_facts(ground.sheet, narrative.style),
        paragraphs=_paragraphs(places, settled),
    )


def wording_of(items: Items, place: str) -> Wording | None:
    """The wording that a workspace has for a paragraph."""
    value = items.get(f"paragraph.{place}")
    return Wording.model_validate_json(value) if value else None


def decimals_of(items: Items) -> dict[str, int]:
    """The decimals that a workspace wants otherwise than its outline."""
    return {name: int(items[f"style.{name}"]) for name in STYLES if f"style.{name}" in items}


def reword(desk: Desk, place: str, text: str) -> Change:
    """The change by which a person's text stands in a paragraph; the drafted one stands again where the text is that, or empty."""
    drafted, told = desk.drafted[place], f"修改{tell_place(desk, place)}"
    text = " ".join(text.split("\n")).strip()
    if text in {"", drafted.text}:
        return Change(summary=f"{told}：恢复为生成的文字", items={f"paragraph.{place}": None})
    gaps = tuple(Gap(start=match.start(), end=match.end()) for match in _GAP.finditer(text))
    wording = Wording(base=drafted.text, paragraph=Paragraph(text=text, gaps=gaps), by="person")
    return Change(summary=told, items={f"paragraph.{place}": wording.model_dump_json()})


def accept_model(desk: Desk, given: Desk, worded: Narrative) -> Change:
    """The change by which a model's wordings of a whole draft stand, where the draft is still the one it was ``given``.

    A paragraph that a person has worded, or whose drafted text has changed since, stays as it is.

    Raises:
        NotAccepted: The wordings are of another workspace.
    """
    if desk.workspace.id != given.workspace.id:
        raise NotAccepted("模型", f"润色的是{given.workspace.unit}，不是现在的单位，没有写入")
    items: dict[str, str | None] = {}
    for place, block in zip(given.places, worded.blocks, strict=True):
        known, drafted = wording_of(desk.workspace.items, place), desk.drafted.get(place)
        same = drafted is not None and drafted.text == given.drafted[place].text
        if not isinstance(block, Paragraph) or not same or drafted is None or (known and known.by == "person"):
            continue
        wording = Wording(base=drafted.text, paragraph=block, by="model")
        items[f"paragraph.{place}"] = wording.model_dump_json() if block.text != drafted.text else None
    run = worded.run
    items["model.run"] = run.model_dump_json() if run else None
    return Change(summary=f"由模型（{run.model if run else ''}）润色", items=items)


def accept_wording(desk: Desk, place: str, worded: Paragraph) -> Change:
    """The change by which a model's wording of one paragraph stands."""
    wording = Wording(base=desk.drafted[place].text, paragraph=worded, by="model")
    return Change(summary=f"由模型改写{tell_place(desk, place)}", items={f"paragraph.{place}": wording.model_dump_json()})


def number_of(desk: Desk, place: str) -> int:
    """The number of a paragraph among those of the report, from 1."""
    return [name for name in desk.places if name].index(place) + 1


def number_at(desk: Desk, at: int) -> int:
    """The number of the paragraph at an offset of the text that was reviewed, or of the last one before it."""
    return sum(bool(place) for place in desk.places[: bisect_right(desk.starts, at)])


def place_of(desk: Desk, number: int) -> str | None:
    """The paragraph of a number."""
    names = [name for name in desk.places if name]
    return names[number - 1] if 0 < number <= len(names) else None


def tell_place(desk: Desk, place: str) -> str:
    """A paragraph as people call it: 第12段（二、收入决算情况说明）; one that the outline no longer has, by its heading."""
    heading = place.rsplit("/", 1)[0].rpartition("//")[2]
    if place not in desk.paragraphs:
        return f"“{heading}”中的一段"
    return f"第{number_of(desk, place)}段（{heading}）" if heading else f"第{number_of(desk, place)}段"


def _with_reasons(material: Material, items: Items) -> Material:
    """The material with the reasons given in the workspace, before those of the inputs; an empty one takes the input's away."""
    given = {name.removeprefix("reason."): text for name, text in items.items() if name.startswith("reason.")}
    kept = tuple(reason for reason in material.inputs.reasons if reason.fact not in given)
    reasons = (*kept, *(Reason(fact=fact, text=text) for fact, text in given.items()))
    return replace(material, inputs=material.inputs.model_copy(update={"reasons": reasons}))


def _name_paragraphs(blocks: Sequence[Block]) -> Iterator[str]:
    """For each block the name of its paragraph: the headings above it, parted by //, and its number among those below them."""
    path: list[str] = []
    seen: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, Heading):
            path = [*path[: block.level - 1], *[""] * (block.level - 1 - len(path)), block.text]
        if isinstance(block, Paragraph):
            above = "//".join(path)
            seen[above] += 1
            yield f"{above}/{seen[above]}"
        else:
            yield ""


def _paragraphs(places: Sequence[str], blocks: Sequence[Block]) -> dict[str, Paragraph]:
    """The paragraphs among blocks, by the names of these."""
    return {place: block for place, block in zip(places, blocks, strict=True) if isinstance(block, Paragraph)}


def _starts(texts: Sequence[str]) -> Iterator[int]:
    at = 0
    for text in texts:
        yield at
        at += len(text) + 1


def _with_figures(paragraph: Paragraph, reviewed: Review, start: int) -> Paragraph:
    """A paragraph with the spans of the numbers that the check found equal to facts."""
    end = start + len(paragraph.text)
    figures = tuple(
        Figure(start=entry.start - start, end=entry.end - start, fact=entry.fact)
        for entry in reviewed.ledger
        if entry.fact and entry.status in {"matched", "derived"} and start <= entry.start and entry.end <= end
    )
    return paragraph.model_copy(update={"figures": figures})


def _by_model(standing: Mapping[str, Wording]) -> bool:
    return any(wording.by == "model" for wording in standing.values())
