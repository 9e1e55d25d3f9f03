"""Table 6 in plain text: code, name and amount follow one another, however the blocks and lines were torn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.readers.flat.layout import FlatTable
from assistant.readers.flat.regions import FlatRegion
from assistant.readers.flat.tokens import Token, adds_up, join_tokens, split_tokens
from assistant.readers.placed import PlacedRow
from assistant.readers.texts import comparison_text

_HEADER = ("经济分类科目编码", "科目名称", "决算数")
_TOTALS = {"人员经费合计": "personnel", "公用经费合计": "public"}
_CLASSES = {
    "301": "工资福利支出",
    "302": "商品和服务支出",
    "303": "对个人和家庭的补助",
    "307": "债务利息及费用支出",
    "309": "资本性支出（基本建设）",
    "310": "资本性支出",
    "311": "对企业补助（基本建设）",
    "312": "对企业补助",
    "313": "对社会保障基金补助",
    "399": "其他支出",
}
"""Classes of 部门预算支出经济分类科目; the name tells a code from an amount of three digits."""

_PERSONNEL = ("301", "303")


@dataclass(slots=True)
class _Item:
    key: str
    mark: Token | None
    name: list[Token] = field(default_factory=list)
    amount: Token | None = None

    @property
    def value(self) -> Decimal | None:
        return self.amount.value if self.amount else None


def read_basic(region: FlatRegion) -> tuple[FlatTable, Decimal] | None:
    """The lines of table 6 whose classes add up, and 人员经费 + 公用经费; None where its two totals do not add up."""
    items = _split_items(split_tokens(region.body))
    classes = {key: item for key, item in items.items() if key in _CLASSES}
    personnel = [item.value for key, item in classes.items() if key in _PERSONNEL]
    public = [item.value for key, item in classes.items() if key not in _PERSONNEL]
    if not {"personnel", "public"} <= items.keys() or not classes:
        return None
    if not adds_up(items["personnel"].value, personnel) or not adds_up(items["public"].value, public):
        return None
    sound = {code for code, item in classes.items() if adds_up(item.value, [part.value for part in _parts(items, code)])}
    kept = [item for key, item in items.items() if key in classes or not key.isdecimal() or key[:3] in sound]
    left_out = sum(item.amount is not None for item in items.values()) - sum(item.amount is not None for item in kept)
    total = (items["personnel"].value or Decimal(0)) + (items["public"].value or Decimal(0))
    return FlatTable((_HEADER,), tuple(_row(item) for item in kept), left_out), total


def _parts(items: dict[str, _Item], code: str) -> list[_Item]:
    return [item for key, item in items.items() if key.isdecimal() and len(key) == 5 and key.startswith(code)]


def _split_items(tokens: Sequence[Token]) -> dict[str, _Item]:
    """Items by code, in order; a code that occurs twice is none of them."""
    items: list[_Item] = []
    item: _Item | None = None
    for index, token in enumerate(tokens):
        total = _TOTALS.get(comparison_text(token.text))
        if total or _is_code(tokens, index):
            item = _Item(total or token.text, None if total else token, [token] if total else [])
            items.append(item)
        elif item and token.value is None:
            item = None if item.amount or not item.key.isdecimal() else item
            if item:
                item.name.append(token)
        elif item and item.amount is None:
            item.amount = token
        else:
            item = None
    keys = [item.key for item in items]
    return {item.key: item for item in items if keys.count(item.key) == 1}


def _is_code(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number is an economic class: a name follows it, for three digits the class's own."""
    code = tokens[index].text
    if len(code) not in (3, 5) or not code.isdecimal() or code[:3] not in _CLASSES or index + 1 == len(tokens):
        return False
    following = tokens[index + 1]
    if following.value is not None:
        return False
    return len(code) == 5 or _CLASSES[code].startswith(following.text[:2])


def _row(item: _Item) -> PlacedRow:
    return [item.mark.piece if item.mark else None, join_tokens(item.name), item.amount.piece if item.amount else None]
