"""Outlines load, name only facts and sentences that exist, and leave no sentence unused."""

from pathlib import Path

import pytest
from jinja2 import Environment, meta

from assistant.drafting.outlines import Outline, Section, list_outlines, load_outline
from assistant.drafting.terms import load_terms
from assistant.errors import InvalidWording, UnknownOutline
from assistant.figures.sheet import compute_facts
from schemas.accounts import TABLE_TITLES
from schemas.inputs import Inputs
from tests.figures.books import Books, make_accounts

PROMPTS = Path(__file__).parents[2] / "prompts"
SENTENCES = PROMPTS / "sentences"
OUTLINES = list_outlines()


def pieces_of(outline: Outline) -> list[str]:
    """The names of the sentences an outline asks for."""

    def of(section: Section) -> list[str]:
        own = [piece.text for piece in section.pieces if piece.text]
        return own + [name for child in section.sections for name in of(child)]

    return [name for part in outline.parts for name in of(part)] + list(outline.statements.values())


def templates_of(outline: Outline) -> set[str]:
    """The template files that an outline reaches, by inclusion and import too."""
    own = (SENTENCES / outline.sentences / f"{name}.j2" for name in pieces_of(outline))
    todo = [path if path.is_file() else SENTENCES / "shared" / path.name for path in own]
    found: set[str] = set()
    while todo:
        path = todo.pop()
        found.add(str(path.relative_to(SENTENCES)))
        used = meta.find_referenced_templates(Environment(autoescape=False).parse(path.read_text(encoding="utf-8")))
        todo += [SENTENCES / name for name in used if name and name not in found]
    return found


def test_the_three_places_are_there() -> None:
    assert OUTLINES == ["shanghai-2024", "wuhan-2020", "wuhan-2024"]


@pytest.mark.parametrize(("name", "sections"), [("wuhan-2024", 13), ("wuhan-2020", 13), ("shanghai-2024", 11)])
def test_the_explanation_has_its_sections_numbered_in_order(name: str, sections: int) -> None:
    part = next(part for part in load_outline(name).parts if part.heading.endswith("情况说明"))
    numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三"]
    assert [section.heading.partition("、")[0] for section in part.sections] == numerals[:sections]


@pytest.mark.parametrize("name", OUTLINES)
def test_every_table_is_printed_once_under_its_title(name: str) -> None:
    outline = load_outline(name)
    printed = [kind for part in outline.parts for piece in part.pieces for kind in piece.tables]
    assert sorted(printed) == sorted(TABLE_TITLES)
    assert set(outline.table_titles) == set(outline.table_numbers) == set(TABLE_TITLES)


@pytest.mark.parametrize("name", OUTLINES)
def test_charts_are_of_facts_that_exist(name: str) -> None:
    sheet = compute_facts(make_accounts(Books()), None, Inputs())
    for plan in load_outline(name).charts.values():
        assert set(plan.parts) | ({plan.compare, f"{plan.compare}.prior"} if plan.compare else set()) <= set(sheet.facts)


def test_terms_depend_on_facts_that_exist() -> None:
    sheet = compute_facts(make_accounts(Books()), None, Inputs())
    assert {fact for term in load_terms().terms for fact in term.when} <= set(sheet.facts)


def test_every_sentence_is_reached_from_an_outline() -> None:
    files = {str(path.relative_to(SENTENCES)) for path in SENTENCES.glob("*/*.j2")}
    assert files == set().union(*(templates_of(load_outline(name)) for name in OUTLINES))


def test_an_unknown_outline_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownOutline, match="没有这个提纲，可用的有：shanghai-2024、wuhan-2020、wuhan-2024"):
        load_outline("beijing-2024")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("style:", "stile:", "style 有误（缺少这一项）"),
        ("parts:", "parts: [", "不是有效的 YAML"),
        ("percent_decimals: 1", "percent_decimals: 一", "percent_decimals 有误（值不合要求）"),
    ],
)
def test_a_broken_outline_is_told_with_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, message: str) -> None:
    (tmp_path / "outlines").mkdir()
    text = (PROMPTS / "outlines" / "wuhan-2024.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "outlines" / "mine.yaml").write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    with pytest.raises(InvalidWording, match=message) as caught:
        load_outline("mine")
    assert str(caught.value).startswith("prompts/outlines/mine.yaml：")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", OUTLINES)
def test_no_outline_states_a_figure_of_its_own(name: str) -> None:
    """Headings hold {unit} and {year}, never a number that one year's document left behind."""

    def headings(sections: tuple[Section, ...]) -> list[str]:
        return [one.heading for one in sections] + [heading for one in sections for heading in headings(one.sections)]

    assert [heading for heading in headings(load_outline(name).parts) if any(character.isdigit() for character in heading)] == []
