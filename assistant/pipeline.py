"""One unit: read its material, compute, draft, reconcile, export. The one module that knows all rooms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.checking.reasons import find_reasons
from assistant.errors import ConflictingMaterial, InvalidInputs
from assistant.export.files import cut_name, prepare_folder, replace_kept
from assistant.export.markdown import render_markdown
from assistant.export.narrative_json import narrative_json
from assistant.figures.inspect import inspect_inputs
from assistant.figures.performance.accounts import inspect_beside_accounts
from assistant.figures.performance.combine import combine_forms
from assistant.figures.performance.inspect import inspect_forms
from assistant.figures.performance.scores import score_form
from assistant.figures.reconcile import reconcile, tell_empty
from assistant.figures.sheet import compute_facts
from assistant.figures.texts import show_facts
from assistant.readers.inputs import read_inputs
from assistant.readers.performance.reading import read_performance
from assistant.readers.performance.schemes import read_scheme
from assistant.readers.unit_accounts import read_unit_accounts, read_unit_file
from schemas.accounts import Accounts
from schemas.facts import FactSheet
from schemas.finding import Finding
from schemas.inputs import Inputs
from schemas.narrative import Narrative
from schemas.performance import Scorecard
from schemas.style import HouseStyle

if TYPE_CHECKING:
    from assistant.drafting.outlines import Outline

DEFAULT_OUTLINE = "wuhan-2024"
DEFAULT_SCHEME = "wuhan"
UNIDENTIFIED = frozenset({"no_unit", "no_year"})
"""The rules of the reader's findings that a workbook does not say whose it is."""


@dataclass(frozen=True)
class Material:
    """What a person handed over for one unit, read and found to belong together.

    ``suggestions`` are the reasons that last year's document gave, by fact: for a person to look at, never written.
    ``cards`` are the forms of self-evaluation with their scores.
    """

    accounts: Accounts
    prior: Accounts | None
    inputs: Inputs
    findings: tuple[Finding, ...]
    suggestions: Mapping[str, str] = field(default_factory=dict)
    cards: tuple[Scorecard, ...] = ()

    @cached_property
    def sheet(self) -> FactSheet:
        """Its facts, computed once however many documents are checked against them."""
        return compute_facts(self.accounts, self.prior, self.inputs, self.cards)


@dataclass(frozen=True)
class Draft:
    """A drafted unit: what was read, computed, written, and found on the way."""

    material: Material
    sheet: FactSheet
    narrative: Narrative
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class FormsFile:
    """A file of forms of self-evaluation, and the scheme that scores them."""

    path: Path
    scheme: str = DEFAULT_SCHEME


def read_material(tables: Path, prior: Path | None = None, inputs: Path | None = None, forms: FormsFile | None = None) -> Material:
    """Read a unit's files and hold them against each other.

    Raises:
        UnreadableFile, NoTables, InvalidInputs: a file cannot be used.
        ConflictingMaterial: the files speak of different units or years.
    """
    given = read_inputs(inputs) if inputs else Inputs()
    accounts = _identified(read_unit_accounts(tables), tables, given)
    if inputs:
        _require_same(inputs, given, accounts, tables)
    return _together(accounts, prior, given, forms)


def score_forms(forms: FormsFile) -> tuple[tuple[Scorecard, ...], tuple[Finding, ...]]:
    """The forms of a file with their scores by a scheme, and what is wrong with them by themselves.

    Raises:
        UnreadableFile, NoTables: the file cannot be read, or holds no form.
        InvalidInputs: there is no such scheme.
    """
    rule, read = read_scheme(forms.scheme), read_performance(forms.path)
    cards = tuple(score_form(form, rule) for form in read.forms)
    return cards, (*read.findings, *inspect_forms(cards))


def combine_projects(cards: Sequence[Scorecard], name: str, performance: Path) -> Scorecard:
    """The forms of the projects as one, scored.

    Raises:
        InvalidInputs: there is no project's form, or none with a budget to weight it.
    """
    projects = [card.form for card in cards if card.form.kind == "project"]
    if not any(form.budget for form in projects):
        raise InvalidInputs(performance.name, "没有填了预算数的项目自评表，无法汇总")
    return score_form(combine_forms(projects, name), cards[0].scheme)


