"""What several tests of batches stand on."""

from pathlib import Path

import pytest


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A folder for what is unpacked."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder
