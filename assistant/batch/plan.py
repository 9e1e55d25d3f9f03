"""The jobs of a batch: under which name each unit's outputs stand, and by what a job that was done is known again."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import file_digest, sha256
from itertools import chain, count
from pathlib import Path

from assistant.batch.outputs import SUMMARY, output_within
from assistant.pipeline import DEFAULT_OUTLINE, DEFAULT_SCHEME, file_stem
from assistant.readers.bundle import list_files
from schemas.batch import Drafter, UnitFiles, What

_NAMELESS = "单位"
_ROOT = Path(__file__).parent.parent.parent
_ROOMS = ("assistant", "prompts", "schemas")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is done with every unit, and how; ``scheme`` is the name of a scheme or a .yaml file."""

    what: What = "both"
    outline: str = DEFAULT_OUTLINE
    drafter: Drafter = "offline"
    scheme: str = DEFAULT_SCHEME


@dataclass(frozen=True, slots=True)
class Job:
    """A unit to be done: ``name`` is the folder of its outputs, which no other job has."""

    unit: UnitFiles
    name: str


def plan_jobs(units: Sequence[UnitFiles]) -> list[Job]:
    """A job for each unit, in their order."""
    return [Job(unit, name) for unit, name in zip(units, name_folders(unit.name for unit in units), strict=True)]


def name_folders(names: Iterable[str]) -> list[str]:
    """Names that can be those of folders side by side: the second of one name is 某单位（2）."""
    folders: list[str] = []
    taken = {f"{SUMMARY}.xlsx", f"{SUMMARY}.html"}
    for name in names:
        stem = file_stem(name).strip(" .") or _NAMELESS
        folder = next(free for free in chain([stem], (f"{stem}（{number}）" for number in count(2))) if free.casefold() not in taken)
        folders.append(folder)
        taken.add(folder.casefold())
    return folders


def job_key(job: Job, settings: Settings, out: Path, model: str = "") -> str:
    """The hash of where a job's outputs lie and of all that they depend on.

    These are its files with their names and roles, what is to be said of them, the settings, those of the ``model``, the
    prompts and the program.
    """
    files = [(role, name, digest_of(path)) for role, name, path in _list_roles(job.unit, out)]
    said = (job.unit.problems, job.unit.faults)
    told = [str(out), job.name, files, said, asdict(settings), digest_of(Path(settings.scheme)), model, program_digest()]
    return sha256(json.dumps(told).encode()).hexdigest()


@cache
def program_digest() -> str:
    """The hash of the program with its prompts: another program may write other outputs."""
    digest = sha256()
    for file in sorted(file for room in _ROOMS for file in (_ROOT / room).rglob("*") if file.is_file() and file.suffix != ".pyc"):
        digest.update(f"{file.relative_to(_ROOT).as_posix()} {digest_of(file)}\n".encode())
    return digest.hexdigest()


def _list_roles(unit: UnitFiles, out: Path) -> Iterator[tuple[str, str, Path]]:
    """The files of a unit by role and name, without outputs; those that are still to be sorted by where they lie in their folder."""
    if unit.place and unit.place.is_dir():
        yield from (
            ("unsorted", file.relative_to(unit.place).as_posix(), file) for file in list_files(unit.place, output_within(unit.place, out))
        )
    named = (("archive", unit.place), ("tables", unit.tables), ("prior", unit.prior), ("inputs", unit.inputs), ("forms", unit.forms))
    yield from ((role, path.name, path) for role, path in named if path)
    yield from (("document", path.name, path) for path in unit.documents)


def digest_of(path: Path) -> str:
    """The hash of a file's content; empty for one that cannot be read, which the job itself will tell."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
