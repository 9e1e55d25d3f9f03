"""`juesuan batch`: what it tells, writes and returns; interrupted, begun again, and with a model."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from assistant.batch import totals
from assistant.batch.outputs import SCRATCH
from assistant.batch.totals import Totals
from assistant.cli import main
from assistant.commands.batch import tell_pace
from benchmarks.batch_trial import Trial, fingerprint
from benchmarks.stub_model import Stub, serve
from schemas.batch import Event
from tests.batch.material import OTHER_TABLES, WRONG, make_unit
from tests.conftest import ROOT
from tests.material import FORMS, INPUTS, UNIT, change_tables, replace_text


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUESUAN_DATABASE_URL", f"sqlite:///{tmp_path}/x.sqlite3")
    monkeypatch.setenv("JUESUAN_MODEL", "")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Two units that can be drafted, and one whose tables are damaged."""
    for name in ("1甲处", "2乙处", "3丙处"):
        make_unit(tmp_path / "units" / name)
    (tmp_path / "units" / "3丙处" / "决算表.xlsx").write_bytes(b"PK damaged")
    return tmp_path / "units"


def test_the_pace_tells_units_a_minute_and_the_time_left() -> None:
    assert tell_pace(30, 75, 20.0) == "每分钟 90 个 还要 0:50 "
    assert tell_pace(1, 100, 2.0) == "每分钟 30 个 还要 3:20 "
    assert tell_pace(0, 100, 2.0) == ""


def batch(source: Path, *arguments: object) -> int:
    return main(["batch", str(source), "--out", str(source.parent / "out"), "--what", "draft", *map(str, arguments)])


