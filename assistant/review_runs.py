"""Many documents: those named, and those of folders and archives with the tables beside them; several are read at a time."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import JuesuanError, UnreadableFile
from assistant.pipeline import FormsFile, read_material
from assistant.readers.bundle import is_bundle, list_damage, open_bundle
from assistant.readers.manuscript import Progress, read_manuscript
from assistant.readers.own_tables import own_accounts
from assistant.reviewing import Sources, check_manuscript
from schemas.manuscript import Manuscript
from schemas.review import Review


@dataclass(frozen=True, slots=True)
class Given:
    """The files that a person named beside the documents."""

    tables: Path | None = None
    prior: Path | None = None
    inputs: Path | None = None
    forms: FormsFile | None = None


def check_all(
    paths: Sequence[Path], given: Given, progress: Progress | None, stack: ExitStack
) -> Iterator[tuple[Path, Review | JuesuanError]]:
    """The review of every document, those in folders and archives too, or why it could not be read: one stops no other.

    A document of a folder or archive is checked against the tables beside it, unless some are given by name; a workbook
    there that cannot be read is told instead, for it may be those tables. Several are read at a time: each PDF has a
    process of its own. ``stack`` keeps what is unpacked until it is closed.

    Raises:
        UnreadableFile, NoTables, InvalidInputs, ConflictingMaterial: a file given by name cannot be used.
    """
    material = read_material(given.tables, given.prior, given.inputs, given.forms) if given.tables else None
    jobs = _jobs(paths, given, Sources(material, given.prior, given.inputs, given.forms, progress), stack)
    at_a_time = os.cpu_count() or 1
    with ThreadPoolExecutor(at_a_time) as pool:
        while batch := list(islice(jobs, at_a_time)):
            readings = [pool.submit(_read, document, sources) for document, sources in batch]
            for (document, sources), reading in zip(batch, readings, strict=True):
                yield document, _reviewed(document, sources, reading)


def _read(document: Path, sources: Sources | JuesuanError) -> Manuscript:
    if isinstance(sources, JuesuanError):
        raise sources
    return read_manuscript(document, sources.progress)


def _reviewed(document: Path, sources: Sources | JuesuanError, reading: "Future[Manuscript]") -> Review | JuesuanError:
    try:
        manuscript = reading.result()
        if isinstance(sources, JuesuanError):
            return sources
        return check_manuscript(document, manuscript, own_accounts(manuscript), sources)
    except JuesuanError as error:
        return error


def _jobs(paths: Sequence[Path], given: Given, named: Sources, stack: ExitStack) -> Iterator[tuple[Path, Sources | JuesuanError]]:
    """Every document with what it is checked against; a folder or archive that cannot be used, with the reason."""
    for path in paths:
        try:
            bundled = path.exists() and is_bundle(path)
            documents, sources = _open(path, given, named, stack) if bundled else ((path,), named)
        except JuesuanError as error:
            yield path, error
            continue
        yield from ((document, sources) for document in documents)


def _open(path: Path, given: Given, named: Sources, stack: ExitStack) -> tuple[tuple[Path, ...], Sources]:
    bundle = open_bundle(path, Path(stack.enter_context(TemporaryDirectory())))
    if not bundle.documents:
        raise UnreadableFile(path.name, "里面没有要复核的文件（.docx、.pdf、.txt、.md）")
    if named.material is not None:
        return bundle.documents, named
    for _, damage in list_damage(bundle):
        raise damage
    if bundle.tables is None:
        return bundle.documents, replace(named, prior=given.prior or bundle.prior)
    prior, inputs = given.prior or bundle.prior, given.inputs or bundle.inputs
    forms = given.forms or (FormsFile(bundle.forms) if bundle.forms else None)
    material = read_material(bundle.tables, prior, inputs, forms)
    return bundle.documents, replace(named, material=material, prior=prior, inputs=inputs, forms=forms)
