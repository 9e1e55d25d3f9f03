"""Charts of the Word file: native and editable, each a chart part with its workbook embedded."""

import io
from decimal import Decimal

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.enum.chart import XL_CHART_TYPE
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from assistant.export.archive import strip_times
from assistant.export.markup import expand, node, write_text
from assistant.export.text import legible
from schemas.narrative import Chart

_COLOURS = ("4472C4", "ED7D31", "70AD47", "FFC000", "5B9BD5", "A5A5A5", "264478", "9E480E", "43682B", "997300")
_SHAPES = {"column": XL_CHART_TYPE.COLUMN_CLUSTERED, "pie": XL_CHART_TYPE.PIE}


def chart_xml(chart: Chart, workbook: str) -> bytes:
    """The chart part; ``workbook`` is the relation of its embedded workbook. Values stay exact decimals."""
    data = CategoryChartData(number_format=_number_format(chart))  # type: ignore[no-untyped-call]
    data.categories = [legible(category) for category in chart.categories]
    for series in chart.series:
        data.add_series(legible(series.name), [None if value is None else _plain(value) for value in series.values])  # type: ignore[no-untyped-call]
    writer = ChartXmlWriter(_SHAPES[chart.shape], data)  # type: ignore[no-untyped-call]
    root = etree.fromstring(writer.xml.encode())
    _dress(root, chart)
    root.append(node("c:externalData", {"r:id": workbook}, node("c:autoUpdate", {"val": 0})))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def chart_workbook(chart: Chart) -> bytes:
    """The workbook behind the chart: categories in column A, one column a series; text is never a formula."""
    file = io.BytesIO()
    workbook = Workbook(file, {"in_memory": True})
    sheet = workbook.add_worksheet("Sheet1")
    amounts = workbook.add_format({"num_format": _number_format(chart)})
    sheet.set_column(0, len(chart.series), 18)
    for row, category in enumerate(chart.categories, start=1):
        sheet.write_string(row, 0, legible(category))
    for column, series in enumerate(chart.series, start=1):
        sheet.write_string(0, column, legible(series.name))
        for row, value in enumerate(series.values, start=1):
            if value is not None:
                sheet.write_number(row, column, _plain(value), amounts)
    workbook.close()
    return strip_times(file.getvalue())


def _plain(value: Decimal) -> Decimal:
    """The same value written without an exponent."""
    return Decimal(f"{value:f}")


def _number_format(chart: Chart) -> str:
    decimals = max((-int(value.as_tuple().exponent) for series in chart.series for value in series.values if value is not None), default=0)
    return "#,##0" + ("." + "0" * decimals if decimals > 0 else "")


def _dress(root: etree._Element, chart: Chart) -> None:
    """Adds what the plain chart lacks: labels, colours, a legend, Chinese fonts, the unit on the axis."""
    _find(root, "c:autoTitleDeleted").set("val", "1")
    for index, series in enumerate(root.iter(expand("c:ser"))):
        _label(series, chart, _COLOURS[index % len(_COLOURS)])
    if chart.shape == "pie":
        colours = [_slice(index) for index in range(len(chart.categories))]
        labels = _find(root, "c:dLbls")
        for colour in colours:
            labels.addprevious(colour)
    else:
        _dress_columns(root, chart)
    if chart.shape == "pie" or len(chart.series) > 1:
        _find(root, "c:plotArea").addnext(node("c:legend", None, node("c:legendPos", {"val": "b"}), node("c:overlay", {"val": 0})))
    _find(root, "c:chart").addnext(node("c:spPr", None, *_no_fill_nor_line()))
    root.replace(root[-1], _text_properties())


def _label(series: etree._Element, chart: Chart, colour: str) -> None:
    pie = chart.shape == "pie"
    shown = {"LegendKey": 0, "Val": int(not pie), "CatName": int(pie), "SerName": 0, "Percent": int(pie), "BubbleSize": 0}
    labels = node(
        "c:dLbls",
        None,
        node("c:numFmt", {"formatCode": "0.0%" if pie else _number_format(chart), "sourceLinked": 0}),
        node("c:spPr", None, *_no_fill_nor_line()),
        _text_properties(),
        node("c:dLblPos", {"val": "outEnd"}),
        *(node(f"c:show{name}", {"val": value}) for name, value in shown.items()),
        *([_separator()] if pie else []),
    )
    _find(series, "c:cat").addprevious(labels)
    if not pie:
        _find(series, "c:tx").addnext(_fill(colour))


def _no_fill_nor_line() -> list[etree._Element]:
    return [node("a:noFill"), node("a:ln", None, node("a:noFill"))]


def _separator() -> etree._Element:
    separator = node("c:separator")
    separator.text = " "
    return separator


def _slice(index: int) -> etree._Element:
    return node("c:dPt", None, node("c:idx", {"val": index}), node("c:bubble3D", {"val": 0}), _fill(_COLOURS[index % len(_COLOURS)]))


def _fill(colour: str) -> etree._Element:
    return node("c:spPr", None, node("a:solidFill", None, node("a:srgbClr", {"val": colour})))


def _dress_columns(root: etree._Element, chart: Chart) -> None:
    """Columns begin at zero, so that a small change does not look large; the axis says its unit."""
    if all(value >= 0 for series in chart.series for value in series.values if value is not None):
        _find(root, "c:valAx/c:scaling").append(node("c:min", {"val": 0}))
    text = write_text("a:t", chart.unit)
    del text.attrib[expand("xml:space")]
    rich = node(
        "c:rich",
        None,
        node("a:bodyPr", {"rot": 0, "vert": "horz"}),
        node("a:p", None, node("a:r", None, _letters("a:rPr"), text)),
    )
    title = node("c:title", None, node("c:tx", None, rich), node("c:overlay", {"val": 0}))
    gridlines = _find(root, "c:valAx/c:majorGridlines")
    gridlines.addnext(title)
    title.addnext(node("c:numFmt", {"formatCode": "#,##0", "sourceLinked": 0}))


def _text_properties() -> etree._Element:
    paragraph = node("a:p", None, node("a:pPr", None, _letters("a:defRPr")), node("a:endParaRPr", {"lang": "zh-CN"}))
    return node("c:txPr", None, node("a:bodyPr"), node("a:lstStyle"), paragraph)


def _letters(tag: str) -> etree._Element:
    return node(tag, {"sz": 1050, "b": 0}, node("a:latin", {"typeface": "Times New Roman"}), node("a:ea", {"typeface": "宋体"}))


def _find(root: etree._Element, path: str) -> etree._Element:
    found = root.find(".//" + "/".join(expand(name) for name in path.split("/")))
    if found is None:
        raise LookupError(f"the chart has no {path}")
    return found
