"""YAML as a person types it: nodes that keep their lines, every scalar still text, and nothing that could be an attack."""

from collections.abc import Iterator

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from assistant.errors import InvalidInputs

MAX_YAML_CHARACTERS = 2_000_000
_NULLS = {"", "~", "null", "Null", "NULL"}
_DEEPEST = 6


def compose_yaml(file: str, text: str, wanted: str) -> Node | None:
    """The root of a text, None where it holds nothing; ``wanted`` is what a person is told that a longer text cannot be.

    Raises:
        InvalidInputs: The text is not YAML, too long, nested too deep, or refers to what stands elsewhere in it (aliases).
    """
    if len(text) > MAX_YAML_CHARACTERS:
        raise InvalidInputs(file, f"超过 {MAX_YAML_CHARACTERS} 个字，不像{wanted}")
    try:
        _require_plain(file, text)
        return yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = f"第 {error.problem_mark.line + 1} 行" if error.problem_mark else "某处"
        raise InvalidInputs(file, f"{line}不合 YAML 的写法（{error.problem}）") from error
    except (yaml.YAMLError, OverflowError, ValueError) as error:
        raise InvalidInputs(file, "含有 YAML 不允许的字符") from error


def list_pairs(file: str, node: Node, path: str) -> Iterator[tuple[ScalarNode, Node]]:
    """The names and values of a mapping; ``path`` says to a person where it stands.

    Raises:
        InvalidInputs: It is no mapping, or a name is not text.
    """
    if not isinstance(node, MappingNode):
        raise InvalidInputs(tell_line(file, path, node), "应为“名称: 值”的形式")
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            raise InvalidInputs(tell_line(file, path, key), "名称应为文字")
        yield key, value


def is_null(node: Node) -> bool:
    """Whether a node says that there is no value."""
    return isinstance(node, ScalarNode) and node.style is None and node.value in _NULLS


def tell_line(file: str, path: str, node: Node) -> str:
    """Where a node stands, as a person is told."""
    return f"{file} {path}（第 {node.start_mark.line + 1} 行）"


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
