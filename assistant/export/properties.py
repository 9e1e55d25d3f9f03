"""Properties of a Word file: title and author; which model worded the report, and where each sentence comes from.

Nothing of the latter is in the text.
"""

import json
from collections.abc import Iterator

from lxml import etree

from assistant.export.markup import node, to_bytes, write_text
from assistant.export.text import legible
from schemas.narrative import ModelRun, Narrative, Paragraph

_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that users define, as Word knows it (ECMA-376, part 1, 22.3)."""


def core_properties(narrative: Narrative) -> bytes:
    """Title and author; the times at which the file was made are left out."""
    return to_bytes(node("cp:coreProperties", None, write_text("dc:creator", narrative.unit), write_text("dc:title", narrative.title)))


def custom_properties(narrative: Narrative) -> bytes | None:
    """The properties of a report that a model worded; None for one that it did not."""
    if narrative.run is None:
        return None
    entries = [*_run(narrative.run), ("逐句来源", json.dumps(list(_sentences(narrative)), ensure_ascii=False))]
    return to_bytes(node("op:Properties", None, *(_property(number, name, text) for number, (name, text) in enumerate(entries, start=2))))


def _run(run: ModelRun) -> Iterator[tuple[str, str]]:
    yield "起草方式", "语言模型润色措辞，数字由程序填入"
    yield "模型", run.model
    yield "提示词", "、".join(run.prompts)
    yield "段落", f"一次通过 {run.first}，改后通过 {run.repaired}，离线句式 {run.offline}，复核退回 {run.refused}"
    yield (
        "用量",
        f"调用 {run.calls} 次，取自缓存 {run.from_cache} 次，词元 {run.tokens}，费用 {run.cost} {run.currency}",
    )


def _sentences(narrative: Narrative) -> Iterator[dict[str, object]]:
    for number, block in enumerate(narrative.blocks):
        for sentence in block.sentences if isinstance(block, Paragraph) else ():
            yield {"block": number, **sentence.model_dump(mode="json", exclude_defaults=True)}


def _property(number: int, name: str, text: str) -> etree._Element:
    value = node("vt:lpwstr")
    value.text = legible(text)
    return node("op:property", {"fmtid": _FORMAT, "pid": number, "name": name}, value)
