"""单位名称不对。

查什么：固定句式中的单位名称（某年度某单位机关运行经费、截至某日某单位共有车辆等），与决算表上的、或文件中最常用的名称是否一致。
为什么：以别的单位的文件为底稿。
错例：2024年度东区社保处机关运行经费支出235.57万元。截至2024年12月31日，东区社保处共有车辆1辆。2024年度⟦西区社保处⟧政府采购支出总额2万元。
正例：2024年度东区社保处机关运行经费支出235.57万元。截至2024年12月31日，东区社保处共有车辆1辆。2024年度东区社保处政府采购支出总额2万元。
依据：主管部门审核时常见。
"""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.checking.book import Book
from schemas.finding import Finding

_NAME = r"(?P<name>[\u4e00-\u9fff（）]{4,40}?)"


def _phrase(before: str, after: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands behind a name, which is quick to look for, and the whole phrase with the name in it."""
    return re.compile(after), re.compile(f"{before}{_NAME}{after}")


_PHRASES = (
    _phrase(r"20\d\d年(?:度|(?!度))", r"(?:机关运行经费|政府采购(?:支出)?(?:总额|金额)|组织对|没有发生政府采购)"),
    _phrase(r"截[至止]20\d\d年12月31日[，,]", r"(?:共有|没有)车辆"),
    _phrase(
        r"(?:^|[。；，])",
        r"20\d\d年度?(?:收入支出总计|收、支总计|收支总计|财政拨款收入支出|无|没有|政府采购金额|部门决算|单位决算)",
    ),
    _phrase(r"^第.{1,3}部分", r"概况"),
    _phrase(r"(?:^|[。；])", r"在职(?:实有)?人"),
    _phrase(r"(?:^|[。；])", r"(?:当年|本年度?)(?:无|没有)"),
)
_PART = re.compile(r"第.{1,3}部分")
_GENERIC = re.compile(r"^(?:我|本|全)|^(?:单位|部门)$|一般公共预算|政府性|国有资本|财政拨款|收入|支出|经费")


def find(book: Book) -> Iterator[Finding]:
    """Names that differ from the unit's own."""
    named = [entry for number, passage in enumerate(book.reading.passages) for entry in _names(number, passage.text)]
    usual = _usual(name for _, _, _, name in named)
    own = _plain(book.facts.sheet.unit) if book.facts.sheet else usual
    text = "".join(passage.text for passage in book.reading.passages)
    if book.facts.sheet and usual and own not in text:
        number, start, end, name = next(entry for entry in named if _plain(entry[3]) == usual)
        told = f"文件写的单位是“{name}”，决算表的单位是“{book.facts.sheet.unit}”，请确认是同一单位的材料"
        yield book.finding("unit_name", "warning", (number, start, end), told, stated=name, expected=book.facts.sheet.unit)
        own = usual
    if not own:
        return
    for number, start, end, name in named:
        if _plain(name) not in own and own not in _plain(name):
            span = (number, start, end)
            yield book.finding("unit_name", "error", span, "单位名称与本单位不一致", stated=name, expected=own, replace=own)


def _names(number: int, text: str) -> Iterator[tuple[int, int, int, str]]:
    for words, phrase in _PHRASES:
        for match in phrase.finditer(text) if words.search(text) else ():
            part = _PART.match(match["name"])
            start = match.start("name") + (part.end() if part else 0)
            name = text[start : match.end("name")]
            if len(name) >= 4 and not _GENERIC.search(name):
                yield number, start, match.end("name"), name


def _usual(names: Iterator[str]) -> str:
    """The name used most, if it is used at least twice as often as any other; a part of a name counts for the whole."""
    counts = Counter(_plain(name) for name in names)
    longest = [name for name in counts if not any(name != other and name in other for other in counts)]
    votes = Counter({name: sum(count for part, count in counts.items() if part in name) for name in longest}).most_common(2)
    if not votes or votes[0][1] < 2:
        return ""
    return votes[0][0] if len(votes) == 1 or votes[0][1] >= 2 * votes[1][1] else ""


def _plain(name: str) -> str:
    return "".join(name.split()).replace("(", "（").replace(")", "）")
