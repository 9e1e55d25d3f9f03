"""Reviews kept: what was found in a document last, and what reviewers decided about its findings."""

from datetime import UTC, datetime

from sqlalchemy import delete, insert, select

from assistant.store.database import Store
from assistant.store.tables import DECISIONS, REVIEWS
from schemas.decision import Decision, EarlierReview, Verdict, mark_of
from schemas.finding import Finding
from schemas.review import Review


def keep_review(store: Store, review: Review, digest: str) -> None:
    """Keep what was found in a document, in place of what was found in it before.

    Raises:
        StoreUnusable: The database cannot be written.
    """
    findings = [finding.model_dump(mode="json") for finding in review.findings]
    with store.writing() as connection:
        connection.execute(delete(REVIEWS).where(REVIEWS.c.document == review.document))
        connection.execute(insert(REVIEWS).values(document=review.document, digest=digest, at=datetime.now(UTC), findings=findings))


def earlier_review(store: Store, document: str) -> EarlierReview | None:
    """What was found in a document of this name last; None where it was never reviewed.

    Raises:
        StoreUnusable: The database cannot be read.
    """
    with store.reading() as connection:
        row = connection.execute(select(REVIEWS).where(REVIEWS.c.document == document)).mappings().first()
    return EarlierReview.model_validate(dict(row)) if row else None


def decide(store: Store, document: str, finding: Finding, verdict: Verdict, note: str, author: str) -> None:
    """Keep a decision about a finding; earlier ones stay in the database.

    Raises:
        StoreUnusable: The database cannot be written.
    """
    row = {"document": document, "finding": mark_of(finding), "verdict": verdict, "note": note, "author": author, "at": datetime.now(UTC)}
    with store.writing() as connection:
        connection.execute(insert(DECISIONS).values(**row))


def decisions_on(store: Store, document: str) -> dict[str, Decision]:
    """The latest decision on each finding of a document, by the finding's mark.

    Raises:
        StoreUnusable: The database cannot be read.
    """
    with store.reading() as connection:
        rows = connection.execute(select(DECISIONS).where(DECISIONS.c.document == document).order_by(DECISIONS.c.number)).mappings().all()
    fields = [{name: value for name, value in row.items() if name != "number"} for row in rows]
    return {row["finding"]: Decision.model_validate(row) for row in fields}
