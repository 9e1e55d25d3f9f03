"""One unit of a batch: its report drafted, its documents checked, or both, into a folder of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from assistant.batch.books import Books
from assistant.batch.plan import Settings
from assistant.batch.units import NO_TABLES
from assistant.errors import JuesuanError
from assistant.export.files import prepare_folder, write_whole
from assistant.figures.amounts import list_amounts
from assistant.pipeline import Draft, FormsFile, Material, draft_unit, read_material, write_draft
from assistant.review_outputs import show_reviews, write_comments
from assistant.reviewing import Sources, check_document
from schemas.batch import UnitFiles
from schemas.finding import Finding
from schemas.review import Review

RESULTS = "复核结果"
NO_DOCUMENTS = "没有要复核的文件（.docx、.pdf、.txt、.md）"


@dataclass(frozen=True, slots=True)
class Work:
    """What was done for a unit; ``faults`` say in Chinese what could not be done."""

    findings: tuple[Finding, ...] = ()
    unchecked: int = 0
    wanted: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    outputs: tuple[Path, ...] = ()
    calls: int = 0
    tokens: int = 0
    unit: str = ""
    year: int = 0
    amounts: dict[str, Decimal] = field(default_factory=dict)


def do_unit(unit: UnitFiles, settings: Settings, folder: Path, books: Books) -> Work:
    """Draft a unit's report and check its documents, as the settings say; without a document, the drafted one is checked.

    Without tables, documents are checked against those that they print, with last year's if given, or themselves; inputs and
    forms are of no use then.

    Raises:
        UnreadableFile, NoTables, InvalidInputs, ConflictingMaterial: the unit's files cannot be used.
        UnknownOutline, InvalidWording: the outline or its wording cannot be used.
        Misconfigured: no model can be used, where one is asked for.
        UnwritableOutput: an output cannot be written.
    """
    if unit.faults:
        return Work(faults=unit.faults)
    forms = _forms(unit, settings.scheme)
    material = read_unit(unit, settings.scheme)
    drafted = Work() if settings.what == "check" else _draft(unit, material, settings, folder, books)
    if material:
        accounts = material.accounts
        drafted = replace(drafted, unit=accounts.unit, year=accounts.year, amounts=list_amounts(accounts))
    documents = unit.documents or tuple(path for path in drafted.outputs if path.suffix == ".docx")
    if settings.what == "draft" or (drafted.faults and not documents):
        return drafted
    checked = _check(documents, Sources(material, unit.prior, forms=forms if material else None), folder)
    return replace(
        drafted,
        findings=drafted.findings + checked.findings,
        unchecked=checked.unchecked,
        faults=drafted.faults + checked.faults,
        outputs=drafted.outputs + checked.outputs,
    )


def read_unit(unit: UnitFiles, scheme: str) -> Material | None:
    """What the files of a unit hold; None without tables.

    Raises:
        UnreadableFile, NoTables, InvalidInputs, ConflictingMaterial: they cannot be used.
    """
    return read_material(unit.tables, unit.prior, unit.inputs, _forms(unit, scheme)) if unit.tables else None


def _forms(unit: UnitFiles, scheme: str) -> FormsFile | None:
    return FormsFile(unit.forms, scheme) if unit.forms else None


def _draft(unit: UnitFiles, material: Material | None, settings: Settings, folder: Path, books: Books) -> Work:
    """The report; where the model had to be given up, what it lacks is a fault, so that a later batch goes on with it."""
    if material is None:
        return Work(faults=unit.problems or (NO_TABLES,))
    draft = _word(material, settings, books)
    wanted = tuple(f"{reason.label}{reason.change}" for reason in draft.narrative.wanted)
    outputs = tuple(write_draft(draft, folder))
    work = Work(findings=draft.findings, wanted=wanted, missing=draft.narrative.missing, outputs=outputs)
    run = draft.narrative.run
    if run is None:
        return work
    faults = (f"模型：{run.stopped}",) if run.stopped else ()
    return replace(work, calls=run.calls, tokens=run.tokens, faults=faults)


def _word(material: Material, settings: Settings, books: Books) -> Draft:
    if settings.drafter == "offline":
        return draft_unit(material, settings.outline)
    from assistant.model_drafts import draft_unit_with_model
    from assistant.settings import load_settings

    model = load_settings()
    with books.answers(model) as answers:
        return draft_unit_with_model(
            material, model, settings.outline, cache=answers if model.cache else None, throttle=books.throttle(model)
        )


def _check(documents: Sequence[Path], sources: Sources, folder: Path) -> Work:
    """The reviews of the documents that can be read; the others are faults."""
    if not documents:
        return Work(faults=(NO_DOCUMENTS,))
    reviews: list[tuple[Path, Review]] = []
    faults: list[str] = []
    for document in documents:
        try:
            reviews.append((document, check_document(document, sources)))
        except JuesuanError as error:
            faults.append(str(error))
    return Work(
        findings=tuple(finding for _, entry in reviews for finding in entry.findings),
        unchecked=sum(entry.coverage.unchecked for _, entry in reviews),
        faults=tuple(faults),
        outputs=tuple(_write_reviews(reviews, folder)) if reviews else (),
    )


def _write_reviews(reviews: Sequence[tuple[Path, Review]], folder: Path) -> list[Path]:
    """Write all reviews as a workbook and a page, and each onto its document: notes on a PDF, else comments in Word."""
    prepare_folder(folder)
    results = [folder / f"{RESULTS}.{form}" for form in ("xlsx", "html")]
    for path in results:
        write_whole(path, show_reviews([entry for _, entry in reviews], path.suffix[1:]))
    printed = [(document, entry) for document, entry in reviews if entry.printed]
    others = [(document, entry) for document, entry in reviews if not entry.printed]
    return [*results, *write_comments(printed, folder, True, "pdf"), *write_comments(others, folder, True, "docx")]
