"""The inputs' YAML form: the same sections and fields by English name or Chinese title; numbers stay text until they are Decimal."""

import re
from collections.abc import Iterator, Mapping

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from assistant.errors import InvalidInputs
from assistant.readers.input_fields import Section, find_section
from assistant.readers.input_values import Entry, RawRecord

MAX_YAML_CHARACTERS = 2_000_000
_NULLS = {"", "~", "null", "Null", "NULL"}
_DEEPEST = 6
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""What an escape (\\ud800) can write but no file can hold."""


def read_yaml(file: str, text: str) -> Mapping[str, tuple[RawRecord, ...]]:
    """The records of each section, as written.

    Raises:
        InvalidInputs: The text is not YAML, not of this form, or names a section or field that does not exist or twice.
    """
    if len(text) > MAX_YAML_CHARACTERS:
        raise InvalidInputs(file, f"超过 {MAX_YAML_CHARACTERS} 个字，不像补充资料")
    try:
        _require_plain(file, text)
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = f"第 {error.problem_mark.line + 1} 行" if error.problem_mark else "某处"
        raise InvalidInputs(file, f"{line}不合 YAML 的写法（{error.problem}）") from error
    except (yaml.YAMLError, OverflowError, ValueError) as error:
        raise InvalidInputs(file, "含有 YAML 不允许的字符") from error
    return _read_root(file, root) if root is not None else {}


def _require_plain(file: str, text: str) -> None:
    """Refuse what the form has no use for and could be an attack: aliases, which multiply content, and deep nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        line = f"第 {event.start_mark.line + 1} 行：" if event.start_mark else ""
        if isinstance(event, yaml.AliasEvent):
            raise InvalidInputs(file, f"{line}不支持锚点和别名（& 与 *）")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise InvalidInputs(file, f"{line}层次过多")


def _read_root(file: str, root: Node) -> Mapping[str, tuple[RawRecord, ...]]:
    sections: dict[str, tuple[RawRecord, ...]] = {}
    for key, value in _pairs(file, root, "补充资料"):
        section = find_section(key.value)
        if section is None:
            raise InvalidInputs(_where(file, key.value, key), "没有这一部分")
        if section.name in sections:
            raise InvalidInputs(_where(file, key.value, key), "重复出现")
        if _is_null(value):
            continue
        sections[section.name] = _read_section(file, section, value)
    return sections


def _read_section(file: str, section: Section, node: Node) -> tuple[RawRecord, ...]:
    if not section.listed:
        return (_read_record(file, section, section.name, node),)
    if not isinstance(node, SequenceNode):
        raise InvalidInputs(_where(file, section.name, node), "应为列表，每项以“- ”开头")
    return tuple(_read_record(file, section, f"{section.name}[{number}]", item) for number, item in enumerate(node.value, start=1))


def _read_record(file: str, section: Section, path: str, node: Node) -> RawRecord:
    entries: dict[str, Entry] = {}
    for key, value in _pairs(file, node, path):
        where = _where(file, f"{path}.{key.value}", key)
        field = section.find_field(key.value)
        if field is None:
            raise InvalidInputs(where, "没有这一项")
        if field.name in entries:
            raise InvalidInputs(where, "重复出现")
        if not isinstance(value, ScalarNode):
            raise InvalidInputs(where, "应为一个值，不是列表或多项")
        if _LONE_SURROGATE.search(value.value):
            raise InvalidInputs(where, "含有不是文字的字符")
        entries[field.name] = Entry(None if _is_null(value) else value.value, where)
    return RawRecord(entries, _where(file, path, node))


def _pairs(file: str, node: Node, path: str) -> Iterator[tuple[ScalarNode, Node]]:
    if not isinstance(node, MappingNode):
        raise InvalidInputs(_where(file, path, node), "应为“名称: 值”的形式")
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            raise InvalidInputs(_where(file, path, key), "名称应为文字")
        yield key, value


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.style is None and node.value in _NULLS


def _where(file: str, path: str, node: Node) -> str:
    return f"{file} {path}（第 {node.start_mark.line + 1} 行）"
