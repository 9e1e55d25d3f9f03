"""One document: read it, check it against tables or itself, account for its own tables, tell what was found."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.checking.kinds import tell_kind
from assistant.checking.review import review
from assistant.checking.rules.own_table import compare_cells
from assistant.checking.table_cells import settle_cells, settle_spans
from assistant.errors import NoTables
from assistant.figures.identities import list_identities
from assistant.figures.performance.accounts import inspect_beside_accounts
from assistant.figures.performance.inspect import inspect_scores, inspect_words
from assistant.figures.performance.scores import score_form
from assistant.figures.reconcile import reconcile
from assistant.pipeline import DEFAULT_SCHEME, FormsFile, Material, own_material
from assistant.readers.manuscript import Progress, read_manuscript
from assistant.readers.own_tables import cell_spans, own_accounts, untold_tables
from assistant.readers.performance.reading import recognise_forms
from assistant.readers.performance.schemes import read_scheme
from schemas.accounts import Accounts
from schemas.finding import Finding
from schemas.manuscript import Manuscript
from schemas.performance import Scorecard
from schemas.place import Place
from schemas.review import Review, Status

_Spans = dict[Place, tuple[int, int]]
"""Where in the text the cells of a document's tables stand."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What documents are checked against: the material of their unit, or else their own tables with last year's, the inputs and the forms.

    ``progress`` is told how many scanned pages of a document are read.
    """

    material: Material | None = None
    prior: Path | None = None
    inputs: Path | None = None
    forms: FormsFile | None = None
    progress: Progress | None = None


def check_document(document: Path, sources: Sources) -> Review:
    """Check a finished document against the tables of its unit, or against its own tables, or itself.

    Raises:
        UnreadableFile, NoTables, InvalidInputs: the document, or a file given with it, cannot be used.
        ConflictingMaterial: the document's own tables and the files given are of different units or years.
    """
    manuscript = read_manuscript(document, sources.progress)
    return check_manuscript(document, manuscript, own_accounts(manuscript), sources)


def check_manuscript(document: Path, manuscript: Manuscript, own: Accounts | None, sources: Sources) -> Review:
    """As ``check_document``, for a document that was read; ``own`` are the accounts that it prints.

    Raises:
        UnreadableFile, NoTables, InvalidInputs: a file given with it cannot be used.
        ConflictingMaterial: the document's own tables and the files given are of different units or years.
    """
    material = sources.material or (
        _own_material(own, document, sources) if own or sources.prior or sources.inputs or sources.forms else None
    )
    facts = material.sheet if material else None
    entry = review(manuscript, facts, material.accounts if material else None)
    spans = cell_spans(manuscript)
    if own is not None and material is not None and all(finding.rule != "other_document" for finding in entry.findings):
        states, findings = _compared(own, material.accounts) if sources.material else _reconciled(own, material.prior)
        entry = _with_tables(entry, manuscript, spans, states, [*own.findings, *findings])
    cards = _own_cards(manuscript, sources.forms.scheme if sources.forms else DEFAULT_SCHEME)
    if cards:
        beside = inspect_beside_accounts(cards, facts, material.accounts) if facts and material else ()
        entry = _with_forms(entry, manuscript, spans, cards, beside)
    kind = tell_kind(manuscript)
    told = (*([kind] if kind else []), *entry.findings, *untold_tables(manuscript, own))
    return _with_pages(entry.model_copy(update={"findings": told, "against": _tell_against(entry, material, sources)}), manuscript)


def _tell_against(entry: Review, material: Material | None, sources: Sources) -> str:
    """What a document was checked against, in words."""
    if material is None or any(finding.rule == "other_document" for finding in entry.findings):
        return "没有决算表，只核对了文字自身" if material is None else "只核对了文字自身"
    tables = f"所给的决算表 {'、'.join(material.accounts.files)}" if sources.material else "文件里附的表"
    beside = [
        *(["上年的表"] if material.prior else []),
        *([f"补充资料 {sources.inputs.name}"] if sources.inputs else []),
        *([f"绩效自评表 {sources.forms.path.name}"] if sources.forms else []),
    ]
    return "、".join((tables, *beside))


def _own_material(own: Accounts | None, document: Path, sources: Sources) -> Material:
    if own is None:
        raise NoTables(document.name, "没有读出九张表，上年的表、补充资料和自评表无从对照，请用 --tables 给出本年的决算表")
    return own_material(own, document, sources.prior, sources.inputs, sources.forms)


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


def _with_tables(entry: Review, manuscript: Manuscript, spans: _Spans, states: dict[Place, Status], findings: list[Finding]) -> Review:
    placed = {spans[place]: status for place, status in states.items() if place in spans}
    return settle_cells(entry, manuscript, placed, [_at_its_cell(finding, spans, manuscript.text) for finding in findings])


def _own_cards(manuscript: Manuscript, scheme: str) -> list[Scorecard]:
    """The forms of self-evaluation that the tables of a document print, scored."""
    forms = recognise_forms([table.grid for table in manuscript.tables if not table.is_cut]).forms
    rule = read_scheme(scheme) if forms else None
    return [score_form(form, rule) for form in forms] if rule else []


def _with_forms(entry: Review, manuscript: Manuscript, spans: _Spans, cards: Sequence[Scorecard], beside: Iterable[Finding]) -> Review:
    """The review with what the tables of a document tell of its forms of self-evaluation, where their text alone did not.

    Weights behind the names of indicators are read from the text (rule ``self_evaluation``); where they have a column of
    their own the scores are checked here. Reasons are looked for in either, and the accounts are held against both:
    ``beside`` are the findings of that.
    """
    columns = [card for card in cards if any("weight" in indicator.cells for indicator in card.form.indicators)]
    found = [*(finding for card in columns for finding in inspect_scores(card)), *inspect_words(cards), *beside]
    wrong = {place for finding in found if finding.severity == "error" for place in finding.places}
    states: dict[tuple[int, int], Status] = {
        spans[place]: "mismatch" if place in wrong else "consistent" for card in columns for place in _scored_cells(card) if place in spans
    }
    return settle_spans(entry, states, [_at_its_cell(finding, spans, manuscript.text) for finding in found])


def _scored_cells(card: Scorecard) -> Iterator[Place]:
    """The cells whose numbers the scores of a form account for."""
    for scored in card.scored:
        if scored.points is not None and scored.indicator.score is not None:
            yield from (scored.indicator.cell(name) for name in ("weight", "target", "actual", "score"))
    if card.rate is not None and card.form.rate is not None:
        yield from (card.form.cell(name) for name in ("budget", "executed", "rate", "rate_weight", "rate_score"))
    if card.form.total is not None and card.total is not None:
        yield card.form.cell("total")
        yield from (scored.indicator.cell(name) for scored in card.scored for name in ("weight", "score"))


def _at_its_cell(finding: Finding, spans: _Spans, text: str) -> Finding:
    """A finding on cells, with the span of the first of them that stands in the text, if it has none."""
    if finding.start is not None:
        return finding
    span = next((spans[place] for place in finding.places if place in spans), None)
    if span is None:
        return finding
    return finding.model_copy(update={"start": span[0], "end": span[1], "quote": text[span[0] : span[1]]})
