"""The styles of the Word file: fonts, sizes and distances of official documents (GB/T 9704—2012)."""

from dataclasses import dataclass
from functools import cache

from assistant.export.pages import LINE, TEXT_PAGE
from assistant.export.word_markup import Markup, declare, node, to_bytes

TITLE_FONT, SECTION_FONT, SUBSECTION_FONT, BODY_FONT, TABLE_FONT = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312", "宋体"
LATIN_FONT = "Times New Roman"
BODY_SIZE = 16.0
"""三号, in points."""

_FALLBACKS = {
    TITLE_FONT: ("宋体,SimSun", "auto"),
    SECTION_FONT: ("SimHei", "modern"),
    SUBSECTION_FONT: ("楷体,KaiTi", "modern"),
    BODY_FONT: ("仿宋,FangSong", "modern"),
    TABLE_FONT: ("SimSun", "auto"),
}


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; sizes and distances in points, ``indent`` and ``left`` in characters."""

    id: str
    name: str
    font: str = BODY_FONT
    size: float = BODY_SIZE
    align: str = "both"
    indent: int = 0
    left: int = 0
    line: float = LINE
    exact: bool = True
    before: float = 0
    after: float = 0
    level: int | None = None
    keep: bool = False
    tab: int | None = None


_TOC_TAB = round(TEXT_PAGE.text_width * 20)
STYLES = (
    Style("Normal", "Normal"),
    Style("Body", "正文段落", indent=2),
    Style("Title", "Title", font=TITLE_FONT, size=22, align="center", line=40),
    Style("Heading1", "heading 1", font=TITLE_FONT, size=18, align="center", after=LINE, level=0, keep=True),
    Style("Heading2", "heading 2", font=SECTION_FONT, indent=2, level=1, keep=True),
    Style("Heading3", "heading 3", font=SUBSECTION_FONT, indent=2, level=2, keep=True),
    Style("ContentsTitle", "目录标题", font=TITLE_FONT, size=18, align="center", after=LINE),
    Style("TOC1", "toc 1", font=SECTION_FONT, size=14, align="left", tab=_TOC_TAB),
    Style("TOC2", "toc 2", size=14, align="left", left=2, tab=_TOC_TAB),
    Style("ChartHolder", "图", align="center", line=12, exact=False, before=6, keep=True),
    Style("Caption", "caption", font=SECTION_FONT, size=12, align="center"),
    Style("TableTitle", "表标题", font=TITLE_FONT, size=16, align="center", line=26, keep=True),
    Style("TableCorner", "表角注", font=TABLE_FONT, size=9, line=14, keep=True),
    Style("TableNote", "表注", font=TABLE_FONT, size=9, align="left", line=14),
    Style("TableText", "表内文字", font=TABLE_FONT, size=9, align="left", line=12),
    Style("ListingText", "列表文字", font=BODY_FONT, size=12, align="left", line=20),
    Style("SectionEnd", "分节", size=1, line=1),
    Style("Footer", "footer", font=TABLE_FONT, size=14, align="center", line=18),
)
STYLE_BY_ID = {style.id: style for style in STYLES}


@cache
def styles_part() -> bytes:
    """w:styles: defaults without theme fonts, the paragraph styles, the table style."""
    defaults = node(
        "w:docDefaults",
        None,
        node("w:rPrDefault", None, node("w:rPr", None, _fonts(BODY_FONT), _language())),
        node("w:pPrDefault"),
    )
    character = node("w:style", {"w:type": "character", "w:default": 1, "w:styleId": "DefaultFont"}, _name("Default Paragraph Font"))
    table = node("w:style", {"w:type": "table", "w:default": 1, "w:styleId": "TableNormal"}, _name("Normal Table"))
    return to_bytes(node("w:styles", declare("w"), defaults, *(_style(style) for style in STYLES), character, table))


@cache
def fonts_part() -> bytes:
    """w:fonts: each Chinese font with the names under which machines without it have a like one."""
    fonts = [
        node(
            "w:font",
            {"w:name": name},
            node("w:altName", {"w:val": other}),
            node("w:charset", {"w:val": "86"}),
            node("w:family", {"w:val": family}),
            node("w:pitch", {"w:val": "default"}),
        )
        for name, (other, family) in _FALLBACKS.items()
    ]
    latin = node("w:font", {"w:name": LATIN_FONT}, node("w:charset", {"w:val": "00"}), node("w:family", {"w:val": "roman"}))
    return to_bytes(node("w:fonts", declare("w"), *fonts, latin))


@cache
def settings_part() -> bytes:
    """w:settings: Word of today, Chinese line breaking, nothing asked when the file is opened."""
    compatibility = node(
        "w:compatSetting",
        {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": 15},
    )
    root = node(
        "w:settings",
        declare("w"),
        node("w:zoom", {"w:percent": 100}),
        node("w:defaultTabStop", {"w:val": 420}),
        node("w:characterSpacingControl", {"w:val": "doNotCompress"}),
        node("w:compat", None, compatibility),
        node("w:themeFontLang", {"w:val": "en-US", "w:eastAsia": "zh-CN"}),
    )
    return to_bytes(root)


def _style(style: Style) -> Markup:
    attributes: dict[str, object] = {"w:type": "paragraph", "w:styleId": style.id}
    if style.id == "Normal":
        attributes["w:default"] = 1
    parts = [_name(style.name)]
    if style.id != "Normal":
        parts.append(node("w:basedOn", {"w:val": "Normal"}))
    parts += [node("w:qFormat"), _paragraph_properties(style), _run_properties(style)]
    return node("w:style", attributes, *parts)


def _paragraph_properties(style: Style) -> Markup:
    spacing = {
        "w:before": _twips(style.before),
        "w:after": _twips(style.after),
        "w:line": _twips(style.line) if style.exact else 240,
        "w:lineRule": "exact" if style.exact else "auto",
    }
    indent = {
        "w:leftChars": style.left * 100,
        "w:left": _twips(style.left * style.size),
        "w:firstLineChars": style.indent * 100,
        "w:firstLine": _twips(style.indent * style.size),
    }
    parts = [node("w:keepNext")] if style.keep else []
    parts.append(node("w:widowControl", {"w:val": 0}))
    if style.tab:
        parts.append(node("w:tabs", None, node("w:tab", {"w:val": "right", "w:leader": "dot", "w:pos": style.tab})))
    parts += [
        node("w:snapToGrid", {"w:val": 0}),
        node("w:spacing", spacing),
        node("w:ind", indent),
        node("w:jc", {"w:val": style.align}),
    ]
    if style.level is not None:
        parts.append(node("w:outlineLvl", {"w:val": style.level}))
    return node("w:pPr", None, *parts)


def _run_properties(style: Style) -> Markup:
    half_points = round(style.size * 2)
    return node("w:rPr", None, _fonts(style.font), node("w:sz", {"w:val": half_points}), node("w:szCs", {"w:val": half_points}))


def _fonts(font: str) -> Markup:
    return node("w:rFonts", {"w:ascii": LATIN_FONT, "w:hAnsi": LATIN_FONT, "w:eastAsia": font, "w:cs": LATIN_FONT, "w:hint": "eastAsia"})


def _language() -> Markup:
    return node("w:lang", {"w:val": "en-US", "w:eastAsia": "zh-CN", "w:bidi": "ar-SA"})


def _name(name: str) -> Markup:
    return node("w:name", {"w:val": name})


def _twips(points: float) -> int:
    return round(points * 20)
