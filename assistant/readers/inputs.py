"""The inputs (补充资料) that a person gives beside the tables, from a workbook or from YAML."""

from pathlib import Path

from assistant.errors import InvalidInputs
from assistant.readers.guard import decode, read_bytes, recognise
from assistant.readers.input_sheets import read_sheets
from assistant.readers.input_values import build_inputs
from assistant.readers.input_yaml import read_yaml
from assistant.readers.remembering import remember
from assistant.readers.workbook import parse_document
from schemas.inputs import Inputs


def read_inputs(path: Path) -> Inputs:
    """Read the inputs; the form is told by the file's content.

    Raises:
        UnreadableFile: The file is absent, empty, locked, damaged, or neither a workbook nor text.
        InvalidInputs: It holds a value that cannot be what its field asks for, or something that fits no field.
    """
    return _parse_inputs(path.name, read_bytes(path))


@remember
def _parse_inputs(file: str, data: bytes) -> Inputs:
    if recognise(file, data) == "text":
        text = decode(data, declared=False)
        if text is None:
            raise InvalidInputs(file, "文字编码无法识别，请存为 UTF-8")
        return build_inputs(read_yaml(file, text))
    document = parse_document(file, data)
    failed = next(iter(document.findings), None)
    if failed:
        raise InvalidInputs(failed.places[0], failed.message.partition("：")[2])
    return build_inputs(read_sheets(document))
