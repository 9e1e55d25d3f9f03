"""The folder of a batch: one batch at a time works in it, and what a killed one left half done is cleared away."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import UnwritableOutput
from assistant.export.files import TEMPORARY, prepare_folder

SUMMARY = "汇总"
"""The name of the files that sum the batch up, beside the folders of the units."""

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


def sweep(folder: Path) -> None:
    """Remove the half-written files that a killed process left in a unit's folder, and the folder if nothing else is in it.

    Only for the driver of a batch, of a unit that is settled or whose process has ended: whoever may still write there then, on
    a machine that was given up or for a batch that is dead, has nobody who hears of it.
    """
    with suppress(OSError, ValueError):  # a name that the system's file names cannot hold is a ValueError
        for file in folder.glob(TEMPORARY):
            file.unlink(missing_ok=True)
        folder.rmdir()
