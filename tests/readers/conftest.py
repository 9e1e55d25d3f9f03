"""What the tests of reading begin with."""

import pytest
from openpyxl import Workbook


@pytest.fixture
def workbook() -> Workbook:
    """An empty workbook; its first sheet goes when it is saved."""
    return Workbook()
