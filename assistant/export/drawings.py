"""Where a chart stands in the running text of the Word file."""

from assistant.export.markup import NAMESPACES
from assistant.export.pages import LINE, TEXT_PAGE
from assistant.export.text import legible
from assistant.export.word_markup import Markup, node
from schemas.narrative import Chart

CHART_HEIGHT = 7 * LINE
"""Points that a chart takes on the page, its line included."""

_EMU_A_POINT = 12700
_CAPTION_GAP = 12


def chart_drawing(chart: Chart, relation: str, number: int) -> Markup:
    """A run with the chart in line, as wide as the text. ``number`` is unique among the drawings."""
    extent = {"cx": round(TEXT_PAGE.text_width * _EMU_A_POINT), "cy": round((CHART_HEIGHT - _CAPTION_GAP) * _EMU_A_POINT)}
    reference = node("a:graphicData", {"uri": NAMESPACES["c"]}, node("c:chart", {"r:id": relation}))
    inline = node(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        node("wp:extent", extent),
        node("wp:docPr", {"id": number, "name": f"图表 {number}", "descr": legible(chart.caption)}),
        node("wp:cNvGraphicFramePr"),
        node("a:graphic", None, reference),
    )
    return node("w:r", None, node("w:drawing", None, inline))
