"""The review: read a manuscript, run every rule, account for every number."""

from collections.abc import Iterator

from assistant.checking.book import Book
from assistant.checking.echoes import settle_echoes
from assistant.checking.facts import Facts
from assistant.checking.frames import Frames
from assistant.checking.judging import Verdicts, judge
from assistant.checking.reading.mentions import EXEMPT, Mention
from assistant.checking.reading.reader import Reading, read
from assistant.checking.reading.subjects import AccountNames
from assistant.checking.rulebook import find, relate
from assistant.checking.rules.other_document import is_foreign, tell_foreign
from assistant.checking.rules.self_evaluation import settle
from assistant.checking.table_cells import count_states, settle_numbers
from assistant.numerals.scan import find_numbers
from schemas.accounts import Accounts
from schemas.facts import FactSheet
from schemas.finding import Finding
from schemas.manuscript import Manuscript
from schemas.number import Number
from schemas.review import LedgerEntry, Review, Role

EXEMPT_ROLES: dict[str, Role] = {
    "date": "date",
    "time": "date",
    "ordinal": "ordinal",
    "code": "code",
    "document_number": "code",
    "money": "other",
    "percent": "other",
    "plain": "other",
}


def review(manuscript: Manuscript, sheet: FactSheet | None, accounts: Accounts | None) -> Review:
    """Check a manuscript against the facts of its unit, or, without any, against itself.

    ``accounts`` are the tables the facts were computed from; they give the names of accounts.
    """
    projects, evaluated = _projects(sheet)
    names = AccountNames(_names(accounts), projects, _economic(accounts), evaluated)
    reading = read(manuscript, names)
    book = Book(reading, Frames(reading), Facts(sheet), accounts, names)
    verdicts = judge(book, relate(book))
    if sheet is not None and is_foreign(verdicts.bonds.values(), reading, sheet):
        alone = review(manuscript, None, None)
        return alone.model_copy(update={"findings": (tell_foreign(reading, sheet), *alone.findings)})
    ledger = settle_numbers(_ledger(manuscript, reading, verdicts), settle(book), manuscript.text)
    ledger = settle_echoes(ledger, manuscript.text)
    findings = (*manuscript.findings, *sorted(_distinct([*verdicts.findings, *find(book)]), key=lambda finding: finding.start or 0))
    return Review(document=manuscript.file, text=manuscript.text, coverage=count_states(ledger), findings=findings, ledger=ledger)


def _names(accounts: Accounts | None) -> Iterator[tuple[str, str]]:
    for table in (accounts.general, accounts.expenditure, accounts.income, accounts.fund, accounts.capital) if accounts else ():
        for row in table.rows if table else ():
            yield row.key, row.label


def _economic(accounts: Accounts | None) -> Iterator[tuple[str, str]]:
    for row in accounts.basic.rows if accounts and accounts.basic else ():
        yield row.key, row.label


def _projects(sheet: FactSheet | None) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Names of projects, and of evaluated ones, that have an actual of their own, with the stems of their facts."""
    found: dict[str, list[tuple[str, str]]] = {"project": [], "evaluation": []}
    own = [fact for fact_id, fact in sheet.facts.items() if fact_id.startswith(("project.", "evaluation."))] if sheet else []
    for fact in own:
        room, _, rest = fact.id.partition(".")
        if rest.endswith(".actual") and rest.count(".") == 1:
            name = fact.label.removesuffix("支出" if room == "project" else "执行数")
            found[room].append((name, fact.id.removesuffix(".actual")))
    return found["project"], found["evaluation"]


def _ledger(manuscript: Manuscript, reading: Reading, verdicts: Verdicts) -> tuple[LedgerEntry, ...]:
    entries = [_entry(mention, reading, verdicts) for mention in reading.mentions]
    for start, end, number in reading.exempt:
        role = EXEMPT_ROLES[number.kind] if number else "ordinal"
        entries.append(LedgerEntry(start=start, end=end, text=reading.text[start:end], role=role, status="exempt"))
    for start, end in (*((table.start, table.end) for table in manuscript.tables), *reading.rows):
        entries += [_table_entry(number, start) for number in find_numbers(manuscript.text[start:end])]
    return tuple(sorted(entries, key=lambda entry: entry.start))


def _entry(mention: Mention, reading: Reading, verdicts: Verdicts) -> LedgerEntry:
    bond = verdicts.bonds.get(mention)
    role: Role = "count" if mention.number.kind == "count" and mention.role in {"level", "other"} else mention.role
    return LedgerEntry(
        start=mention.start,
        end=mention.end,
        text=reading.text[mention.start : mention.end],
        role="actual" if role == "level" and mention.section == "general" and mention.budget else role,
        subject=mention.subject.text if mention.subject else "",
        year=_year(mention, reading),
        status=verdicts.states.get(mention, "unchecked"),
        fact=bond.fact.id if bond else None,
    )


def _year(mention: Mention, reading: Reading) -> int | None:
    """The year whose amount a number states, None where it is not known."""
    if mention.year is not None or (mention.role == "prior" and mention.base is not None):
        return mention.year or mention.base or None
    return None if reading.year is None else reading.year - (mention.role == "prior")


def _table_entry(number: Number, offset: int) -> LedgerEntry:
    role = EXEMPT_ROLES.get(number.kind) if number.kind in EXEMPT else None
    return LedgerEntry(
        start=offset + number.start,
        end=offset + number.end,
        text=number.text,
        role=role or "other",
        subject="表内数字",
        status="exempt" if role else "unchecked",
    )


def _distinct(findings: list[Finding]) -> list[Finding]:
    """Findings without a second one of the same rule at the same place."""
    return list({(finding.rule, finding.start, finding.end): finding for finding in reversed(findings)}.values())
