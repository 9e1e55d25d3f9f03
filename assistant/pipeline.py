"""One unit: read its material, compute, draft, reconcile, export. The one module that knows all rooms."""

from dataclasses import dataclass
from pathlib import Path

from assistant.drafting.offline import draft_offline
from assistant.drafting.outlines import load_outline
from assistant.errors import ConflictingMaterial
from assistant.export.docx import render_docx
from assistant.export.files import prepare_folder, set_aside, write_whole
from assistant.export.markdown import render_markdown
from assistant.export.narrative_json import narrative_json
from assistant.figures.inspect import inspect_inputs
from assistant.figures.reconcile import reconcile
from assistant.figures.sheet import compute_facts
from assistant.figures.texts import show_facts
from assistant.readers.accounts import read_accounts
from assistant.readers.inputs import read_inputs
from schemas.accounts import Accounts
from schemas.facts import FactSheet
from schemas.finding import Finding
from schemas.inputs import Inputs
from schemas.narrative import Narrative
from schemas.style import HouseStyle

DEFAULT_OUTLINE = "wuhan-2024"


@dataclass(frozen=True)
class Material:
    """What a person handed over for one unit, read and found to belong together."""

    accounts: Accounts
    prior: Accounts | None
    inputs: Inputs
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Draft:
    """A drafted unit: what was read, computed, written, and found on the way."""

    material: Material
    sheet: FactSheet
    narrative: Narrative
    findings: tuple[Finding, ...]


def read_material(tables: Path, prior: Path | None = None, inputs: Path | None = None) -> Material:
    """Read a unit's files and hold them against each other.

    Raises:
        UnreadableFile, NoTables, InvalidInputs: a file cannot be used.
        ConflictingMaterial: the files speak of different units or years.
    """
    given = read_inputs(inputs) if inputs else Inputs()
    accounts = _identified(read_accounts(tables), tables, given)
    earlier = read_accounts(prior) if prior else None
    findings = list(accounts.findings)
    if given.profile.unit and inputs and _plain(given.profile.unit) != _plain(accounts.unit):
        raise ConflictingMaterial(inputs.name, f"补充资料的单位是“{given.profile.unit}”，决算表的单位是“{accounts.unit}”，不是同一单位")
    if given.profile.year and inputs and given.profile.year != accounts.year:
        raise ConflictingMaterial(inputs.name, f"补充资料的年度是{given.profile.year}，决算表的年度是{accounts.year}，请确认没有拿错文件")
    if earlier and prior:
        if earlier.year == 0:
            earlier = earlier.model_copy(update={"year": accounts.year - 1})
        if earlier.year != accounts.year - 1:
            message = f"作为上年的决算表，年度应为{accounts.year - 1}，实为{earlier.year}，请确认没有拿错文件"
            raise ConflictingMaterial(prior.name, message)
        if earlier.unit and _plain(earlier.unit) != _plain(accounts.unit):
            message = f"{prior.name}：上年决算表的单位是“{earlier.unit}”，本年是“{accounts.unit}”，请确认是同一单位"
            findings.append(Finding(rule="unit_renamed", severity="warning", message=message))
        findings += earlier.findings
    findings += inspect_inputs(given, accounts, earlier)
    return Material(accounts, earlier, given, tuple(findings))


def compute_figures(material: Material) -> FactSheet:
    """The fact sheet of a unit's material."""
    return compute_facts(material.accounts, material.prior, material.inputs)


def show_figures(sheet: FactSheet) -> dict[str, str]:
    """Each fact as a report would write it, in the default outline's house style."""
    return show_facts(sheet, HouseStyle())


def draft_unit(material: Material, outline: str = DEFAULT_OUTLINE) -> Draft:
    """Compute and draft a unit; its tables are reconciled too, so that a wrong table does not pass unseen.

    Raises:
        UnknownOutline, InvalidWording: the outline or its wording cannot be used.
    """
    plan = load_outline(outline)
    sheet = compute_figures(material)
    narrative = draft_offline(material.accounts, sheet, material.inputs, plan)
    findings = (*material.findings, *reconcile(material.accounts, material.prior))
    return Draft(material, sheet, narrative, findings)


def write_draft(draft: Draft, folder: Path) -> list[Path]:
    """Write the report as Word, Markdown and JSON; each file is complete or absent.

    An earlier report of the same name, which a person may have worked on, is set aside, not overwritten.

    Raises:
        UnwritableOutput: the folder or a file cannot be written.
    """
    prepare_folder(folder)
    stem = _file_stem(draft.narrative.title)
    outputs = {
        folder / f"{stem}.docx": render_docx(draft.narrative, draft.material.accounts),
        folder / f"{stem}.md": render_markdown(draft.narrative, draft.material.accounts).encode(),
        folder / f"{stem}.json": narrative_json(draft.narrative).encode(),
    }
    for path, data in outputs.items():
        set_aside(path, data)
        write_whole(path, data)
    return list(outputs)


def _identified(accounts: Accounts, tables: Path, inputs: Inputs) -> Accounts:
    """The accounts with unit and year, taken from the inputs where the workbook names none."""
    unit, year = accounts.unit or inputs.profile.unit, accounts.year or inputs.profile.year
    if not unit or not year:
        wanted = "、".join(word for word, value in (("单位名称", unit), ("年度", year)) if not value)
        raise ConflictingMaterial(tables.name, f"表中找不到{wanted}，请在补充资料的“单位概况”中填写")
    return accounts.model_copy(update={"unit": unit, "year": year})


def _plain(name: str) -> str:
    return "".join(name.split()).replace("(", "（").replace(")", "）")


def _file_stem(title: str) -> str:
    return "".join("_" if character in '\\/:*?"<>|' or ord(character) < 32 else character for character in title)[:80]
