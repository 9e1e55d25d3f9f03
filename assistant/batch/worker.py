"""The process that does one call after another: `python -m assistant.batch.worker`, pickled calls on stdin, answers on stdout.

It ends at once when nobody can send it calls any more: what it was doing is then done by another.
"""

import faulthandler
import gc
import os
import pickle  # nosec B403  # between processes of this program only
import signal
import sys
import traceback
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

_THRESHOLD = 50_000
"""New objects after which garbage is collected."""


def main() -> None:
    """Answer calls until there are no more; what the calls print goes to stderr."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.enable()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    calls: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_listen, args=(sys.stdin.buffer, calls), daemon=True).start()
    while True:
        answers.write(pickle.dumps(_answer(*calls.get())))
        answers.flush()
        if not gc.get_freeze_count():
            _spare_collections()


def _spare_collections() -> None:
    """Collect garbage less often, and never what the first call has loaded: an eighth of a unit's time."""
    gc.freeze()
    gc.set_threshold(_THRESHOLD, 10, 10)


def _listen(stream: IO[bytes], calls: "SimpleQueue[Any]") -> None:
    try:
        while True:
            calls.put(pickle.load(stream))  # nosec B301  # from the process that started this one
    except EOFError:
        os._exit(0)
    except Exception:  # a call that cannot be read: told in the log, for this thread is not the one that would end the process
        traceback.print_exc()
        os._exit(1)


def _answer(fn: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[bool, Any]:
    """Whether the function returned, and what it returned or raised."""
    try:
        return True, fn(*args, **kwargs)
    except Exception as error:  # raised again where the call came from
        return False, error


if __name__ == "__main__":
    main()
