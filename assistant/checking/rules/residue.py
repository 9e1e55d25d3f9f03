"""模板残留。

查什么：模板中供选择的字样没有选定，或该填的地方没有填。
为什么：提纲中有 XX 和“增加（减少）”，漏改了一处。
错例：与2023年度相比，⟦增加（减少）⟧12万元。
正例：与2023年度相比，增加12万元。
依据：各地下发的提纲；见于2024年的公开文件。
"""

import re
from collections.abc import Iterator

from assistant.checking.book import Book
from schemas.finding import Finding

_RESIDUE = re.compile(
    r"(?=[增上提减下降大小XxＸ×✕_＿【如不占完])"
    r"(?:(?P<choice>(?:增加|增长|上升|提高)[（(](?:减少|下降|降低)[)）]|(?:减少|下降|降低)[（(](?:增加|增长|上升|提高)[)）]|大于[（(]小于[)）]|小于[（(]大于[)）]|大小于|小大于|减增加|增减少|增加减少|下降增长|增长下降)"
    r"|(?P<blank>[XxＸ×✕]{2,}|(?<![A-Za-z])XX+|_{2,}|＿{2,}|【待补充[^】]*】|(?:如持平作|不涉及的不列))"
    r"|(?P<empty>占(?=%)|(?:增长|下降|完成[^，。；]{0,6}的|减少|增加)(?=%|万元)))"
)
"""The kinds of residue, led by the characters they can begin with."""


def find(book: Book) -> Iterator[Finding]:
    """Every residue, one finding a place."""
    told = {"choice": "留有未选定的模板用语", "blank": "留有未填写的内容", "empty": "缺少数字"}
    for number, passage in enumerate(book.reading.passages):
        if passage.in_tables and not passage.paragraph.heading:
            continue
        for match in _RESIDUE.finditer(passage.text):
            kind = match.lastgroup or "blank"
            yield book.finding("residue", "warning", (number, match.start(), match.end()), told[kind], stated=match[0])
