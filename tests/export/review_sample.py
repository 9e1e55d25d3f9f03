"""A review made by hand: a short text, its numbers and what was found in it. ⟦ ⟧ marks a place."""

from schemas.finding import Finding
from schemas.place import Place
from schemas.review import Coverage, LedgerEntry, Review

TEXT = (
    "2020年度部门决算情况说明\n"
    "四、财政拨款收入支出决算总体情况\n"
    "2020年度财政拨款收、支总计1,673.00万元。与2019年度相比，财政拨款收、支总计各增加86.42万元，增长5.5%，主要是人员经费增加。\n"
    "年末财政拨款结转和结余2.13万元。\n"
)
FACT = "fiscal.grand_total"
SENTENCE = "与2019年度相比，财政拨款收、支总计各增加86.42万元，增长5.5%，主要是人员经费增加。"


def span(text: str, words: str) -> tuple[int, int]:
    """Where the words stand in the text for the first time."""
    start = text.index(words)
    return start, start + len(words)


def find(text: str, words: str, message: str, **more: object) -> Finding:
    """A finding at the first place of the words."""
    start, end = span(text, words)
    place = {"start": start, "end": end, "quote": words}
    return Finding.model_validate({"rule": "rule", "severity": "error", "message": message, **place, **more})


RATE = find(
    TEXT,
    "5.5%",
    "增长率与增减额、上年数不符",
    rule="percent_change",
    section="四、财政拨款收入支出决算总体情况",
    page=9,
    sentence=SENTENCE,
    stated="5.5%",
    expected="5.4%",
    formula="86.42 ÷ (1,673.00 − 86.42) = 5.447%",
    fix=SENTENCE.replace("5.5%", "5.4%"),
    places=(Place(file="决算.xlsx", sheet="表4", cell="C30"),),
    consequences=("第五部分“增长5.5%”",),
)
GENERAL = Finding(rule="other_year", severity="warning", message="文件说的是2020年度，决算表是2019年度")


def entry(words: str, **more: object) -> LedgerEntry:
    """A number of the text at the first place of the words."""
    start, end = span(TEXT, words)
    return LedgerEntry.model_validate({"start": start, "end": end, "text": words, "role": "level", "status": "matched", **more})


REVIEW = Review(
    document="报告.txt",
    text=TEXT,
    coverage=Coverage(numbers=6, matched=2, derived=1, mismatch=1, unchecked=1, exempt=1, verified=3),
    findings=(RATE, GENERAL),
    ledger=(
        entry("2020年度", role="date", status="exempt"),
        entry("1,673.00万元", subject="财政拨款收、支总计", year=2020, fact=FACT),
        entry("5.5%", role="change_rate", subject="财政拨款收、支总计", year=2020, status="mismatch", fact=f"{FACT}.change_rate"),
        entry("2.13万元", subject="年末财政拨款结转和结余", year=2020, status="unchecked"),
    ),
)


def make_review(text: str, *findings: Finding) -> Review:
    """A review of another text, without a ledger."""
    return Review(document="报告.docx", text=text, coverage=Coverage(), findings=findings, ledger=())
