"""The example units that come with the project: to be looked at before one has files of one's own."""

from pathlib import Path
from typing import NamedTuple

import yaml

from assistant.desks.intake import Handed

_FOLDER = Path(__file__).parent.parent.parent / "examples"


class Example(NamedTuple):
    """An example: what it is called, its outline, and where its files lie."""

    label: str
    outline: str
    folder: Path

    def files(self) -> Handed:
        """Its tables and inputs."""
        paths = {role: self.folder / f"{role}.xlsx" for role in ("tables", "inputs")}
        return {role: (path.name, path.read_bytes()) for role, path in paths.items()}


def list_examples() -> list[Example]:
    """The examples, the latest year first; none where the project was installed without them."""
    known = [(yaml.safe_load(path.read_text(encoding="utf-8")), path.parent) for path in _FOLDER.glob("*/data.yaml")]
    found = [(data["year"], Example(f"{data['unit']} {data['year']}年度", data["layout"], folder)) for data, folder in known]
    return [example for _, example in sorted(found, reverse=True)]
