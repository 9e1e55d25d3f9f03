"""What every test stands on: no network, repeatable properties, the real documents where they exist."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
LOOPBACK = ("127.", "::1", "localhost")

# Where it counts (CI), the same examples every time; at a desk, new ones.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=60, database=None)
settings.register_profile("desk", deadline=None, max_examples=60)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses every connection but to this machine itself."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family != getattr(socket, "AF_UNIX", None) and not str(host).startswith(LOOPBACK):
            raise AssertionError(f"a test reached for the network: {address!r}; only loopback is allowed")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def documents() -> Path:
    """The folder of real published documents; a test that needs it skips where it is absent."""
    folder = ROOT.parent / "shared" / "documents"
    if not folder.is_dir():
        pytest.skip("the real documents (../shared/documents) are not here")
    return folder
