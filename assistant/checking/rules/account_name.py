"""科目名称与表不符，或漏列科目。

查什么：带有“类、款、项”的科目名称在决算表中是否存在；逐项说明的，表5的科目是否都写到了。核对时需要决算表。
为什么：科目名称每年都有调整，清单沿用上年的。
错例：卫生健康支出（类）行政事业单位医疗（款）⟦事业单位医（项）⟧。
正例：卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）。
依据：见于2020年的公开文件。
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from assistant.checking.book import Book
from assistant.checking.reading.subjects import LEVELS, STEP, Subject, plain_name
from schemas.accounts import ByFunction
from schemas.finding import Finding

_TO_BE_FILLED = "】"
"""In what is read as a name where a person has still to give one, which rule ``residue`` tells."""

SECTIONS = ("general", "fund", "capital")


def find(book: Book) -> Iterator[Finding]:
    """Names that the tables lack, and items that the text lacks."""
    for section in SECTIONS:
        table: ByFunction | None = getattr(book.accounts, section) if book.accounts else None
        if table is not None and table.rows:
            yield from _section(book, section, table)


def _section(book: Book, section: str, table: ByFunction) -> Iterator[Finding]:
    codes = {row.key for row in table.rows}
    stated: set[str] = set()
    doubtful: list[tuple[tuple[int, int, int], Subject]] = []
    amounts = {
        (mention.paragraph, mention.subject.text)
        for mention in book.reading.mentions
        if mention.subject and mention.role in {"level", "budget"}
    }
    for number, passage in enumerate(book.reading.passages):
        if passage.section != section or passage.paragraph.heading:
            continue
        for start, end, subject in book.reading.subjects.get(number, []):
            named = {stem.rpartition(".")[2] for stem in subject.stems if "function." in stem}
            stated |= named
            if _TO_BE_FILLED in subject.text:
                continue
            span = (number, start, end)
            printed = _printed(passage.text, start, table)
            if printed and plain_name(subject.text) != plain_name(printed):
                yield book.finding(
                    "account_name", "error", span, "科目名称与科目编码不符", stated=subject.text, expected=printed, replace=printed
                )
            elif subject.key.startswith("path:") or (named and not named & codes and (number, subject.text) in amounts):
                doubtful.append((span, subject))
    if doubtful:
        names = {plain_name(row.label) for row in table.rows}
        budgeted = {name for _, name in _budgeted(book)} if section == "general" else set()
        yield from _strange(book, doubtful, names | budgeted)
    if section == "general":
        yield from _left_out(book, table, stated)


def _strange(book: Book, doubtful: Iterable[tuple[tuple[int, int, int], Subject]], known: set[str]) -> Iterator[Finding]:
    """Findings on the subjects whose names are not known, or not where they stand."""
    for span, subject in doubtful:
        if subject.key.startswith("path:") or plain_name(_last(subject.text)) not in known:
            yield from _unknown(book, span, subject.text, known)
            yield from _misplaced(book, span, subject.text, known)


def _printed(text: str, start: int, table: ByFunction) -> str | None:
    """The table's name of the code that stands before a name."""
    code = _CODE_BEFORE.search(text, max(0, start - 7), start)
    line = table.line(code[1]) if code else None
    return line.label if line else None


_CODE_BEFORE = re.compile(r"(?<!\d)(\d{5}|\d{7})$")


def _last(text: str) -> str:
    """The name of the last step of a path, or the whole of a bare name."""
    return [step for step in _LEVEL.split(text) if step][-1]


_LEVEL = re.compile(r"[（(][类款项][）)](?:支出)?")


def _budgeted(book: Book) -> Iterator[tuple[str, str]]:
    """Codes and names of accounts that have a budget, be it without an amount in the table; one for each of their facts."""
    for fact_id, fact in book.facts.sheet.facts.items() if book.facts.sheet else ():
        if fact_id.startswith("function.") and fact.value is not None:
            yield fact_id.split(".")[1], plain_name(_LABEL_END.sub("", fact.label))


_LABEL_END = re.compile(r"（\d+）.*")


def _unknown(book: Book, span: tuple[int, int, int], text: str, known: set[str]) -> Iterator[Finding]:
    steps = [plain_name(step) for step in _LEVEL.split(text) if step]
    wrong = next((step for step in steps if step not in known), None)
    if wrong is not None:
        close = get_close_matches(wrong, known, n=1, cutoff=0.5)
        yield book.finding("account_name", "error", span, f"科目“{wrong}”在决算表中没有", stated=wrong, expected=close[0] if close else "")


def _misplaced(book: Book, span: tuple[int, int, int], text: str, known: set[str]) -> Iterator[Finding]:
    """A path whose every name is in the tables, but the last not under those before it."""
    path = [(match["level"], plain_name(match["name"])) for match in STEP.finditer(text)]
    if len(path) < 2 or any(name not in known for _, name in path) or book.names.codes_under(path):
        return
    name = path[-1][1]
    listed = {code for code in book.names.codes_named(name) if len(code) == LEVELS[path[-1][0]]}
    if not listed or {code for code, budgeted in _budgeted(book) if budgeted == name} - listed:
        return
    start = span[1] + text.rindex(name)
    upper = path[-2][1]
    told = f"决算表中“{upper}”之下没有科目“{name}”"
    yield book.finding("account_name", "error", (span[0], start, start + len(name)), told, stated=name)


def _left_out(book: Book, table: ByFunction, stated: set[str]) -> Iterator[Finding]:
    items = [row for row in table.rows if len(row.key) == 7]
    if sum(row.key in stated for row in items) < max(2, len(items) // 2):
        return
    place = next((number for number, passage in enumerate(book.reading.passages) if passage.section == "general"), None)
    for row in items:
        total = row.cells.get("total")
        if row.key not in stated and place is not None and total is not None and total.value:
            text = book.reading.passages[place].text
            told = f"决算表中的科目“{row.label}”（{row.key}）没有说明"
            yield book.finding("account_name", "warning", (place, 0, len(text)), told, expected=row.label, places=(total.place,))
