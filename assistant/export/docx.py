"""A narrative as a Word file in the layout of official documents."""

from collections.abc import Iterator, Mapping, Sequence

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from assistant.export.charts import chart_workbook, chart_xml
from assistant.export.contents import contents, cover
from assistant.export.drawings import chart_drawing
from assistant.export.package import save_package
from assistant.export.pages import TEXT_PAGE, section_properties
from assistant.export.pagination import begins_page, paginate
from assistant.export.paragraphs import add_property, body_paragraph, footer_part, heading, paragraph, run
from assistant.export.properties import core_properties, custom_properties
from assistant.export.public_tables import listing, public_table
from assistant.export.sections import FittedTable, NumberedHeading, Section, divide
from assistant.export.styles import fonts_part, settings_part, styles_part
from assistant.export.word_markup import Markup, declare, node, to_bytes
from schemas.accounts import Accounts
from schemas.narrative import Chart, Listing, Narrative, Paragraph

_WORKBOOK = "rId1"
"""The relation of a chart to its workbook, the only one it has."""


class _Document(Part):
    """The main part, whose body is written when the parts that it names are related to it."""

    body = Markup("")

    @property
    def blob(self) -> bytes:
        """The part as XML."""
        return to_bytes(node("w:document", declare("w", "r", "wp", "a", "c"), self.body))


def render_docx(narrative: Narrative, accounts: Accounts) -> bytes:
    """The whole Word file: cover, table of contents, parts. Equal input gives equal bytes.

    Raises:
        ValueError: The narrative prints a table that the accounts do not hold.
    """
    sections = divide(narrative, accounts)
    package = Package()
    document = _Document(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, package=package)
    package.relate_to(document, RT.OFFICE_DOCUMENT)
    package.relate_to(_part(package, "/docProps/core.xml", CT.OPC_CORE_PROPERTIES, core_properties(narrative)), RT.CORE_PROPERTIES)
    custom = custom_properties(narrative)
    if custom is not None:
        package.relate_to(_part(package, "/docProps/custom.xml", CT.OFC_CUSTOM_PROPERTIES, custom), RT.CUSTOM_PROPERTIES)
    for name, kind, relation, data in (
        ("styles", CT.WML_STYLES, RT.STYLES, styles_part()),
        ("settings", CT.WML_SETTINGS, RT.SETTINGS, settings_part()),
        ("fontTable", CT.WML_FONT_TABLE, RT.FONT_TABLE, fonts_part()),
    ):
        document.relate_to(_part(package, f"/word/{name}.xml", kind, data), relation)
    footer = document.relate_to(_part(package, "/word/footer1.xml", CT.WML_FOOTER, footer_part()), RT.FOOTER)
    charts = {id(block): _relate_chart(package, document, block) for block in narrative.blocks if isinstance(block, Chart)}
    document.body = node("w:body", None, *_body(narrative, sections, charts, footer))
    return save_package(package)


def _part(package: Package, name: str, kind: str, data: bytes) -> Part:
    return Part(PackURI(name), kind, data, package)


def _relate_chart(package: Package, document: Part, chart: Chart) -> str:
    """Adds the chart and its workbook to the package; the relation by which the document knows the chart."""
    number = sum(1 for part in document.rels.values() if part.reltype == RT.CHART) + 1
    part = _part(package, f"/word/charts/chart{number}.xml", CT.DML_CHART, chart_xml(chart, _WORKBOOK))
    workbook = _part(package, f"/word/embeddings/chart{number}.xlsx", CT.SML_SHEET, chart_workbook(chart))
    part.load_rel(RT.PACKAGE, workbook, _WORKBOOK)
    return document.relate_to(part, RT.CHART)


def _body(narrative: Narrative, sections: Sequence[Section], charts: Mapping[int, str], footer: str) -> Iterator[Markup]:
    """Cover without page number, contents in Roman numbers, the parts from page 1 on."""
    pages = paginate(sections)
    yield from _end_section(cover(narrative), section_properties(TEXT_PAGE, cover_footer=footer))
    yield from _end_section(contents(sections, pages), section_properties(TEXT_PAGE, {"w:fmt": "upperRoman", "w:start": 1}))
    for index, section in enumerate(sections):
        parts = list(_section(section, charts))
        last = section_properties(section.page, {"w:start": 1} if index == 0 else None)
        if index + 1 < len(sections):
            yield from _end_section(parts, last)
        else:
            yield from (*parts, last)


def _end_section(parts: list[Markup], properties: Markup) -> list[Markup]:
    """Hangs the section's properties on its last paragraph, or on a tiny one where it ends with a table."""
    if not parts or not parts[-1].startswith("<w:p>"):
        parts = [*parts, paragraph("SectionEnd")]
    return [*parts[:-1], add_property(parts[-1], properties)]


def _section(section: Section, charts: Mapping[int, str]) -> Iterator[Markup]:
    for index, item in enumerate(section.items):
        new_page = index > 0 and begins_page(section.items, index)
        match item:
            case NumberedHeading():
                yield heading(item.heading.text, item.heading.level, item.number, new_page)
            case Paragraph():
                yield body_paragraph(item.text, item.gaps)
            case Listing():
                yield from listing(item, section.page)
            case Chart():
                yield from _chart(item, charts[id(item)])
            case FittedTable():
                yield from public_table(item, section.page, new_page)


def _chart(chart: Chart, relation: str) -> list[Markup]:
    number = int(relation.removeprefix("rId"))
    return [paragraph("ChartHolder", chart_drawing(chart, relation, number)), paragraph("Caption", run(chart.caption))]
