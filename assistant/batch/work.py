"""One unit of a batch: its report drafted, its documents checked, or both, into a folder of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from assistant.batch.books import Books
from assistant.batch.doubts import list_doubts
from assistant.batch.outputs import RESULTS
from assistant.batch.plan import Settings
from assistant.batch.sorting import NO_TABLES
from assistant.errors import JuesuanError
from assistant.export.files import prepare_folder, write_whole
from assistant.export.review_words import NOTHING_TO_CHECK, has_claims
from assistant.figures.amounts import list_amounts
from assistant.pipeline import Draft, FormsFile, Material, check_tables, draft_unit, read_material, write_draft
from assistant.readers.manuscript import read_manuscript
from assistant.readers.own_tables import own_accounts
from assistant.review_outputs import show_reviews, write_comments
from assistant.reviewing import Sources, check_manuscript
from schemas.accounts import Accounts
from schemas.batch import UnitFiles
from schemas.finding import Finding
from schemas.review import Coverage, Review

NO_DOCUMENTS = "没有要复核的文件（.docx、.pdf、.txt、.md）"


@dataclass(frozen=True, slots=True)
class Work:
    """What was done for a unit; ``faults`` say in Chinese what could not be done, ``doubts`` what a person should look at.

    ``drafted`` are those of the ``outputs`` that hold the drafted report. ``unit`` and ``year`` are those of the
    tables, without these of those that a document prints; ``amounts`` are those of the tables in 万元.
    """

    findings: tuple[Finding, ...] = ()
    unchecked: int | None = None
    wanted: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    outputs: tuple[Path, ...] = ()
    drafted: tuple[Path, ...] = ()
    calls: int = 0
    tokens: int = 0
    unit: str = ""
    year: int = 0
    amounts: dict[str, Decimal] = field(default_factory=dict)


class _Checked(NamedTuple):
    """A document with its review and the accounts that it prints."""

    document: Path
    review: Review
    own: Accounts | None


def do_unit(unit: UnitFiles, settings: Settings, folder: Path, books: Books) -> Work:
    """Draft a unit's report and check its documents, as the settings say; with both, the drafted report too.

    Without tables, documents are checked against those that they print, with last year's if given, or themselves; inputs and
    forms are of no use then.

    Raises:
        UnreadableFile, NoTables, InvalidInputs, ConflictingMaterial: the unit's files cannot be used.
        UnknownOutline, InvalidWording: the outline or its wording cannot be used.
        Misconfigured: no model can be used, where one is asked for.
        UnwritableOutput: an output cannot be written.
        StoreUnusable: the model's answers and pace cannot be kept.
    """
    if unit.faults:
        return Work(faults=unit.faults)
    material = read_unit(unit, settings.scheme)
    if settings.what == "check":
        drafted = Work(findings=check_tables(material) if material else ())
    else:
        drafted = _draft(unit, material, settings, folder, books)
    if material:
        accounts = material.accounts
        doubts = tuple(list_doubts(unit, material))
        drafted = replace(drafted, doubts=doubts, unit=accounts.unit, year=accounts.year, amounts=list_amounts(accounts))
    checked, faults = _check_unit(unit, drafted, material, settings)
    reviews = [entry.review for entry in checked]
    own = None if material else next((entry.own for entry in checked if entry.own), None)
    return replace(
        drafted,
        unit=drafted.unit or (own.unit if own else ""),
        year=drafted.year or (own.year if own else 0),
        findings=(*drafted.findings, *_list_new(reviews, drafted.findings)),
        unchecked=sum(entry.coverage.unchecked for entry in reviews) if reviews else None,
        faults=drafted.faults + faults,
        doubts=(*drafted.doubts, *_tell_empty(reviews)),
        drafted=drafted.outputs,
        outputs=(*drafted.outputs, *_write_reviews(_tell_material(unit, drafted.findings), checked, folder)),
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


def _check_unit(unit: UnitFiles, drafted: Work, material: Material | None, settings: Settings) -> tuple[list[_Checked], tuple[str, ...]]:
    """The reviews of a unit's documents and of its report; why others cannot be read."""
    reports = [path for path in drafted.outputs if path.suffix == ".docx"]
    if settings.what == "draft" or (drafted.faults and not unit.documents and not reports):
        return [], ()
    sources = Sources(material, unit.prior, unit.inputs, _forms(unit, settings.scheme)) if material else Sources(prior=unit.prior)
    checked, faults = _check([*unit.documents, *reports], sources)
    return checked, faults if unit.documents or reports else (NO_DOCUMENTS,)


def _check(documents: Sequence[Path], sources: Sources) -> tuple[list[_Checked], tuple[str, ...]]:
    """The reviews of the documents that can be read, and why the others cannot."""
    checked: list[_Checked] = []
    faults: list[str] = []
    for document in documents:
        try:
            checked.append(_review(document, sources))
        except JuesuanError as error:
            faults.append(str(error))
    return checked, tuple(faults)


def _review(document: Path, sources: Sources) -> _Checked:
    """The review of a document; beside one without tables, where none are given, last year's are of no use."""
    manuscript = read_manuscript(document)
    own = own_accounts(manuscript)
    useful = sources if sources.material or own else Sources()
    return _Checked(document, check_manuscript(document, manuscript, own, useful), own)


def _tell_empty(reviews: Sequence[Review]) -> Iterator[str]:
    """The documents that have no number to check: that nothing was found in them says nothing."""
    return (f"{entry.document}：{NOTHING_TO_CHECK}" for entry in reviews if not has_claims(entry.coverage))


def _list_new(reviews: Sequence[Review], known: Sequence[Finding]) -> Iterator[Finding]:
    """The findings on documents but for those that are known of the material that they print: forms stand in the report, too."""
    told = {(finding.rule, finding.message) for finding in known}
    return (finding for entry in reviews for finding in entry.findings if (finding.rule, finding.message) not in told)


def _tell_material(unit: UnitFiles, findings: tuple[Finding, ...]) -> list[Review]:
    """What was found in the tables and forms themselves, as a review that stands before those of the documents."""
    if not unit.tables or not findings:
        return []
    names = "、".join(path.name for path in (unit.tables, unit.forms) if path)
    return [Review(document=names, text="", coverage=Coverage(), findings=findings, ledger=())]


def _write_reviews(material: Sequence[Review], checked: Sequence[_Checked], folder: Path) -> list[Path]:
    """Write all reviews as a workbook and a page, and each onto its document: notes on a PDF, else comments in Word."""
    entries = [*material, *(entry.review for entry in checked)]
    if not entries:
        return []
    prepare_folder(folder)
    results = [folder / f"{RESULTS}.{form}" for form in ("xlsx", "html")]
    for path in results:
        write_whole(path, show_reviews(entries, path.suffix[1:]))
    printed = [(document, entry) for document, entry, _ in checked if entry.printed]
    others = [(document, entry) for document, entry, _ in checked if not entry.printed]
    return [*results, *write_comments(printed, folder, True, "pdf"), *write_comments(others, folder, True, "docx")]