def own_material(
    accounts: Accounts, document: Path, prior: Path | None = None, inputs: Path | None = None, forms: FormsFile | None = None
) -> Material:
    """The material of a document that prints its own tables, ``accounts``, with what else was given.

    Raises:
        UnreadableFile, NoTables, InvalidInputs: a file cannot be used.
        ConflictingMaterial: the files speak of different units or years.
    """
    given = read_inputs(inputs) if inputs else Inputs()
    if inputs and accounts.unit and accounts.year:
        _require_same(inputs, given, accounts, document)
    return _together(accounts, prior, given, forms)


def _together(accounts: Accounts, prior: Path | None, given: Inputs, forms: FormsFile | None) -> Material:
    earlier, suggestions = read_prior(prior, accounts) if prior else (None, {})
    findings = (*accounts.findings, *(earlier.findings if earlier else ()), *inspect_inputs(given, accounts, earlier))
    material = Material(accounts, earlier, given, findings, suggestions)
    if forms is None:
        return material
    cards, told = score_forms(forms)
    beside = inspect_beside_accounts(cards, material.sheet, accounts)
    return replace(material, cards=cards, findings=(*findings, *told, *beside))


def reconcile_tables(tables: Path, prior: Path | None = None) -> tuple[Finding, ...]:
    """Findings on the tables alone; they need not say whose they are.

    Raises:
        UnreadableFile, NoTables: a file cannot be used.
        ConflictingMaterial: the files speak of different years.
    """
    accounts = read_unit_accounts(tables)
    earlier = read_prior(prior, accounts)[0] if prior else None
    return (*accounts.findings, *(earlier.findings if earlier else ()), *tell_empty(accounts), *reconcile(accounts, earlier))


def show_figures(sheet: FactSheet) -> dict[str, str]:
    """Each fact as a report would write it, in the default outline's house style."""
    return show_facts(sheet, HouseStyle())


def draft_unit(material: Material, outline: str = DEFAULT_OUTLINE) -> Draft:
    """Compute and draft a unit; its tables are reconciled too, so that a wrong table does not pass unseen.

    Raises:
        UnknownOutline, InvalidWording: the outline or its wording cannot be used.
    """
    sheet = material.sheet
    return draft_shaped(material, sheet, shape_outline(outline), check_tables(material))


def shape_outline(name: str, decimals: Mapping[str, int] | None = None) -> "Outline":
    """The outline of a name, with the decimals of its house style that a person wants otherwise.

    Raises:
        UnknownOutline, InvalidWording: the outline cannot be used.
    """
    from assistant.drafting.outlines import load_outline

    outline = load_outline(name)
    return outline.model_copy(update={"style": outline.style.model_copy(update=dict(decimals or {}))})


def check_tables(material: Material) -> tuple[Finding, ...]:
    """What is wrong with the material, and with its tables when they are held against their identities."""
    return (*material.findings, *tell_empty(material.accounts), *reconcile(material.accounts, material.prior))


def draft_shaped(material: Material, sheet: FactSheet, outline: "Outline", findings: tuple[Finding, ...]) -> Draft:
    """The offline draft of a unit whose facts are computed and whose tables are checked.

    Raises:
        InvalidWording: the outline's wording cannot be used.
    """
    from assistant.drafting.offline import draft_offline

    narrative = draft_offline(material.accounts, sheet, material.inputs, outline, material.cards)
    return settle_draft(material, sheet, narrative, findings)


def settle_draft(material: Material, sheet: FactSheet, narrative: Narrative, findings: tuple[Finding, ...]) -> Draft:
    """A narrative as the draft of its unit, with last year's reasons beside those wanted and what is wrong with the tables."""
    return Draft(material, sheet, _with_suggestions(narrative, material.suggestions), findings)


def _with_suggestions(narrative: Narrative, suggestions: Mapping[str, str]) -> Narrative:
    wanted = tuple(reason.model_copy(update={"suggestion": suggestions.get(reason.fact, "")}) for reason in narrative.wanted)
    return narrative.model_copy(update={"wanted": wanted})


