"""The clock of a database is the same for all that use it."""

import subprocess
import sys

from assistant.store.clock import present_second
from assistant.store.database import Store


def test_another_process_reads_the_same_clock(store: Store) -> None:
    program = (
        "import sys; from assistant.store.clock import present_second; from assistant.store.database import open_store\n"
        "with open_store(sys.argv[1]).reading() as connection: print(present_second(connection))"
    )
    url = store.engine.url.render_as_string(hide_password=False)
    with store.reading() as connection:
        before = present_second(connection)
        told = subprocess.run([sys.executable, "-c", program, url], capture_output=True, text=True, check=True).stdout
        assert before <= float(told) <= present_second(connection)
