"""What stands below and between the units of a manifest and is none: totals, notes, who signed, the day."""

import re
from collections.abc import Sequence
from io import StringIO

from assistant.readers.manifest_fields import find_heading, is_file_name
from assistant.readers.texts import comparison_text
from schemas.document import Grid, Scalar

_TOTAL = re.compile(r"[^:(/\\.]{0,8}?(?:合计|总计|小计|共计)(?::|:?\d+[个家]?(?:单位)?)?$|共\d+[个家](?:单位)?$")
"""合计, 直属小计：, 共计3个单位; no 合计划局."""

_SIGNATURE = re.compile(
    r"(?:[^:(/\\]{0,8}?(?:人|日期|时间|电话|制表|填表|填报|审核|复核|经办|领导|主管|会计|出纳|[局科处]长|主任|盖章|签[字章名]|传真|邮箱|地址|方式)"
    r"|[^:(/\\]{0,4}?(?:填报|填表|制表|编制|编报|报送|汇总|主管|审核|复核)(?:单位|部门)|(?:备注|附注|说明|注)\d?)"
    r"(?:\([^():]{1,8}\))?:(?!.*\.[A-Za-z]{2,5}$)"
    r"|[^:(/\\]{0,8}?(?:单位|部门)(?:\([^():]{1,8}\))?:$"
)
"""审核人：李四, 单位负责人（签字）：, 填报单位：县财政局（盖章）, 注：已核对, 直属单位：; no 人事局：, and nothing that ends in a file."""

_NUMBER = "[二〇○零一三四五六七八九十]"
_DAY = re.compile(
    r"\d{4}年\d{1,2}月(?:\d{1,2}日)?$|\d{4}([-/.])\d{1,2}\1\d{1,2}(?:00:00:00)?$|年月日$"
    rf"|{_NUMBER}{{4}}年{_NUMBER}{{1,2}}月(?:{_NUMBER}{{1,3}}日)?$"
)
"""2024年12月1日, 2024/12/1, 二〇二四年十二月, 年  月  日."""


def blank_rows(grid: Grid) -> Grid:
    """A sheet with the rows that are no units blank: the other rows keep their numbers."""
    return grid.model_copy(update={"rows": tuple(() if _is_no_unit(row) else row for row in grid.rows)})


def blank_lines(text: str) -> str:
    """The text of a .csv with the lines that are no units blank; a line within quotation marks is none of these."""
    lines: list[str] = []
    is_quoted = False
    for line in StringIO(text, newline=""):
        was_quoted, is_quoted = is_quoted, is_quoted ^ bool(line.count('"') % 2)
        cells = [cell.strip().strip('"') for cell in re.split(r"[,;\t]", line)]
        is_blank = not was_quoted and not is_quoted and _is_no_unit(cells)
        lines.append(line[len(line.rstrip("\r\n")) :] if is_blank else line)
    return "".join(lines)


def _is_no_unit(cells: Sequence[Scalar]) -> bool:
    """Whether a row begins with a total or signature and has no heading or file, or states nothing but the day."""
    texts = [text for cell in cells if cell is not None and (text := comparison_text(cell))]
    if not texts:
        return False
    if all(map(_DAY.match, texts)):
        return True
    if not (_TOTAL.match(texts[0]) or _SIGNATURE.match(texts[0])):
        return False
    return not any(find_heading(text) or _names_file(text) for text in texts)


def _names_file(text: str) -> bool:
    """Whether a cell is like a file's name, and is not the day (2025/8/1), alone or behind 日期：."""
    return is_file_name(text) and not _SIGNATURE.match(text) and not _DAY.match(text)