def write_draft(draft: Draft, folder: Path) -> list[Path]:
    """Write the report as Word, Markdown and JSON; each file is complete or absent.

    An earlier report of the same name, which a person may have worked on, is set aside, not overwritten.

    Raises:
        UnwritableOutput: the folder or a file cannot be written.
    """
    from assistant.export.docx import render_docx

    stem = file_stem(draft.narrative.title)
    outputs = {
        folder / f"{stem}.docx": render_docx(draft.narrative, draft.material.accounts),
        folder / f"{stem}.md": render_markdown(draft.narrative, draft.material.accounts).encode(),
        folder / f"{stem}.json": narrative_json(draft.narrative).encode(),
    }
    prepare_folder(folder)
    for path, data in outputs.items():
        replace_kept(path, data)
    return list(outputs)


def _identified(accounts: Accounts, tables: Path, inputs: Inputs) -> Accounts:
    """The accounts with unit and year, taken from the inputs where the tables name none."""
    unknown = {finding.rule for finding in accounts.findings} & UNIDENTIFIED
    unit = accounts.unit or inputs.profile.unit
    year = (inputs.profile.year if "no_year" in unknown else None) or accounts.year
    if not unit or not year:
        wanted = "和".join(word for word, value in (("单位名称", unit), ("年度", year)) if not value)
        raise ConflictingMaterial(tables.name, f"表中没有写明{wanted}，请填写在补充资料的“单位概况”中，并一起给出补充资料")
    settled = {rule for rule, value in (("no_unit", inputs.profile.unit), ("no_year", inputs.profile.year)) if value}
    findings = tuple(finding for finding in accounts.findings if finding.rule not in settled)
    return accounts.model_copy(update={"unit": unit, "year": year, "findings": findings})


def _require_same(inputs: Path, given: Inputs, accounts: Accounts, tables: Path) -> None:
    """Refuse inputs that name another unit or year than the tables."""
    unit, year = given.profile.unit, given.profile.year
    if unit and _plain(unit) != _plain(accounts.unit):
        raise ConflictingMaterial(inputs.name, f"补充资料的单位是“{unit}”，决算表（{tables.name}）的单位是“{accounts.unit}”，不是同一单位")
    if year and year != accounts.year:
        message = f"补充资料的年度是{year}，决算表（{tables.name}）的年度是{accounts.year}，请确认没有拿错文件"
        raise ConflictingMaterial(inputs.name, message)


def read_prior(prior: Path, accounts: Accounts) -> tuple[Accounts, dict[str, str]]:
    """Last year's accounts, and by fact the reasons that last year's file gives if it is a document.

    What was found in them says that it is of last year's file.

    Raises:
        UnreadableFile, NoTables: the file cannot be used.
        ConflictingMaterial: it is not of the year before.
    """
    earlier, manuscript = read_unit_file(prior)
    year = accounts.year - 1
    if accounts.year and earlier.year and earlier.year != year:
        hints = {accounts.year: "与本年的决算表是同一年度", accounts.year + 1: "本年和上年的文件可能放反了"}
        hint = hints.get(earlier.year, "请确认没有拿错文件")
        raise ConflictingMaterial(prior.name, f"作为上年的决算表，年度应为{year}，实为{earlier.year}，{hint}")
    findings = [_of_prior(finding) for finding in earlier.findings if finding.rule not in UNIDENTIFIED]
    if not earlier.year:
        message = f"上年决算表 {prior.name}：表中没有写明年度，按{f'{year}年度' if accounts.year else '上年'}处理，请核对"
        findings.append(Finding(rule="no_year", severity="warning", message=message))
    if earlier.unit and accounts.unit and _plain(earlier.unit) != _plain(accounts.unit):
        message = f"上年决算表 {prior.name}：单位是“{earlier.unit}”，本年是“{accounts.unit}”，请确认是同一单位"
        findings.append(Finding(rule="unit_renamed", severity="warning", message=message))
    reasons = find_reasons(manuscript, earlier) if manuscript else ()
    known = {reason.fact: reason.text for reason in reasons if reason.text}
    return earlier.model_copy(update={"year": earlier.year or year, "findings": tuple(findings)}), known


def _of_prior(finding: Finding) -> Finding:
    return finding.model_copy(update={"message": f"上年决算表 {finding.message}"})


def _plain(name: str) -> str:
    return "".join(name.split()).replace("(", "（").replace(")", "）")


def file_stem(title: str) -> str:
    """A title as the name of a file, short enough for any file system with （旧稿1） and an extension behind it."""
    stem = "".join("_" if character in '\\/:*?"<>|' or not character.isprintable() else character for character in title)
    return cut_name(stem)