def events(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_end_is_told_with_those_that_failed_and_where_the_summary_lies(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert batch(source) == 2
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "共 3 个单位：完成 2，失败 1"
    assert told[1].startswith("  3丙处：决算表.xlsx：")
    assert "；没有复核；待补充：" in told[2], "they were drafted only"
    out = source.parent / "out"
    assert told[-2:] == [f"  {out / '汇总.xlsx'}", f"  {out / '汇总.html'}"]
    sheet = load_workbook(out / "汇总.xlsx")["汇总"]
    assert [cell.value for cell in sheet["D"] if cell.value] == ["状态", "完成", "完成", "失败"]


def test_a_batch_begun_again_repeats_what_failed_only(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch(source)
    before = fingerprint(source.parent / "out")
    make_unit(source / "4丁处")
    make_unit(source / "5戊处")
    capsys.readouterr()
    assert batch(source) == 2
    assert capsys.readouterr().out.splitlines()[0] == "共 5 个单位：完成 4，失败 1（其中 2 个是此前做的）"
    assert before.items() <= fingerprint(source.parent / "out").items()


def test_json_is_a_line_for_each_event_and_one_for_the_end(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert batch(source, "--format", "json") == 2
    *told, end = events(capsys.readouterr().out)
    assert [event["state"] for event in told[:3]] == ["waiting"] * 3
    assert [event["state"] for event in told if event["name"] == "1甲处"] == ["waiting", "running", "done"]
    assert [event["done"] for event in told if event["outcome"]] == [1, 2, 3]
    assert "amounts" not in told[-1]["outcome"]
    assert end["counts"] == {"done": 2, "failed": 1, "quarantined": 0, "cancelled": 0}
    assert (end["unchecked"], end["unreviewed"]) == (None, 3)


def test_errors_in_documents_and_clean_ones_have_their_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_unit(tmp_path / "units" / "甲处")
    make_unit(tmp_path / "units" / "乙处")
    assert batch(tmp_path / "units", "--what", "both") == 0
    (tmp_path / "units" / "甲处" / "说明.txt").write_text(WRONG, encoding="utf-8")
    assert batch(tmp_path / "units", "--what", "check") == 2, "乙处 has no document"
    (tmp_path / "units" / "乙处" / "说明.txt").write_text(WRONG, encoding="utf-8")
    capsys.readouterr()
    assert batch(tmp_path / "units", "--what", "check") == 1
    assert "疑点：错误 2，" in capsys.readouterr().out


def test_a_dry_run_tells_what_each_unit_has_and_lacks_and_writes_nothing(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert batch(source, "--dry-run") == 2
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"1甲处（{UNIT}，2024年度）：决算表 决算表.xlsx；补充资料 补充.yaml"
    assert told[1].startswith("2乙处（")
    assert told[2] == "3丙处：补充资料 补充.yaml"
    assert told[3].startswith("  决算表.xlsx：")
    assert told[-1] == "共 3 个单位，2 个的材料可用（有决算表）。没有写任何文件；去掉 --dry-run 即开始。"
    assert sorted(path.name for path in source.parent.iterdir()) == ["units"], "neither outputs nor a database"


def test_a_dry_run_reads_what_a_manifest_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """甲处's inputs are another unit's, 乙处's tables are none, 丙处 has only a document."""
    make_unit(tmp_path / "甲处", OTHER_TABLES)
    shutil.copy(INPUTS, tmp_path / "甲处" / "补充.yaml")
    shutil.copy(FORMS, tmp_path / "自评表.xlsx")
    (tmp_path / "说明.txt").write_text(WRONG, encoding="utf-8")
    manifest = tmp_path / "清单.csv"
    rows = ("单位,决算表,补充资料,说明", "甲处,甲处/决算表.xlsx,甲处/补充.yaml,", "乙处,自评表.xlsx,,", "丙处,,,说明.txt")
    manifest.write_text("\n".join(rows), encoding="utf-8")
    assert batch(manifest, "--dry-run") == 2
    told = capsys.readouterr().out.splitlines()
    assert told[1].startswith("  补充.yaml：补充资料的单位是")
    assert told[3].startswith("  自评表.xlsx：")
    assert told[4:6] == ["丙处：文件 说明.txt", "  没有决算表、上年的表、补充资料"]
    assert told[-1].startswith("共 3 个单位，0 个的材料可用（有决算表）")
    batch(manifest, "--dry-run", "--what", "check")
    assert capsys.readouterr().out.splitlines()[-1].startswith("共 3 个单位，1 个的材料可用（有要复核的文件）")


def test_a_dry_run_as_json_is_a_line_a_unit(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (source / "通知.txt").write_text("请于月底前报送。", encoding="utf-8")
    batch(source, "--dry-run", "--format", "json")
    *told, end = events(capsys.readouterr().out)
    assert [(unit["name"], Path(unit["tables"]).name if unit["tables"] else None) for unit in told] == [
        ("1甲处", "决算表.xlsx"),
        ("2乙处", "决算表.xlsx"),
        ("3丙处", None),
    ]
    problems = ["不在任何单位的文件夹里，没有用上：通知.txt"]
    assert end == {"total": 3, "usable": 2, "department": None, "problems": problems}


def test_the_units_are_added_up_and_held_against_the_departments_own_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two units of the same amounts, and as the department's tables those of one of them: each amount is half of the sum."""
    make_unit(tmp_path / "units" / "甲处")
    change_tables(make_unit(tmp_path / "units" / "乙处") / "决算表.xlsx", replace_text(UNIT, "乙管理处"))
    manifest = tmp_path / "units" / "清单.csv"
    manifest.write_text(
        "单位,决算表,补充资料,类型\n甲处,甲处/决算表.xlsx,甲处/补充.yaml,\n乙处,乙处/决算表.xlsx,,\n局,甲处/决算表.xlsx,,汇总\n"
    )
    assert batch(manifest) == 1
    (told,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("汇总勾稽："))
    assert "汇总2个单位" in told
    assert "不一致" in told
    assert "汇总勾稽" in load_workbook(tmp_path / "units" / "out" / "汇总.xlsx").sheetnames


def test_a_departments_tables_that_were_asked_for_and_cannot_be_compared_are_no_clean_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("甲处", "乙处"):
        make_unit(tmp_path / "units" / name)
    (tmp_path / "units" / "部门.xlsx").write_bytes(b"PK damaged")
    manifest = tmp_path / "units" / "清单.csv"
    rows = ("单位,决算表,类型", "甲处,甲处/决算表.xlsx,", "乙处,乙处/决算表.xlsx,", "局,部门.xlsx,汇总")
    manifest.write_text("\n".join(rows), encoding="utf-8")
    assert batch(manifest) == 2
    told = capsys.readouterr().out
    assert told.startswith("共 2 个单位：完成 2\n")
    assert "\n注意：部门汇总表不能使用，没有与它比较：部门.xlsx：" in told
    assert "没有给出部门决算表" not in told


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["没有"], "没有：没有这个文件夹或文件"),
        (
            ["units", "--drafter", "model"],
            "模型设置：没有指定模型：请在环境变量或 .env 文件中写 JUESUAN_MODEL、JUESUAN_BASE_URL、JUESUAN_API_KEY",
        ),
        (["units", "--cluster", "tcp://127.0.0.1:9"], "tcp://127.0.0.1:9：连不上集群的调度器"),
        (
            ["units", "--workers", "2", "--cluster", "tcp://127.0.0.1:9"],
            "--workers 不能与 --cluster 同用：集群同时做几个单位，由它的工作进程数决定",
        ),
        (["units", "--workers", "0"], "--workers 不能小于 1；用 juesuan batch --help 查看用法"),
    ],
)
def test_what_cannot_begin_is_one_line(
    arguments: list[str], line: str, source: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(source.parent)
    assert main(["batch", *arguments, "--out", "out"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert line in told.err
    assert not list((source.parent / "out").rglob("*"))


@pytest.mark.parametrize("above", [".", ".."])
def test_a_folder_of_outputs_that_holds_the_source_is_refused(above: str, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(source.rglob("*"))
    assert main(["batch", str(source), "--out", str(source / above)]) == 2
    assert "结果文件夹不能就是材料文件夹，也不能包含它" in capsys.readouterr().err
    assert sorted(source.rglob("*")) == before


def test_an_unknown_outline_is_refused_before_any_unit_is_done(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert batch(source, "--outline", "nix") == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "nix" in told.err
    assert not (source.parent / "out").exists()


def test_a_file_beside_the_units_is_a_remark_and_no_failed_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("甲处", "乙处"):
        make_unit(tmp_path / "units" / name)
    (tmp_path / "units" / "备注.txt").write_text("请于月底前报送。", encoding="utf-8")
    assert batch(tmp_path / "units") == 0
    told = capsys.readouterr().out
    assert told.startswith("共 2 个单位：完成 2\n")
    assert "注意：不在任何单位的文件夹里，没有用上：备注.txt" in told
    assert "的表都写着江城市示范社会保险管理处，金额相同；只汇入" in told


def test_a_summary_that_is_open_elsewhere_hides_nothing_of_the_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_unit(tmp_path / "units" / "甲处")
    make_unit(tmp_path / "units" / "乙处")
    (tmp_path / "out" / "汇总.xlsx").mkdir(parents=True)
    assert batch(tmp_path / "units") == 2
    told = capsys.readouterr().out
    assert told.startswith("共 2 个单位：完成 2\n")
    assert "请关掉再运行同一命令" in told
    assert (tmp_path / "out" / "汇总.html").exists()


def test_a_second_batch_in_the_same_folder_is_refused(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from assistant.batch.outputs import working_in

    with working_in(source.parent / "out"):
        assert batch(source) == 2
    assert "这个文件夹里另有一批正在做" in capsys.readouterr().err


class Gate:
    """In place of LibreOffice: a unit that has an old document is not done before the gate is open."""

    def __init__(self, folder: Path) -> None:
        self._open, self.path = folder / "open", f"{folder}{os.pathsep}{os.environ['PATH']}"
        folder.mkdir()
        document = Document()
        document.add_paragraph("请于月底前报送。")
        document.save(str(folder / "old.docx"))
        program = folder / "soffice"
        wait = f'while [ ! -e "{self._open}" ]; do sleep 0.05; done'
        program.write_text(f'#!/bin/sh\n{wait}\nfor last; do :; done\ncp "{folder}/old.docx" "$last.docx"\n', encoding="utf-8")
        program.chmod(0o755)

    def close_on(self, unit: Path) -> None:
        """Give the unit an old document."""
        (unit / "旧.rtf").write_bytes(rb"{\rtf1}")

    def open(self) -> None:
        self._open.touch()


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    made = Gate(tmp_path / "gate")
    yield made
    made.open()


def test_ctrl_c_ends_a_batch_soon_and_the_next_run_goes_on(source: Path, gate: Gate, tmp_path: Path) -> None:
    """While the second of eight units is being done; nothing half-written and no process is left."""
    for number in range(4, 9):
        make_unit(source / f"{number}处")
    gate.close_on(source / "2乙处")
    trial = Trial(source, tmp_path / "trial", ("--what", "both", "--workers", "1"))
    run = trial.start(PATH=gate.path)
    assert run.wait_until(1)
    workers = run.workers()
    assert workers
    run.process.send_signal(signal.SIGINT)
    code, told = run.end()
    assert (code, told) == (130, "已中断\n")
    assert not any(worker.is_running() for worker in workers)
    end = run.events[-1]
    assert end["counts"] == {"done": 1, "failed": 0, "quarantined": 0, "cancelled": 7}
    assert not list(trial.out.rglob(".*"))
    gate.open()
    code, _ = trial.start(PATH=gate.path).end()
    account = trial.account(7, fingerprint(trial.out))
    assert (code, account.once, account.twice) == (2, 7, 0)


def test_ctrl_c_when_every_unit_is_done_already_interrupts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It comes while the last unit is counted."""
    make_unit(tmp_path / "units" / "甲处")
    take = Totals.take

    def interrupted(totals: Totals, event: Event) -> None:
        take(totals, event)
        if event.outcome:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Totals, "take", interrupted)
    assert batch(tmp_path / "units") == 0
    told = capsys.readouterr()
    assert told.out.startswith("共 1 个单位：完成 1\n")
    assert told.err == ""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_batch_is_stopped_while_its_source_is_read(number: signal.Signals, tmp_path: Path) -> None:
    """Here a manifest that never ends; nothing is left but the empty folder."""
    os.mkfifo(tmp_path / "清单.csv")
    trial = Trial(tmp_path / "清单.csv", tmp_path / "trial")
    run = trial.start()
    while not (trial.out / SCRATCH).exists():
        assert run.process.poll() is None
        time.sleep(0.02)
    run.process.send_signal(number)
    run.process.wait(30)
    assert run.end() == (130, "已中断\n")
    assert not list(trial.out.iterdir())


def test_ctrl_c_while_the_summary_is_written_ends_the_command_and_the_next_run_writes_it(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """All units are done: nothing is left to wind up."""
    with monkeypatch.context() as patch:
        patch.setattr(totals, "summary_xlsx", lambda *given: signal.raise_signal(signal.SIGINT))
        assert batch(source) == 130
    assert capsys.readouterr().err == "汇总没有写完，结果文件夹里的汇总如果有，是此前的；再运行同一命令就写汇总\n已中断\n"
    assert batch(source) == 2
    assert "其中 2 个是此前做的" in capsys.readouterr().out


def test_a_killed_batch_goes_on_and_every_unit_is_done_once(gate: Gate, tmp_path: Path) -> None:
    """The driver is killed, then a worker in the next run; the outputs are those of an undisturbed batch."""
    for number in range(6):
        make_unit(tmp_path / "units" / f"{number}处")
    gate.close_on(tmp_path / "units" / "5处")
    trial = Trial(tmp_path / "units", tmp_path / "trial")
    run = trial.start(PATH=gate.path)
    assert run.wait_until(2)
    run.process.kill()
    run.end()
    run = trial.start(PATH=gate.path)
    assert run.wait_until(3)
    run.workers()[0].kill()
    gate.open()
    assert run.end()[0] == 0
    calm = Trial(tmp_path / "units", tmp_path / "calm")
    assert calm.start(PATH=gate.path).end()[0] == 0
    account = trial.account(6, fingerprint(calm.out))
    assert (account.once, account.twice, account.same, account.temporary) == (6, 0, True, 0)


def test_a_model_words_the_reports_and_equal_requests_are_paid_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four units alike, done by two workers at the same time."""
    for number in range(4):
        make_unit(tmp_path / "units" / f"{number}处")
    with serve(Stub(latency=0.05)) as stub:
        trial = Trial(tmp_path / "units", tmp_path / "trial", ("--what", "draft", "--drafter", "model", "--workers", "2"))
        run = trial.start(JUESUAN_MODEL="stub", JUESUAN_BASE_URL=stub.url)
        assert run.end() == (0, "")
        end = run.events[-1]
        paid = len(stub.requests)
        assert len({str(request["messages"]) for request in stub.requests}) == paid == end["calls"]
        trial.finish()
        assert len(stub.requests) == paid
    assert end["tokens"] > 0


def test_a_unit_whose_model_was_given_up_is_told_as_failed_and_tried_again(tmp_path: Path) -> None:
    make_unit(tmp_path / "units" / "甲处")
    make_unit(tmp_path / "units" / "乙处")
    trial = Trial(tmp_path / "units", tmp_path / "trial", ("--what", "draft", "--drafter", "model"))
    model = {"JUESUAN_MODEL": "stub", "JUESUAN_RETRIES": "0"}
    run = trial.start(**model, JUESUAN_BASE_URL="http://127.0.0.1:9/v1")
    assert run.end()[0] == 2
    assert {event["outcome"]["state"] for event in run.events if event.get("outcome")} == {"failed"}
    assert "其余段落改用离线句式" in next(event["outcome"]["message"] for event in run.events if event.get("outcome"))
    with serve(Stub()) as stub:
        run = trial.start(**model, JUESUAN_BASE_URL=stub.url)
        assert run.end()[0] == 0
    assert run.events[-1]["counts"]["done"] == 2


def test_a_reader_that_goes_away_stops_the_batch_and_is_told(source: Path, tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("juesuan")), "batch", str(source), "--out", str(tmp_path / "out"), "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert process.stdout
    process.stdout.readline()
    process.stdout.close()
    told = process.stderr.read() if process.stderr else b""
    assert process.wait() == 2
    assert told.decode() == "标准输出：读的一方已关闭，已停下；做完的都已保存，再运行同一命令接着做\n"
    if process.stderr:
        process.stderr.close()


def test_progress_is_shown_on_a_terminal_only(source: Path, tmp_path: Path) -> None:
    """A terminal gets a bar with what is done; a file gets the end alone."""
    import pty

    screen, terminal = pty.openpty()
    command = [str(Path(sys.executable).with_name("juesuan")), "batch", str(source), "--out", str(tmp_path / "out"), "--what", "draft"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal, cwd=ROOT)
    os.close(terminal)
    shown = b""
    while process.poll() is None:
        try:
            shown += os.read(screen, 65536)
        except OSError:
            break
        time.sleep(0.01)
    os.close(screen)
    told, _ = process.communicate()
    assert "3/3" in shown.decode()
    assert "每分钟 " in shown.decode()
    assert "3丙处：决算表.xlsx：" in shown.decode()
    assert "\x1b" not in told.decode()
