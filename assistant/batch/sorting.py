"""A unit's files told apart by what they are, with what is missing, of no use, or cannot be read."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from assistant.batch.outputs import output_within
from assistant.errors import JuesuanError
from assistant.export.excerpts import one_line
from assistant.readers.bundle import BOOKS, Bundle, list_damage, open_bundle, tell_unused
from schemas.batch import UnitFiles

NO_TABLES = "没有找到决算公开表"


def sort_files(unit: UnitFiles, scratch: Path, out: Path | None = None) -> UnitFiles:
    """A unit with the files of its ``place`` by what they are, without those below ``out``; any other unit unchanged.

    An archive is unpacked into ``scratch``, a folder of this unit alone, which must last as long as the unit. A workbook that
    cannot be read is a fault: it may hold this year's tables, and those of last year would be taken for them; so are inputs
    with a mistake, without which the report would lack what a person gave.
    """
    if unit.place is None:
        return unit
    try:
        found = open_bundle(unit.place, scratch / "archive", output_within(unit.place, out))
    except JuesuanError as error:
        told = str(error).removeprefix(f"{unit.name}：" if unit.place.is_dir() else "")
        return unit.model_copy(update={"place": None, "faults": (one_line(told),)})
    bundle = replace(
        found,
        documents=unit.documents or found.documents,
        tables=unit.tables or found.tables,
        prior=unit.prior or found.prior,
        inputs=unit.inputs or found.inputs,
        forms=unit.forms or found.forms,
    )
    damaged = dict(list_damage(bundle))
    return UnitFiles(
        name=unit.name,
        stated=unit.stated,
        tables=bundle.tables,
        prior=bundle.prior,
        inputs=bundle.inputs,
        forms=bundle.forms,
        documents=bundle.documents,
        problems=(*unit.problems, *(one_line(problem) for problem in _list_problems(bundle, damaged))),
        faults=tuple(one_line(str(damage)) for damage in damaged.values()),
    )


def _list_problems(bundle: Bundle, damaged: Collection[Path]) -> Iterator[str]:
    """What is missing and of no use, but for what is ``damaged``, which is told on its own."""
    books = [file for file in bundle.others if file.suffix.lower() in BOOKS]
    if bundle.tables is None and not damaged:
        yield f"没有找到本年的决算公开表，只有上年的（{bundle.prior.name}）" if bundle.prior else NO_TABLES
    yield from (f"没有用上：{tell_unused(file)}" for file in books if file not in damaged)
    yield from (f"没有用上：{file.name}，与另一份内容相同" for file in bundle.copies)
    idle = () if bundle.tables or damaged else (file for file in (bundle.inputs, bundle.forms) if file)
    rest = [*idle, *(file for file in bundle.others if file not in books)]
    if rest:
        yield f"没有用上：{'、'.join(file.name for file in rest)}"
