"""One document: read it, check it against tables or itself, account for its own tables, tell what was found.

The writers of Word and Excel files are imported where they are used: a check that prints text starts in half the time.
"""

import os
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.checking.kinds import tell_kind
from assistant.checking.review import review
from assistant.checking.rules.own_table import compare_cells
from assistant.checking.second_look import look_again
from assistant.checking.table_cells import settle_cells
from assistant.errors import ConflictingMaterial, JuesuanError, NoTables, UnreadableFile, UnwritableOutput
from assistant.export.files import prepare_folder, spare_sources, write_whole
from assistant.export.review_json import review_json, review_line
from assistant.export.review_text import review_text
from assistant.figures.identities import list_identities
from assistant.figures.reconcile import reconcile
from assistant.pipeline import Material, compute_figures, own_material, read_material
from assistant.readers.bundle import is_bundle, open_bundle
from assistant.readers.manuscript import Progress, read_manuscript
from assistant.readers.own_tables import cell_spans, own_accounts, untold_tables
from assistant.readers.reports import read_report
from schemas.accounts import Accounts
from schemas.finding import Finding
from schemas.manuscript import Manuscript
from schemas.place import Place
from schemas.review import Review, Status


@dataclass(frozen=True, slots=True)
class Sources:
    """What documents are checked against: the material of their unit, or else their own tables with last year's and the inputs.

    ``progress`` is told how many scanned pages of a document are read.
    """

    material: Material | None = None
    prior: Path | None = None
    inputs: Path | None = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """The files that a person named beside the documents."""

    tables: Path | None = None
    prior: Path | None = None
    inputs: Path | None = None


def check_all(
    paths: Sequence[Path], given: Given, progress: Progress | None, stack: ExitStack
) -> Iterator[tuple[Path, Review | JuesuanError]]:
    """The review of every document, those in folders and archives too, or why it could not be read: one stops no other.

    A document of a folder or archive is checked against the tables beside it, unless some are given by
    name. Several are read at a time: each PDF has a process of its own. ``stack`` keeps what is unpacked
    until it is closed.

    Raises:
        UnreadableFile, NoTables, InvalidInputs, ConflictingMaterial: a file given by name cannot be used.
    """
    material = read_material(given.tables, given.prior, given.inputs) if given.tables else None
    jobs = _jobs(paths, given, Sources(material, given.prior, given.inputs, progress), stack)
    at_a_time = os.cpu_count() or 1
    with ThreadPoolExecutor(at_a_time) as pool:
        while batch := list(islice(jobs, at_a_time)):
            readings = [pool.submit(_read, document, sources) for document, sources in batch]
            for (document, sources), reading in zip(batch, readings, strict=True):
                yield document, _reviewed(document, sources, reading)


def _read(document: Path, sources: Sources | JuesuanError) -> Manuscript:
    if isinstance(sources, JuesuanError):
        raise sources
    return read_manuscript(document, sources.progress)


def _reviewed(document: Path, sources: Sources | JuesuanError, reading: "Future[Manuscript]") -> Review | JuesuanError:
    try:
        manuscript = reading.result()
        return sources if isinstance(sources, JuesuanError) else check_manuscript(document, manuscript, sources)
    except JuesuanError as error:
        return error


def _jobs(paths: Sequence[Path], given: Given, named: Sources, stack: ExitStack) -> Iterator[tuple[Path, Sources | JuesuanError]]:
    """Every document with what it is checked against; a folder or archive that cannot be used, with the reason."""
    for path in paths:
        try:
            bundled = path.exists() and is_bundle(path)
            documents, sources = _open(path, given, named, stack) if bundled else ((path,), named)
        except JuesuanError as error:
            yield path, error
            continue
        yield from ((document, sources) for document in documents)


