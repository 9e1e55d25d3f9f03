"""The offline drafter: an outline, facts and reasons become a narrative, with no network and no model."""

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.drafting.accounts_view import AccountBook, list_economic, list_terms
from assistant.drafting.charts import plan_chart
from assistant.drafting.clauses import trim_clause
from assistant.drafting.evaluation_view import view_forms
from assistant.drafting.outlines import Outline, Piece, Section
from assistant.drafting.phrases import Phrases
from assistant.drafting.reasons import Reasons
from assistant.drafting.report import Passage, Report
from assistant.drafting.slots import Slots
from assistant.drafting.wording import Wording
from schemas.accounts import Accounts, Table
from schemas.facts import FactSheet
from schemas.inputs import Inputs
from schemas.narrative import Block, FormTable, Heading, Listing, Narrative, PublicTable
from schemas.performance import Scorecard


def draft_offline(accounts: Accounts, sheet: FactSheet, inputs: Inputs, outline: Outline, cards: Sequence[Scorecard] = ()) -> Narrative:
    """The report of an outline, drafted from its sentences.

    What cannot be written for want of a table is said in ``omitted`` and in the text; a reason or
    figure that nobody gave stands as 【待补充：…】 and is asked for.

    Raises:
        InvalidWording: a sentence of ``prompts`` is broken or names a fact that does not exist.
    """
    return word_report(accounts, sheet, inputs, outline, cards).narrative()


def word_report(accounts: Accounts, sheet: FactSheet, inputs: Inputs, outline: Outline, cards: Sequence[Scorecard] = ()) -> Report:
    """The report of an outline in the wording of its sentences, its slots not filled yet.

    Raises:
        InvalidWording: As for ``draft_offline``.
    """
    return _Draft(accounts, sheet, inputs, outline, cards).report()


class _Draft:
    """One report while it is being written."""

    def __init__(self, accounts: Accounts, sheet: FactSheet, inputs: Inputs, outline: Outline, cards: Sequence[Scorecard]) -> None:
        self.accounts, self.sheet, self.inputs, self.outline = accounts, sheet, inputs, outline
        self.cards = cards
        self.slots = Slots()
        self.reasons = Reasons(inputs.reasons, sheet, outline.style)
        self.phrases = Phrases(sheet, inputs, self.reasons, self.slots, outline.style)
        self.wording = Wording(outline.sentences, self._context())
        self.omitted: dict[str, None] = {}
        self.charts = 0

    def report(self) -> Report:
        items = tuple(item for part in self.outline.parts for item in self._section(part, 1))
        return Report(
            unit=self.sheet.unit,
            year=self.sheet.year,
            outline=self.outline.name,
            title=self._named(self.outline.title),
            style=self.outline.style,
            items=items,
            slots=self.slots,
            wanted=self.reasons.wanted(),
            missing=tuple(self.phrases.missing),
            omitted=(*self.omitted, *self.reasons.unused()),
        )

    def _context(self) -> dict[str, Any]:
        accounts, inputs, slots = self.accounts, self.inputs, self.slots
        book = AccountBook(accounts, inputs, slots, self.phrases.gap)
        unit_form, project_forms = view_forms(self.cards, slots, self.phrases.gap)

        def items(level: str, prefix: str = "function") -> Any:
            table = {"function": accounts.general, "fund.function": accounts.fund, "capital.function": accounts.capital}[prefix]
            return book.list(table, prefix, level)

        return {
            **self.phrases.functions(),
            "unit": slots.hold_text(self.sheet.unit),
            "year": self.sheet.year,
            "prior_year": self.sheet.year - 1,
            "words": self.outline.words,
            "accounts": items,
            "economic": lambda personnel: list_economic(accounts.basic, personnel, slots),
            "projects": [slots.hold_text(project.name) for project in inputs.projects],
            "outcomes": [self._note(project.outcome, "主要成效为", "主要成效是") for project in inputs.projects],
            "achievements": [(slots.hold_text(entry.title), slots.hold_note(entry.text)) for entry in inputs.achievements],
            "fiscal_level": slots.hold_text(inputs.profile.fiscal_level or "本级"),
            "own_name": slots.hold_text(inputs.profile.short_name or "我单位"),
            "unit_form": unit_form,
            "project_forms": project_forms,
            "terms": list_terms(self.sheet, inputs, slots),
            "explained_accounts": lambda: book.list(accounts.expenditure or accounts.general, "expenditure.function", "项"),
            "tables": [self.outline.table_titles[kind] for kind in self.outline.table_titles],
        }

    def _note(self, text: str | None, *leads: str) -> str:
        words = trim_clause(text or "", *leads)
        return self.slots.hold_note(words) if words else ""

    def _named(self, text: str) -> str:
        return text.replace("{year}", str(self.sheet.year)).replace("{unit}", self.sheet.unit)

    def _section(self, section: Section, level: int) -> Iterator[Block | Passage]:
        if section.when == "forms" and not self.cards:
            return
        yield Heading(level=1 if level == 1 else 2 if level == 2 else 3, text=self._named(section.heading))
        for piece in section.pieces:
            yield from self._piece(piece)
        for child in section.sections:
            yield from self._section(child, level + 1)

    def _piece(self, piece: Piece) -> Iterator[Block | Passage]:
        absent = [kind for kind in piece.needs if getattr(self.accounts, kind) is None]
        if absent:
            names = "、".join(f"《{self.outline.table_titles[kind]}》" for kind in absent)
            yield self.slots.fill(self.slots.hold_gap(f"缺少{names}，本段未能生成"))
            self.omitted[f"缺少{names}，相应段落未生成"] = None
        elif piece.text:
            yield Passage(piece.text, tuple(self.wording.write(piece.text)))
        elif piece.chart:
            yield from self._chart(piece.chart)
        elif piece.listing == "forms":
            yield from (FormTable(card=card) for card in self.cards)
        elif piece.listing:
            yield from self._entities()
        for kind in piece.tables:
            yield from self._table(getattr(self.accounts, kind), kind)

    def _chart(self, name: str) -> Iterator[Block]:
        plan = self.outline.charts[name]
        chart = plan_chart(plan, self.charts + 1, self.sheet)
        if chart is None:
            self.omitted[f"缺少数据，未绘制“{plan.caption}”图"] = None
            return
        self.charts += 1
        yield chart

    def _entities(self) -> Iterator[Block]:
        if self.inputs.entities:
            rows = tuple((str(number), entry.name, entry.note or "") for number, entry in enumerate(self.inputs.entities, start=1))
            yield Listing(header=("序号", "单位名称", "备注"), rows=rows)

    def _table(self, table: Table | None, kind: Any) -> Iterator[Block]:
        title = f"{self.sheet.year}年度{self.outline.table_titles[kind]}"
        if table is None:
            yield self.slots.fill(self.slots.hold_gap(f"缺少《{self.outline.table_titles[kind]}》"))
            self.omitted[f"缺少《{self.outline.table_titles[kind]}》，未列出"] = None
            return
        statement = None
        said = any(word in note for note in table.notes for word in ("没有", "无"))
        if table.empty and not said and kind in self.outline.statements:
            lines = self.wording.write(self.outline.statements[kind])
            statement = "".join(self.slots.fill(line).text for line in lines)
        yield PublicTable(kind=kind, title=title, number=self.outline.table_numbers[kind], statement=statement)
