"""A review desk: documents uploaded to be reviewed, compared with their last review in the store, decided upon, handed back."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.checking.second_look import look_again
from assistant.errors import JuesuanError
from assistant.pipeline import FormsFile
from assistant.readers.bundle import BOOKS, is_bundle, open_bundle, tell_unused
from assistant.review_outputs import annotate, show_reviews
from assistant.review_runs import Given, check_all
from assistant.store.database import Store
from assistant.store.reviews import decide, decisions_on, earlier_review, keep_review
from schemas.decision import Decision, Verdict, mark_of
from schemas.review import Review


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document as it was uploaded, with its review."""

    data: bytes
    review: Review

    @property
    def name(self) -> str:
        """The document's name."""
        return self.review.document


def review_files(store: Store, files: Mapping[str, bytes]) -> tuple[list[Reviewed], list[str]]:
    """The reviews of the documents among the files, against the tables among them, and what could not be read, a line each.

    A document that was reviewed before, and is another now, is compared with its last review.

    Raises:
        StoreUnusable: The database cannot be used.
    """
    with TemporaryDirectory() as folder, ExitStack() as stack:
        sources, given, troubles = _sort(Path(folder), files)
        reviewed = []
        for path, outcome in check_all(sources, given, None, stack):
            if isinstance(outcome, JuesuanError):
                troubles.append(str(outcome))
            else:
                reviewed.append(_beside_last(store, path.read_bytes(), outcome))
    return reviewed, troubles


def _sort(folder: Path, files: Mapping[str, bytes]) -> tuple[list[Path], Given, list[str]]:
    """The documents and archives among the files, what the documents are checked against, and what is of no use.

    What is neither, and no workbook, is taken for a document, so that the reader says what is wrong with it.
    """
    loose, packed = folder / "files", folder / "archives"
    for place in (loose, packed):
        place.mkdir()
    for name, data in files.items():
        path = loose / Path(name).name
        path.write_bytes(data)
        if is_bundle(path):
            path.rename(packed / path.name)
    archives = sorted(packed.iterdir())
    if not any(loose.iterdir()):
        return archives, Given(), []
    bundle = open_bundle(loose, loose)
    books = [path for path in bundle.others if path.suffix.lower() in BOOKS]
    idle = [f"没有用上：{tell_unused(path)}" for path in books]
    sources = [*bundle.documents, *(path for path in bundle.others if path not in books), *archives]
    if bundle.tables:
        forms = FormsFile(bundle.forms) if bundle.forms else None
        return sources, Given(bundle.tables, bundle.prior, bundle.inputs, forms), idle
    alone = (path for path in (bundle.inputs, bundle.forms) if path)
    return sources, Given(), [*idle, *(f"没有用上：{path.name}：没有决算表可以对照" for path in alone)]


def _beside_last(store: Store, data: bytes, review: Review) -> Reviewed:
    digest = sha256(data).hexdigest()
    earlier = earlier_review(store, review.document)
    compared = look_again(review, earlier.findings) if earlier and earlier.digest != digest else review
    keep_review(store, review.model_copy(update={"findings": (*review.findings, *compared.unsettled)}), digest)
    return Reviewed(data, compared)


def decisions_of(store: Store, reviewed: Reviewed) -> dict[str, Decision]:
    """The decisions on a document's findings, by their marks.

    Raises:
        StoreUnusable: The database cannot be read.
    """
    return decisions_on(store, reviewed.name)


def decide_finding(store: Store, reviewed: Reviewed, number: int, verdict: Verdict, note: str, author: str) -> None:
    """Keep what a reviewer holds of the ``number``-th finding; those that are gone, and those unsettled, count on behind the others.

    Raises:
        StoreUnusable: The database cannot be written.
    """
    finding = (*reviewed.review.findings, *reviewed.review.fixed, *reviewed.review.unsettled)[number]
    decide(store, reviewed.name, finding, verdict, note, author)


def hand_back(reviewed: Reviewed, decisions: Mapping[str, Decision], form: str) -> bytes:
    """The document with its findings as comments (``docx``, ``pdf``), or the findings alone (``xlsx``, ``html``, ``json``).

    Findings that a reviewer dismissed are left out.

    Raises:
        UnwritableOutput: The document cannot be annotated.
    """
    review = reviewed.review
    kept = tuple(finding for finding in review.findings if not _is_dismissed(decisions.get(mark_of(finding))))
    left = review.model_copy(update={"findings": kept})
    return annotate(reviewed.data, left, form) if form in {"docx", "pdf"} else show_reviews([left], form)


def _is_dismissed(decision: Decision | None) -> bool:
    return decision is not None and decision.verdict == "dismissed"
