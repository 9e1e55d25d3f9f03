"""The folder of a batch: one batch at a time works in it, and what a killed one left half done is cleared away."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout

from assistant.errors import UnwritableOutput
from assistant.export.files import TEMPORARY, move_whole, prepare_folder, set_aside

SUMMARY = "汇总"
"""The name of the files that sum the batch up, beside the folders of the units."""

RESULTS = "复核结果"
"""The name of the files that tell what was found in the documents of a unit."""

SCRATCH = ".juesuan-scratch"
_LOCK = ".juesuan.lock"


@contextmanager
def working_in(out: Path) -> Iterator[Path]:
    """The folder for what is unpacked, as long as the batch works in ``out``.

    Raises:
        UnwritableOutput: The folder cannot be made or written, or another batch works in it.
    """
    prepare_folder(out)
    lock, scratch = FileLock(out / _LOCK), out / SCRATCH
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise UnwritableOutput(str(out), "这个文件夹里另有一批正在做，请等它做完，或换一个文件夹") from None
    except OSError as error:
        raise UnwritableOutput(str(out), "无法写入") from error
    try:
        sweep(out)
        shutil.rmtree(scratch, ignore_errors=True)
        prepare_folder(scratch)
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        with suppress(OSError):
            (out / _LOCK).unlink(missing_ok=True)
        lock.release()


@contextmanager
def scratch_within(folder: Path) -> Iterator[Path]:
    """A folder for one unit, gone in the end.

    Raises:
        UnwritableOutput: It cannot be made.
    """
    scratch = folder / token_hex(8)
    prepare_folder(scratch)
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def put_outputs(out: Path, written: Path, outputs: Iterable[str]) -> None:
    """Move the files of one unit from where they were ``written`` to where they belong below ``out``.

    Another file that stands there is set aside, for a person may have worked on it; only what was found is replaced.

    Raises:
        UnwritableOutput: The operating system refuses.
    """
    for output in outputs:
        place = out / output
        prepare_folder(place.parent)
        move_whole(written / place.name, place, keep=place.stem != RESULTS)


def set_aside_all(out: Path, outputs: Iterable[str]) -> None:
    """Set aside those files below ``out`` that are still there.

    Raises:
        UnwritableOutput: The operating system refuses.
    """
    for output in outputs:
        set_aside(out / output)


def output_within(place: Path, out: Path | None) -> Path | None:
    """The folder of outputs, if it is, or lies in, this folder of material; material that was unpacked lies in it itself."""
    return out if out and out.resolve().is_relative_to(place.resolve()) else None


def is_filled(path: Path) -> bool:
    """Whether an output is there, and not empty."""
    return path.is_file() and path.stat().st_size > 0


def sweep(folder: Path) -> None:
    """Remove the half-written files that a killed process left in a unit's folder, and the folder if nothing else is in it.

    Only for the driver of a batch, of a unit that is settled or whose process has ended: whoever may still write there then, on
    a machine that was given up or for a batch that is dead, has nobody who hears of it.
    """
    with suppress(OSError, ValueError):  # a name that the system's file names cannot hold is a ValueError
        for file in folder.glob(TEMPORARY):
            file.unlink(missing_ok=True)
        folder.rmdir()