def _open(path: Path, given: Given, named: Sources, stack: ExitStack) -> tuple[tuple[Path, ...], Sources]:
    bundle = open_bundle(path, Path(stack.enter_context(TemporaryDirectory())))
    if not bundle.documents:
        raise UnreadableFile(path.name, "里面没有要复核的文件（.docx、.pdf、.txt、.md）")
    if named.material is not None or bundle.tables is None:
        return bundle.documents, named
    prior, inputs = given.prior or bundle.prior, given.inputs or bundle.inputs
    return bundle.documents, replace(named, material=read_material(bundle.tables, prior, inputs), prior=prior, inputs=inputs)


def check_document(document: Path, sources: Sources) -> Review:
    """Check a finished document against the tables of its unit, or against its own tables, or itself.

    Raises:
        UnreadableFile, NoTables, InvalidInputs: the document, or a file given with it, cannot be used.
        ConflictingMaterial: the document's own tables and the files given are of different units or years.
    """
    return check_manuscript(document, read_manuscript(document, sources.progress), sources)


def check_manuscript(document: Path, manuscript: Manuscript, sources: Sources) -> Review:
    """As ``check_document``, for a document that was read.

    Raises:
        UnreadableFile, NoTables, InvalidInputs: a file given with it cannot be used.
        ConflictingMaterial: the document's own tables and the files given are of different units or years.
    """
    own = own_accounts(manuscript)
    material = sources.material or (_own_material(own, document, sources) if own or sources.prior or sources.inputs else None)
    entry = review(manuscript, compute_figures(material) if material else None, material.accounts if material else None)
    if own is not None and material is not None and all(finding.rule != "other_document" for finding in entry.findings):
        states, findings = _compared(own, material.accounts) if sources.material else _reconciled(own, material.prior)
        entry = _with_tables(entry, manuscript, states, [*own.findings, *findings])
    kind = tell_kind(manuscript)
    told = (*([kind] if kind else []), *entry.findings, *untold_tables(manuscript, own))
    return _with_pages(entry.model_copy(update={"findings": told}), manuscript)


def _own_material(own: Accounts | None, document: Path, sources: Sources) -> Material:
    if own is None:
        raise NoTables(document.name, "没有读出九张表，上年的表和补充资料无从对照，请用 --tables 给出本年的决算表")
    return own_material(own, document, sources.prior, sources.inputs)


def _with_pages(entry: Review, manuscript: Manuscript) -> Review:
    """The review with the document's tables, and where it has pages, with where its text is printed and the page of every finding."""
    findings = tuple(
        _as_sure_as_its_page(
            finding if finding.start is None else finding.model_copy(update={"page": manuscript.page(finding.start)}), manuscript
        )
        for finding in entry.findings
    )
    pages = {"findings": findings, "printed": manuscript.printed} if manuscript.printed else {}
    return entry.model_copy(update={"tables": manuscript.tables, **pages})


def _as_sure_as_its_page(finding: Finding, manuscript: Manuscript) -> Finding:
    """The finding; where an image was read, what would be an error is a warning."""
    doubtful = manuscript.recognised and (finding.page is None or finding.page in manuscript.recognised)
    if not doubtful or finding.severity != "error":
        return finding
    return finding.model_copy(update={"severity": "warning", "message": f"{finding.message}（由图片识别，请对照原件）"})


def _compared(own: Accounts, given: Accounts) -> tuple[dict[Place, Status], list[Finding]]:
    """The states of the document's own cells held against the tables given."""
    pairs = list(compare_cells(own, given))
    states: dict[Place, Status] = {cell.place: "mismatch" if finding else "matched" for cell, finding in pairs}
    return states, [finding for _, finding in pairs if finding]


def _reconciled(own: Accounts, prior: Accounts | None) -> tuple[dict[Place, Status], list[Finding]]:
    """The states of the document's own cells by the identities that cover them."""
    findings = [finding.model_copy(update={"rule": "own_table"}) for finding in reconcile(own, prior) if finding.severity == "error"]
    broken = {place for finding in findings for place in finding.places}
    terms = (term for identity in list_identities(own) for term in (identity.left, *identity.right))
    states: dict[Place, Status] = {
        term.cell.place: "mismatch" if term.cell.place in broken else "consistent"
        for term in terms
        if term.cell is not None and term.cell.value is not None
    }
    return states, findings


