"""Forms of self-evaluation as a Word file of their own."""

from collections.abc import Sequence

from assistant.export.docx import render_docx
from schemas.accounts import Accounts
from schemas.narrative import Block, FormTable, Heading, Narrative
from schemas.performance import Scorecard
from schemas.style import HouseStyle


def forms_docx(cards: Sequence[Scorecard]) -> bytes:
    """A Word file with cover, contents and the forms."""
    unit = next((card.form.unit for card in cards if card.form.unit), "")
    year = next((card.form.year for card in cards if card.form.year), 0)
    title = f"{f'{year}年度' if year else ''}{unit}绩效自评表"
    heading = Heading(level=1, text="绩效自评表")
    blocks: tuple[Block, ...] = (heading, *(FormTable(card=card) for card in cards))
    narrative = Narrative(unit=unit, year=year, outline="", title=title, style=HouseStyle(), blocks=blocks)
    return render_docx(narrative, Accounts(unit=unit, year=year, files=()))
