"""The inputs' YAML form: the same sections and fields by English name or Chinese title; numbers stay text until they are Decimal."""

import re
from collections.abc import Mapping

from yaml.nodes import Node, ScalarNode, SequenceNode

from assistant.errors import InvalidInputs
from assistant.readers.input_fields import Section, find_section
from assistant.readers.input_values import Entry, RawRecord
from assistant.readers.plain_yaml import compose_yaml, is_null, list_pairs, tell_line

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""What an escape (\\ud800) can write but no file can hold."""


def read_yaml(file: str, text: str) -> Mapping[str, tuple[RawRecord, ...]]:
    """The records of each section, as written.

    Raises:
        InvalidInputs: The text is not YAML, not of this form, or names a section or field that does not exist or twice.
    """
    root = compose_yaml(file, text, "补充资料")
    return _read_root(file, root) if root is not None else {}


def _read_root(file: str, root: Node) -> Mapping[str, tuple[RawRecord, ...]]:
    sections: dict[str, tuple[RawRecord, ...]] = {}
    for key, value in list_pairs(file, root, "补充资料"):
        section = find_section(key.value)
        if section is None:
            raise InvalidInputs(tell_line(file, key.value, key), "没有这一部分")
        if section.name in sections:
            raise InvalidInputs(tell_line(file, key.value, key), "重复出现")
        if is_null(value):
            continue
        sections[section.name] = _read_section(file, section, value)
    return sections


def _read_section(file: str, section: Section, node: Node) -> tuple[RawRecord, ...]:
    if not section.listed:
        return (_read_record(file, section, section.name, node),)
    if not isinstance(node, SequenceNode):
        raise InvalidInputs(tell_line(file, section.name, node), "应为列表，每项以“- ”开头")
    return tuple(_read_record(file, section, f"{section.name}[{number}]", item) for number, item in enumerate(node.value, start=1))


def _read_record(file: str, section: Section, path: str, node: Node) -> RawRecord:
    entries: dict[str, Entry] = {}
    for key, value in list_pairs(file, node, path):
        where = tell_line(file, f"{path}.{key.value}", key)
        field = section.find_field(key.value)
        if field is None:
            raise InvalidInputs(where, "没有这一项")
        if field.name in entries:
            raise InvalidInputs(where, "重复出现")
        if not isinstance(value, ScalarNode):
            raise InvalidInputs(where, "应为一个值，不是列表或多项")
        if _LONE_SURROGATE.search(value.value):
            raise InvalidInputs(where, "含有不是文字的字符")
        entries[field.name] = Entry(None if is_null(value) else value.value, where)
    return RawRecord(entries, tell_line(file, path, node))
