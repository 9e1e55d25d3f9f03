"""A manifest as YAML: a list of units, alone or as ``units`` beside the ``department``'s own tables."""

from collections.abc import Iterable, Iterator

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from assistant.errors import InvalidInputs
from assistant.readers.manifest_fields import OFFERED, Field, ManifestRow, find_heading
from assistant.readers.plain_yaml import compose_yaml, is_null, list_pairs, tell_line

_LIST = {"units", "单位", "清单"}


def read_entries(file: str, text: str) -> list[ManifestRow]:
    """The units of a list; an entry that is only a text is a unit's name.

    Raises:
        InvalidInputs: The text is not YAML, not of this form, or a name in it is none of a manifest's, or stands twice.
    """
    root = compose_yaml(file, text, "清单")
    if root is None or is_null(root):
        return []
    if not isinstance(root, MappingNode):
        return _read_list(file, root)
    rows: list[ManifestRow] = []
    for key, value in list_pairs(file, root, "清单"):
        if key.value in _LIST:
            rows += _read_list(file, value)
        elif find_heading(key.value) == "department":
            rows.append(_read_row(file, key, [("department", value)]))
        else:
            raise InvalidInputs(tell_line(file, key.value, key), "不是清单的栏目（最外层可用：units、department）")
    return rows


def _read_list(file: str, node: Node) -> list[ManifestRow]:
    if not isinstance(node, SequenceNode):
        raise InvalidInputs(tell_line(file, "清单", node), "应为列表，每个单位以“- ”开头")
    return [row for item in node.value if (row := _read_row(file, item, _fields(file, item))).texts]


def _fields(file: str, item: Node) -> Iterator[tuple[Field, Node]]:
    if isinstance(item, ScalarNode):
        yield "unit", item
        return
    seen: set[Field] = set()
    for key, value in list_pairs(file, item, "清单"):
        field = find_heading(key.value)
        if field is None:
            raise InvalidInputs(tell_line(file, key.value, key), f"不是清单的栏目（可用：{OFFERED}）")
        if field in seen:
            raise InvalidInputs(tell_line(file, key.value, key), "重复出现")
        seen.add(field)
        yield field, value


def _read_row(file: str, node: Node, fields: Iterable[tuple[Field, Node]]) -> ManifestRow:
    texts: dict[Field, tuple[str, ...]] = {}
    for field, value in fields:
        values = value.value if isinstance(value, SequenceNode) else [value]
        if not all(isinstance(part, ScalarNode) for part in values):
            raise InvalidInputs(tell_line(file, field, value), "应为一个值或列表")
        if given := tuple(part.value.strip() for part in values if not is_null(part) and part.value.strip()):
            texts[field] = given
    return ManifestRow(texts, f"{file} 第 {node.start_mark.line + 1} 行")