def _with_tables(entry: Review, manuscript: Manuscript, states: dict[Place, Status], findings: list[Finding]) -> Review:
    spans = cell_spans(manuscript)
    placed = {spans[place]: status for place, status in states.items() if place in spans}
    return settle_cells(entry, manuscript, placed, [_at_its_cell(finding, spans, manuscript.text) for finding in findings])


def _at_its_cell(finding: Finding, spans: dict[Place, tuple[int, int]], text: str) -> Finding:
    """A finding on cells, with the span of the first of them that stands in the text, if it has none."""
    if finding.start is not None:
        return finding
    span = next((spans[place] for place in finding.places if place in spans), None)
    if span is None:
        return finding
    return finding.model_copy(update={"start": span[0], "end": span[1], "quote": text[span[0] : span[1]]})


def show_reviews(reviews: Sequence[Review], form: str) -> bytes:
    """Reviews as text, json, jsonl (a line a document), html or xlsx."""
    if form == "xlsx":
        from assistant.export.review_xlsx import review_xlsx

        return review_xlsx(reviews)
    if form == "html":
        from assistant.export.review_html import review_html

        return review_html(reviews).encode(errors="replace")
    tell = {"text": review_text, "json": review_json, "jsonl": review_line}[form]
    return "".join(tell(entry) for entry in reviews).encode(errors="replace")


def compare_reports(reviews: Sequence[tuple[Path, Review]], report: Path) -> list[tuple[Path, Review]]:
    """The reviews beside an earlier report on the same documents; a report on one document is compared with one, whatever its name.

    Raises:
        UnreadableFile: it is no report.
        ConflictingMaterial: it speaks of none of the documents.
    """
    earlier = read_report(report)
    alone = len(reviews) == len(earlier) == 1
    known = [(document, entry, next(iter(earlier.values())) if alone else earlier.get(entry.document)) for document, entry in reviews]
    if all(findings is None for _, _, findings in known):
        raise ConflictingMaterial(report.name, "其中没有这次复核的文件")
    return [(document, entry if findings is None else look_again(entry, findings)) for document, entry, findings in known]


def write_comments(reviews: Sequence[tuple[Path, Review]], out: Path, many: bool, form: str) -> list[Path]:
    """Write each document with its findings on it: ``docx`` as Word comments, where a text becomes a new Word file, ``pdf`` as notes.

    ``out`` is a file, or a folder where there are ``many``.

    Raises:
        UnreadableFile: a document has changed since it was read.
        UnwritableOutput: a file cannot be written, or is one of the documents.
    """
    documents = [document for document, _ in reviews]
    for document, entry in reviews if form == "pdf" else ():
        if not entry.printed:
            raise UnwritableOutput(document.name, "不是 PDF，请用 --format docx 写出带批注的 Word 文件")
    paths = [out / name for name in _comment_names(documents, form)] if many else [out]
    for path in paths:
        spare_sources(path, documents)
    if many:
        prepare_folder(out)
    for path, (document, entry) in zip(paths, reviews, strict=True):
        write_whole(path, _on_document(document, entry, form))
    return paths


def _on_document(document: Path, entry: Review, form: str) -> bytes:
    if form == "pdf":
        from assistant.export.review_pdf import review_pdf

        return review_pdf(document.read_bytes(), entry)
    from assistant.export.review_docx import review_docx, review_docx_from_text

    return review_docx(document.read_bytes(), entry) if zipfile.is_zipfile(document) else review_docx_from_text(entry)


def _comment_names(documents: Sequence[Path], form: str) -> Iterator[str]:
    """A file name for each document: its stem, its whole name where stems are equal, a number before it where names are."""
    stems, names = (Counter(getattr(document, part) for document in documents) for part in ("stem", "name"))
    for number, document in enumerate(documents, start=1):
        name = document.stem if stems[document.stem] == 1 else document.name
        yield f"{number}-{name}（复核）.{form}" if names[document.name] > 1 else f"{name}（复核）.{form}"
