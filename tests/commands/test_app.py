"""`juesuan app`: what keeps it from serving is told in one line; that it serves is shown by tests/pages."""

import socket

import pytest

from assistant.cli import main


def test_a_port_that_is_taken_is_told_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["app", "--port", str(port)]) == 2
    assert capsys.readouterr().err == f"127.0.0.1:{port}：端口已被占用，请用 --port 换一个\n"


def test_an_address_of_another_machine_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["app", "--host", "203.0.113.1"]) == 2
    assert "不能在这个地址上提供网页" in capsys.readouterr().err


def test_a_machine_without_the_page_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["app"]) == 2
    assert "juesuan[app]" in capsys.readouterr().err
