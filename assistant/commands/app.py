"""The command of the page: `juesuan app` serves it on this machine."""

import errno
import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.errors import JuesuanError

APP_HELP = "打开网页：起草、对话、复核、批量。默认只在本机提供，不联网。"
_PAGE = Path(__file__).parent.parent.parent / "app.py"


def app_command(
    port: Annotated[int, typer.Option("--port", metavar="N", min=1, max=65535, help="端口")] = 8501,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="地址；0.0.0.0 让同一局域网的人也能打开")] = "127.0.0.1",
) -> int:
    """Serve the page until it is interrupted; where the system can, in place of this process, so that none is left behind."""
    if importlib.util.find_spec("streamlit") is None:
        raise JuesuanError("juesuan app", '网页需要另装组件：pip install "juesuan[app]"')
    _require_free(host, port)
    print(f"网页在 http://{host}:{port} ，按 Ctrl+C 结束。", flush=True)
    options = ("--server.port", str(port), "--server.address", host, "--server.headless", "true", "--browser.gatherUsageStats", "false")
    command = [sys.executable, "-m", "streamlit", "run", str(_PAGE), *options]
    if os.name == "posix":
        os.execv(sys.executable, command)
    return subprocess.call(command)


def _require_free(host: str, port: int) -> None:
    """Refuse an address that cannot be served.

    Raises:
        JuesuanError: The port is taken, or the address is none of this machine.
    """
    try:
        with socket.create_server((host, port)):
            pass
    except OSError as error:
        cause = "端口已被占用，请用 --port 换一个" if error.errno == errno.EADDRINUSE else "这台电脑不能在这个地址上提供网页"
        raise JuesuanError(f"{host}:{port}", cause) from error
