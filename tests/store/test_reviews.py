"""Reviews kept: the last findings, and the latest decision on each."""

from assistant.store.database import Store
from assistant.store.reviews import decide, decisions_on, earlier_review, keep_review
from schemas.finding import Finding
from schemas.review import Coverage, Review

FINDING = Finding(rule="change_rate", severity="error", message="增长率不符", quote="5.5%", sentence="收入增长 5.5%。", start=5, end=9)


def review_with(*findings: Finding) -> Review:
    return Review(document="说明.docx", text="收入增长 5.5%。", coverage=Coverage(), findings=findings, ledger=())


def test_the_last_review_of_a_document_is_had_again(store: Store) -> None:
    keep_review(store, review_with(FINDING), "a" * 64)
    keep_review(store, review_with(), "b" * 64)
    kept = earlier_review(store, "说明.docx")
    assert kept is not None
    assert (kept.digest, kept.findings) == ("b" * 64, ())
    assert earlier_review(store, "别的.docx") is None


def test_the_latest_decision_holds_wherever_the_words_have_moved_to(store: Store) -> None:
    decide(store, "说明.docx", FINDING, "accepted", "", "甲")
    decide(store, "说明.docx", FINDING.model_copy(update={"start": 99, "sentence": "收入增长5.5%。"}), "dismissed", "口径不同", "乙")
    (decision,) = decisions_on(store, "说明.docx").values()
    assert (decision.verdict, decision.note, decision.author) == ("dismissed", "口径不同", "乙")
    assert decisions_on(store, "别的.docx") == {}
