"""The jobs of a batch: under which name each unit's outputs stand, and by what a job that was done is known again."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from importlib.metadata import version
from itertools import chain, count
from pathlib import Path
from typing import Literal

from assistant.pipeline import DEFAULT_OUTLINE, DEFAULT_SCHEME, file_stem
from schemas.batch import UnitFiles, What

_NAMELESS = "单位"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is done with every unit, and how; ``scheme`` is the name of a scheme or a .yaml file."""

    what: What = "both"
    outline: str = DEFAULT_OUTLINE
    drafter: Literal["offline"] = "offline"
    scheme: str = DEFAULT_SCHEME


@dataclass(frozen=True, slots=True)
class Job:
    """A unit to be done: ``name`` is the folder of its outputs, which no other job has."""

    unit: UnitFiles
    name: str
    key: str


def plan_jobs(units: Sequence[UnitFiles], settings: Settings) -> list[Job]:
    """A job for each unit, in their order."""
    names = name_folders(unit.name for unit in units)
    return [Job(unit, name, job_key(unit, name, settings)) for unit, name in zip(units, names, strict=True)]


def name_folders(names: Iterable[str]) -> list[str]:
    """Names that can be those of folders side by side: the second of one name is 某单位（2）."""
    folders: list[str] = []
    taken: set[str] = set()
    for name in names:
        stem = file_stem(name).strip(" .") or _NAMELESS
        folder = next(free for free in chain([stem], (f"{stem}（{number}）" for number in count(2))) if free.casefold() not in taken)
        folders.append(folder)
        taken.add(folder.casefold())
    return folders


def job_key(unit: UnitFiles, name: str, settings: Settings) -> str:
    """The hash of all that the outputs of a unit's job depend on: files, their names and roles, settings and program."""
    files = [(role, path.name, _digest(path)) for role, path in _list_roles(unit)]
    own_scheme = _digest(Path(settings.scheme))
    told = [name, files, unit.problems, asdict(settings), own_scheme, code_version()]
    return sha256(json.dumps(told).encode()).hexdigest()


def code_version() -> str:
    """The hash of the program's version: another program may write other outputs."""
    return sha256(version("juesuan").encode()).hexdigest()


def _list_roles(unit: UnitFiles) -> Iterator[tuple[str, Path]]:
    named = (("tables", unit.tables), ("prior", unit.prior), ("inputs", unit.inputs), ("forms", unit.forms))
    yield from ((role, path) for role, path in named if path)
    yield from (("document", path) for path in unit.documents)


def _digest(path: Path) -> str:
    """The hash of a file's content; empty for one that cannot be read, which the job itself will tell."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
