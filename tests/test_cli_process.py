"""The command line as a whole process: encodings, pipes, interruption."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.material import INPUTS, TABLES

ROOT = Path(__file__).parent.parent
SCRIPT = Path(sys.executable).with_name("juesuan")


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """``python -m assistant.cli`` with arguments."""
    command = [sys.executable, "-m", "assistant.cli", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=False)


def test_the_console_script_is_the_same_program(tmp_path: Path) -> None:
    done = subprocess.run([SCRIPT, "draft", "没有.xlsx"], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", "没有.xlsx：没有这个文件\n")


def test_exit_codes_reach_the_shell(tmp_path: Path) -> None:
    assert run("draft", TABLES, "--inputs", INPUTS, "--out", tmp_path / "out").returncode == 0
    assert run("draft", tmp_path, "--out", tmp_path / "out").returncode == 2


def test_a_screen_of_gbk_reads_a_minus_as_a_hyphen() -> None:
    """GBK has no minus sign; what it lacks must neither crash nor turn a difference into a question mark."""
    told = run("figures", TABLES, PYTHONIOENCODING="gbk")
    assert (told.returncode, told.stderr) == (0, b"")
    assert "{overall.total} - {overall.total.prior}" in told.stdout.decode("gbk")


def test_json_is_utf_8_whatever_the_screen_speaks() -> None:
    gbk = run("figures", TABLES, "--format", "json", PYTHONIOENCODING="gbk")
    assert "{overall.total} − {overall.total.prior}" in gbk.stdout.decode("utf-8")


def test_an_ascii_screen_does_not_crash_the_tool() -> None:
    done = run("draft", "没有.xlsx", PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="file names of bytes are a matter of Unix")
def test_a_file_name_of_another_encoding_is_read(tmp_path: Path) -> None:
    """As they come out of archives that were packed on Windows."""
    path = os.fsencode(tmp_path) + b"/\xbe\xf6\xcb\xe3.xlsx"
    Path(os.fsdecode(path)).write_bytes(TABLES.read_bytes())
    done = run("figures", os.fsdecode(path), "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="needs a Unix shell")
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_reader_that_leaves_early_is_no_trouble(form: str) -> None:
    command = f'"{sys.executable}" -m assistant.cli figures "{TABLES}" --format {form} | head -1'
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_stdout_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "assistant.cli", "figures", str(TABLES)]
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.decode()) == (2, "标准输出：无法写入，磁盘空间不足\n")


@pytest.mark.skipif(os.name == "nt", reason="needs Unix signals")
def test_an_interrupted_run_says_so_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    """The tables come from a pipe that nobody writes to, so that the run is waiting when it is interrupted."""
    pipe, out = tmp_path / "决算表.xlsx", tmp_path / "out"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "assistant.cli", "draft", str(pipe), "--out", str(out)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    writer = os.open(pipe, os.O_WRONLY)  # returns as soon as the tool has opened the pipe for reading
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=20)
    os.close(writer)
    assert (process.returncode, told[0], told[1].decode()) == (130, b"", "已中断\n")
    assert not out.exists()
