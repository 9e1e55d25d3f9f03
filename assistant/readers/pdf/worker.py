"""The process that reads one PDF: `python -m assistant.readers.pdf.worker NAME`, the file on stdin, JSON on stdout.

A file can make a PDF library loop, crash or eat memory; here that ends this process, not the reviewer's.
While scanned pages are read it tells on stderr, a line each, how many of how many are done.
"""

import json
import sys

from assistant.errors import UnreadableFile
from assistant.readers.pdf.parse import parse_pdf

MEMORY = 6 * 1024**3
"""Bytes of address space, where the system can limit it: far more than memory, because the libraries of OCR reserve it."""


def main() -> None:
    """Print the manuscript, or ``{"error": …}`` with the one line a person reads."""
    _limit_memory()
    file, data = sys.argv[1], sys.stdin.buffer.read()
    try:
        told = parse_pdf(file, data, _tell).model_dump_json()
    except UnreadableFile as error:
        told = json.dumps({"error": str(error).removeprefix(f"{file}：")})
    except MemoryError:
        told = json.dumps({"error": "读取时用尽了内存，未读取"})
    sys.stdout.buffer.write(told.encode())


def _tell(done: int, total: int) -> None:
    print(f"progress {done} {total}", file=sys.stderr, flush=True)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows: the time limit alone holds
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))


if __name__ == "__main__":
    main()
