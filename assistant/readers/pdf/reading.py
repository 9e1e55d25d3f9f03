"""Reading a PDF in a process of its own, within a time limit."""

import json
import subprocess
import sys

from assistant.errors import UnreadableFile
from schemas.manuscript import Manuscript

TIME_LIMIT = 60.0
"""Seconds; a report of 25 pages takes two."""


def read_pdf(file: str, data: bytes, time_limit: float = TIME_LIMIT) -> Manuscript:
    """The manuscript of a PDF; ``file`` is the name that places show.

    Raises:
        UnreadableFile: It cannot be read (see ``parse_pdf``), not within the limit, or ends the process that reads it.
    """
    command = [sys.executable, "-m", "assistant.readers.pdf.worker", file]
    try:
        outcome = subprocess.run(command, input=data, capture_output=True, timeout=time_limit, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableFile(file, f"{time_limit:.0f} 秒内没有读完，已停止，未读取") from None
    if outcome.returncode:
        raise UnreadableFile(file, "PDF 的内容使读取程序中止，未读取；文件可能已损坏")
    told = json.loads(outcome.stdout)
    if "error" in told:
        raise UnreadableFile(file, told["error"])
    return Manuscript.model_validate(told)
