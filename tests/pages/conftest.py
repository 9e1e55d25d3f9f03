"""A served page and a browser: the real server on loopback, driven by Debian's Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from benchmarks.page_server import QUIET, PageServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PageServer]:
    """A running server without a model; where the program failed, if only in its log, the test has failed."""
    with PageServer(tmp_path / "server") as served:
        yield served
        assert served.faults() == 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; where it is not installed, what needs it is skipped."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Debian's chromium is not installed")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, server: PageServer) -> Iterator[Page]:
    """An empty tab of a laptop's size, which may reach nothing but the server."""
    strangers: list[str] = []

    def seen(request: Request) -> None:
        if not request.url.startswith((server.url, "data:", "blob:", f"ws://127.0.0.1:{server.port}")):
            strangers.append(request.url)

    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.set_default_timeout(30_000)
    tab.on("request", seen)
    yield tab
    tab.close()
    assert strangers == [], "the page asked for something from elsewhere"
