"""A batch as it runs: events in order, what is repeated and what is not, cancelling, trouble that stays with its unit."""

import re
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from socket import gethostname
from typing import Any

import pytest
from docx import Document

from assistant import settings as settings_module
from assistant.batch import attend as module
from assistant.batch import run as running
from assistant.batch.attend import Task, attend
from assistant.batch.crew import WorkerLost
from assistant.batch.outputs import SCRATCH
from assistant.batch.plan import Settings
from assistant.batch.processes import Limits, Processes
from assistant.batch.run import BatchStopped
from assistant.batch.units import find_units
from assistant.batch.work import Work
from assistant.errors import UnreadableFile, UnwritableOutput
from assistant.settings import Misconfigured
from schemas.batch import Event, Outcome, UnitFiles, What
from tests.batch.material import OTHER_TABLES, WRONG, Books, Threads, linger, make_unit, run
from tests.material import UNIT

REPORT = f"2024年度{UNIT}单位决算公开"
PAIR = [UnitFiles(name="甲处"), UnitFiles(name="乙处")]


@pytest.fixture
def units(tmp_path: Path) -> tuple[UnitFiles, ...]:
    """Two units that can be drafted, and one that cannot."""
    make_unit(tmp_path / "units" / "1甲处")
    make_unit(tmp_path / "units" / "2乙处", OTHER_TABLES)
    (tmp_path / "units" / "3丙处").mkdir()
    return find_units(tmp_path / "units", tmp_path).units


def leave_file(unit: UnitFiles, settings: Settings, folder: Path, books: object) -> Work:
    """In place of real work, which other tests do."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "文件.txt").write_text(settings.what, encoding="utf-8")
    return Work(outputs=(folder / "文件.txt",))


def test_every_unit_gets_a_folder_and_an_outcome_in_order(units: tuple[UnitFiles, ...], tmp_path: Path) -> None:
    first, second, third = run(units, tmp_path / "out", Settings("both"), crew=Threads(2))
    assert (first.name, first.state, first.errors, first.repeated, first.message) == ("1甲处", "done", 0, False, "")
    assert first.outputs[:2] == (f"1甲处/{REPORT}.docx", f"1甲处/{REPORT}.md")
    assert first.seconds > 0
    assert first.seconds == first.seconds.quantize(Decimal("0.01"))
    assert second.state == "done"
    assert second.missing
    assert (third.state, third.message, third.outputs) == ("failed", "里面没有文件", ())
    written = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert written == {*first.outputs, *second.outputs}


def test_the_counts_are_those_of_the_review(tmp_path: Path) -> None:
    folder = make_unit(tmp_path / "甲处")
    (folder / "说明.txt").write_text(f"{WRONG}另有办公用房123平方米。\n", encoding="utf-8")
    (outcome,) = run(find_units(folder, tmp_path).units, tmp_path / "out", Settings("check"))
    assert (outcome.state, outcome.errors, outcome.unchecked) == ("done", 1, 1)


def test_events_tell_waiting_running_and_settled_in_this_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "do_unit", leave_file)
    events: list[Event] = []
    outcomes = run(PAIR, tmp_path, on_event=events.append)
    told = [(event.name, event.state, event.done, event.total) for event in events]
    assert told == [
        ("甲处", "waiting", 0, 2),
        ("乙处", "waiting", 0, 2),
        ("甲处", "running", 0, 2),
        ("甲处", "done", 1, 2),
        ("乙处", "running", 1, 2),
        ("乙处", "done", 2, 2),
    ]
    assert [event.outcome for event in events if event.outcome] == outcomes


def test_several_run_at_a_time_and_are_told_by_the_calling_thread(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    meeting, threads = threading.Barrier(2, timeout=10), set()

    def meet(unit: UnitFiles, settings: Settings, folder: Path, books: object) -> Work:
        meeting.wait()
        return leave_file(unit, settings, folder, books)

    monkeypatch.setattr(module, "do_unit", meet)
    outcomes = run(PAIR, tmp_path, on_event=lambda event: threads.add(threading.current_thread()), crew=Threads(2))
    assert [outcome.state for outcome in outcomes] == ["done", "done"]
    assert threads == {threading.current_thread()}


def test_a_finished_unit_is_not_repeated(units: tuple[UnitFiles, ...], tmp_path: Path) -> None:
    ledger = Books()
    first = run(units, tmp_path / "out", ledger=ledger)
    events: list[Event] = []
    again = run(units, tmp_path / "out", ledger=ledger, on_event=events.append)
    assert again[:2] == [outcome.model_copy(update={"repeated": True}) for outcome in first[:2]]
    assert [event.state for event in events if event.name == "1甲处"] == ["waiting", "running", "done"]
    assert len(list((tmp_path / "out" / "1甲处").iterdir())) == 5


def edit(report: Path) -> bytes:
    """What a person makes of a report: one more number, which is wrong."""
    document = Document(str(report))
    document.add_paragraph("2024年度收入总计99999.99万元。")
    document.save(str(report))
    return report.read_bytes()


def test_a_report_that_a_person_changed_does_not_look_reviewed(tmp_path: Path) -> None:
    found, ledger = find_units(make_unit(tmp_path / "甲处"), tmp_path).units, Books()
    (first,) = run(found, tmp_path / "out", Settings("both"), ledger=ledger)
    report = tmp_path / "out" / first.outputs[0]
    edited = edit(report)
    (again,) = run(found, tmp_path / "out", Settings("both"), ledger=ledger)
    assert (first.unchecked is None, again.state, again.repeated, again.unchecked) == (False, "done", True, None)
    assert again.edited == (report.name,)
    assert again.message == f"{report.name}：起草以后改过，改过的没有复核，请另用“复核”（juesuan check）核对"
    assert report.read_bytes() == edited


@pytest.mark.parametrize("what", ["draft", "both"])
@pytest.mark.parametrize("beside", ["附注.jpg", "坏.xlsx"])
def test_a_report_that_a_person_changed_is_told_when_another_takes_its_place(beside: str, what: What, tmp_path: Path) -> None:
    """Where the unit is done anew, and where it fails."""
    folder, ledger = make_unit(tmp_path / "甲处"), Books()
    (first,) = run(find_units(folder, tmp_path).units, tmp_path / "out", Settings("draft"), ledger=ledger)
    report = tmp_path / "out" / first.outputs[0]
    edited = edit(report)
    (folder / beside).write_bytes(b"PK\x03\x04")
    (again,) = run(find_units(folder, tmp_path).units, tmp_path / "out", Settings(what), ledger=ledger)
    assert again.edited == (report.name,)
    assert again.message.startswith(f"{report.name}：起草以后改过，现在是旧稿，改过的没有复核")
    assert report.with_name(f"{report.stem}（旧稿1）.docx").read_bytes() == edited


def test_a_report_that_a_person_changed_and_gave_as_a_document_is_reviewed(tmp_path: Path) -> None:
    folder, ledger = make_unit(tmp_path / "甲处"), Books()
    (first,) = run(find_units(folder, tmp_path).units, tmp_path / "out", Settings("both"), ledger=ledger)
    report = tmp_path / "out" / first.outputs[0]
    (folder / "改过.docx").write_bytes(edit(report))
    (again,) = run(find_units(folder, tmp_path).units, tmp_path / "out", Settings("both"), ledger=ledger)
    assert (again.edited, again.message, again.errors) == ((), "", 1)


def test_inputs_changed_and_changed_back_are_done_again_for_the_folder_holds_the_other_report(tmp_path: Path) -> None:
    folder, ledger = make_unit(tmp_path / "units" / "甲处"), Books()
    first = (folder / "补充.yaml").read_text(encoding="utf-8")
    reports = []
    for inputs in (first, first.replace("2.23", "8.88"), first):
        (folder / "补充.yaml").write_text(inputs, encoding="utf-8")
        (outcome,) = run(find_units(folder, tmp_path).units, tmp_path / "out", ledger=ledger)
        assert not outcome.repeated
        reports.append((tmp_path / "out" / outcome.outputs[1]).read_text(encoding="utf-8"))
    assert "8.88" in reports[1]
    assert reports[0] == reports[2] != reports[1]


def test_another_folder_of_outputs_is_another_job(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "do_unit", leave_file)
    ledger = Books()
    run(PAIR, tmp_path / "one", ledger=ledger)
    leave_file(PAIR[0], Settings(), tmp_path / "two" / "甲处", None)
    assert not any(outcome.repeated for outcome in run(PAIR, tmp_path / "two", ledger=ledger))


def test_a_failed_unit_is_tried_again(units: tuple[UnitFiles, ...], tmp_path: Path) -> None:
    ledger = Books()
    for _ in range(2):
        failed = run(units, tmp_path / "out", ledger=ledger)[2]
        assert (failed.state, failed.repeated) == ("failed", False)


@pytest.mark.parametrize("is_left", [False, True])
def test_a_unit_whose_output_is_gone_or_empty_is_done_again(is_left: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "do_unit", leave_file)
    ledger = Books()
    run(PAIR, tmp_path, ledger=ledger)
    (tmp_path / "甲处" / "文件.txt").unlink()
    if is_left:
        (tmp_path / "甲处" / "文件.txt").touch()
    assert [outcome.repeated for outcome in run(PAIR, tmp_path, ledger=ledger)] == [False, True]
    assert (tmp_path / "甲处" / "文件.txt").stat().st_size


def test_other_settings_are_another_job(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "do_unit", leave_file)
    ledger = Books()
    run(PAIR, tmp_path, Settings("draft"), ledger)
    assert not any(outcome.repeated for outcome in run(PAIR, tmp_path, Settings("check"), ledger))


def test_after_cancelling_the_running_finish_and_no_other_begins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "do_unit", leave_file)
    events: list[Event] = []
    ledger = Books()
    outcomes = run(
        [*PAIR, UnitFiles(name="丙处")], tmp_path, None, ledger, events.append, lambda: any(event.state == "running" for event in events)
    )
    assert [outcome.state for outcome in outcomes] == ["done", "cancelled", "cancelled"]
    assert [outcome.name for outcome in ledger.kept.values()] == ["甲处"]
    assert [path.name for path in tmp_path.iterdir()] == ["甲处"]
    assert events[-1].done == events[-1].total == 3


def test_a_bug_in_one_unit_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stumble(unit: UnitFiles, settings: Settings, folder: Path, books: object) -> Work:
        if unit.name == "甲处":
            raise KeyError("一个\n内部的名称")
        return leave_file(unit, settings, folder, books)

    monkeypatch.setattr(module, "do_unit", stumble)
    ledger = Books()
    first, second = run(PAIR, tmp_path, ledger=ledger)
    assert first.state == "failed"
    assert first.message.startswith("程序出错（KeyError，test_run.py 第 ")
    assert "\n" not in first.message
    assert second.state == "done"
    assert ledger.kept == {first.key: first, second.key: second}


def test_units_of_one_name_do_not_share_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "do_unit", leave_file)
    outcomes = run([PAIR[0], PAIR[0]], tmp_path)
    assert [outcome.outputs for outcome in outcomes] == [("甲处/文件.txt",), ("甲处（2）/文件.txt",)]


def test_what_was_not_used_is_told_of_a_finished_unit_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "do_unit", leave_file)
    (outcome,) = run([UnitFiles(name="甲处", problems=("没有用上：图.png", "没有用上：坏.xlsx：是空文件"))], tmp_path)
    assert (outcome.state, outcome.message) == ("done", "没有用上：图.png；没有用上：坏.xlsx：是空文件")


def test_a_folder_that_cannot_be_written_fails_its_unit_only(units: tuple[UnitFiles, ...], tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "1甲处").write_text("占位", encoding="utf-8")
    first, second, _ = run(units, tmp_path / "out")
    assert (first.state, second.state) == ("failed", "done")
    assert "无法写入" in first.message


def test_no_units_give_no_outcomes(tmp_path: Path) -> None:
    assert run([], tmp_path) == []


def lose(times: int, name: str = "甲处") -> Callable[[Task], Outcome]:
    """In place of a worker: the unit of this name costs its process so often."""
    left = [times]

    def attended(task: Task) -> Outcome:
        if task.job.name == name and left[0]:
            left[0] -= 1
            raise WorkerLost("内存超过 128 MB", f"the log of try {times - left[0]}")
        return attend(task)

    return attended


def test_a_unit_that_costs_its_process_once_is_tried_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "do_unit", leave_file)
    monkeypatch.setattr(running, "attend", lose(1))
    events: list[Event] = []
    outcomes = run(PAIR, tmp_path, on_event=events.append)
    assert [outcome.state for outcome in outcomes] == ["done", "done"]
    assert [event.state for event in events if event.name == "甲处"] == ["waiting", "running", "done"]


def test_a_unit_that_costs_its_process_twice_is_quarantined_with_its_log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "do_unit", leave_file)
    monkeypatch.setattr(running, "attend", lose(2))
    ledger = Books()
    first, second = run(PAIR, tmp_path, ledger=ledger)
    assert (first.state, second.state) == ("quarantined", "done")
    assert first.message == "试了 2 次都没有做完：内存超过 128 MB；已隔离，不再重试（--again 可再试）"
    assert (tmp_path / first.outputs[0]).read_text(encoding="utf-8").split() == [
        *("第1次：内存超过", "128", "MB", "the", "log", "of", "try", "1"),
        *("第2次：内存超过", "128", "MB", "the", "log", "of", "try", "2"),
    ]
    assert ledger.kept[first.key] == first


def test_a_quarantined_unit_is_tried_again_only_when_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "do_unit", leave_file)
    monkeypatch.setattr(running, "attend", lose(2))
    ledger = Books()
    run(PAIR, tmp_path, ledger=ledger)
    later = run(PAIR, tmp_path, ledger=ledger)
    assert [(outcome.state, outcome.repeated) for outcome in later] == [("quarantined", True), ("done", True)]
    asked = run(PAIR, tmp_path, ledger=ledger, again=True)
    assert [(outcome.state, outcome.repeated) for outcome in asked] == [("done", False), ("done", True)]


def test_a_batch_whose_outputs_cannot_be_kept_stops_and_tells_the_rest_as_cancelled(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(unit: UnitFiles, settings: Settings, folder: Path, books: object) -> Work:
        raise UnwritableOutput(str(folder), "无法写入，磁盘空间不足")

    monkeypatch.setattr(module, "do_unit", refuse)
    events: list[Event] = []
    with pytest.raises(BatchStopped, match=r"批量：连续 3 个单位没有做成（.*磁盘空间不足）；做完的都已保存"):
        run([UnitFiles(name=f"单位{number}") for number in range(5)], tmp_path, on_event=events.append)
    assert Counter(event.state for event in events if event.outcome) == {"failed": 3, "cancelled": 2}


def test_units_that_fail_by_themselves_do_not_stop_a_batch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(unit: UnitFiles, settings: Settings, folder: Path, books: object) -> Work:
        raise UnreadableFile("表.xlsx", "文件已损坏")

    monkeypatch.setattr(module, "do_unit", refuse)
    outcomes = run([UnitFiles(name=f"单位{number}") for number in range(9)], tmp_path)
    assert {(outcome.state, outcome.message) for outcome in outcomes} == {("failed", "表.xlsx：文件已损坏")}


class Succeeded(Books):
    """Books in which another batch is begun in the folder as soon as a unit has been worked on."""

    is_succeeded = False

    def knows(self, mark: str) -> bool:
        return super().knows(mark) and not self.is_succeeded


def test_what_comes_late_of_a_batch_that_was_succeeded_by_another_is_not_recorded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As where a driver died and a machine of its cluster has not heard of it; outputs of the other batch stay, too."""

    def work_late(unit: UnitFiles, settings: Settings, folder: Path, books: object) -> Work:
        ledger.is_succeeded = True
        return Work()

    ledger = Succeeded()
    monkeypatch.setattr(module, "do_unit", leave_file)
    first = run(PAIR, tmp_path, ledger=ledger)
    monkeypatch.setattr(module, "do_unit", work_late)
    with pytest.raises(BatchStopped, match="这个文件夹里已另外开始了一批，这一批就此停下；"):
        run(PAIR, tmp_path, Settings("check"), ledger=ledger)
    assert list(ledger.kept.values()) == first
    assert [path.name for path in (tmp_path / "甲处").iterdir()] == [Path(first[0].outputs[0]).name]


def refuse_model() -> None:
    raise Misconfigured("模型设置", "没有指定模型")


def refuse_books() -> Books:
    raise UnwritableOutput("数据库", "不能打开")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"program": "another"}, "程序的版本与主机上的不同，请装成同一版本"),
        ({"scratch": Path("nowhere")}, "看不到主机上的文件夹 "),
        ({"open_books": refuse_books}, "数据库：不能打开"),
        ({"mark": "another"}, "用的不是主机上的数据库，请设同样的 JUESUAN_DATABASE_URL"),
        ({"settings": Settings("draft", drafter="model")}, "模型设置：没有指定模型"),
    ],
)
def test_a_machine_that_is_not_set_up_stops_the_batch_and_fails_no_unit(
    fault: dict[str, Any], told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Every second unit comes to it; the others would be done, and those that were not are by the next batch."""
    monkeypatch.setattr(module, "do_unit", leave_file)
    monkeypatch.setattr(settings_module, "load_settings", refuse_model)
    units, ledger, events = [UnitFiles(name=f"单位{number}") for number in range(6)], Books(), list[Event]()
    with monkeypatch.context() as patch:
        machines = cycle(({}, fault))
        patch.setattr(running, "attend", lambda task: attend(replace(task, **next(machines))))
        with pytest.raises(
            BatchStopped, match=f"^批量：机器 {re.escape(gethostname())}：{told}.*；做完的都已保存，排除后再运行同一命令接着做$"
        ):
            run(units, tmp_path, ledger=ledger, on_event=events.append)
    assert Counter(event.state for event in events if event.outcome) == {"done": 1, "cancelled": 5}
    assert [outcome.state for outcome in run(units, tmp_path, ledger=ledger)] == ["done"] * 6


def test_what_does_not_end_soon_after_cancelling_is_dropped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The process that the unit was done in is killed, and nothing half-written is left."""
    monkeypatch.setattr(running, "attend", linger)
    outcomes = run(PAIR, tmp_path, cancelled=lambda: (tmp_path / SCRATCH / "half").exists(), crew=Processes(1, Limits()))
    assert [outcome.state for outcome in outcomes] == ["cancelled", "cancelled"]
    assert not list(tmp_path.iterdir())


def test_outputs_that_are_not_written_anew_are_set_aside_when_a_units_files_change(units: tuple[UnitFiles, ...], tmp_path: Path) -> None:
    """A unit given the tables of another year has another report; one whose tables are damaged has none any more."""
    ledger, folder = Books(), tmp_path / "units" / "1甲处"
    run(units, tmp_path / "out", ledger=ledger)
    for tables, state in ((OTHER_TABLES.read_bytes(), "done"), (b"", "failed")):
        (folder / "决算表.xlsx").write_bytes(tables)
        (folder / "补充.yaml").unlink(missing_ok=True)
        (outcome, *_) = run(units, tmp_path / "out", ledger=ledger)
        assert outcome.state == state
        current = {path.name for path in (tmp_path / "out" / "1甲处").iterdir() if "旧稿" not in path.name}
        assert current == {Path(output).name for output in outcome.outputs}
    assert (tmp_path / "out" / "1甲处" / f"{REPORT}（旧稿1）.docx").exists()


def test_a_unit_that_was_not_reached_shows_what_an_earlier_batch_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "do_unit", leave_file)
    ledger = Books()
    run(PAIR, tmp_path, ledger=ledger)
    outcomes = run(PAIR, tmp_path, ledger=ledger, cancelled=lambda: True)
    assert [(outcome.state, outcome.outputs, outcome.message) for outcome in outcomes] == [
        ("cancelled", (f"{name}/文件.txt",), "这次没有做到；文件夹里是此前做的") for name in ("甲处", "乙处")
    ]


def test_a_unit_that_fails_leaves_alone_what_another_attempt_is_writing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On a cluster a machine that was given up may still be at it; who tells of the unit clears up when it is settled."""

    def stumble(unit: UnitFiles, settings: Settings, folder: Path, books: object) -> Work:
        raise UnreadableFile("表.xlsx", "文件已损坏")

    def attended(task: Task) -> Outcome:
        task.folder.mkdir()
        (task.folder / ".juesuan-other.tmp").touch()
        outcome = attend(task)
        left.extend(task.folder.iterdir())
        return outcome

    left: list[Path] = []
    monkeypatch.setattr(module, "do_unit", stumble)
    monkeypatch.setattr(running, "attend", attended)
    (outcome,) = run(PAIR[:1], tmp_path)
    assert outcome.message == "表.xlsx：文件已损坏"
    assert left == [tmp_path / "甲处" / ".juesuan-other.tmp"]
    assert not list(tmp_path.iterdir())


def test_outputs_of_a_unit_that_failed_are_set_aside_too(tmp_path: Path) -> None:
    """Its report was written although a document could not be read; then its tables are of another year."""
    folder, ledger = make_unit(tmp_path / "units" / "甲处"), Books()
    (folder / "说明.docx").write_bytes(b"")
    units = find_units(tmp_path / "units", tmp_path).units
    (outcome,) = run(units, tmp_path / "out", Settings("both"), ledger=ledger)
    assert (outcome.state, outcome.message) == ("failed", "说明.docx：是空文件")
    assert any(output.endswith(f"{REPORT}.docx") for output in outcome.outputs)
    (folder / "补充.yaml").unlink()
    (folder / "决算表.xlsx").write_bytes(OTHER_TABLES.read_bytes())
    (other,) = run(units, tmp_path / "out", ledger=ledger)
    current = {path.name for path in (tmp_path / "out" / "甲处").iterdir() if "旧稿" not in path.name}
    assert current == {Path(output).name for output in other.outputs}


def test_files_of_a_unit_that_was_killed_half_way_are_not_taken_for_done(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Done, then killed while the outputs of other inputs were put there: with the first inputs again it is done again."""
    inputs = make_unit(tmp_path / "units" / "甲处") / "补充.yaml"
    units, ledger, given = find_units(tmp_path / "units", tmp_path).units, Books(), inputs.read_bytes()
    (first,) = run(units, tmp_path / "out", ledger=ledger)
    inputs.unlink()

    def kill(*files: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "put_outputs", kill)
        with pytest.raises(KeyboardInterrupt):
            run(units, tmp_path / "out", ledger=ledger)
    kept = ledger.last(tmp_path / "out" / "甲处")
    assert kept
    assert (kept.state, kept.outputs) == ("failed", first.outputs)
    inputs.write_bytes(given)
    (again,) = run(units, tmp_path / "out", ledger=ledger)
    assert (again.state, again.repeated) == ("done", False)


def test_a_unit_that_stops_half_way_leaves_nothing_of_this_time_and_sets_aside_what_was_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its folder does not look as if it were done, and a later batch that does not reach it names no file that is gone."""
    monkeypatch.setattr(module, "do_unit", leave_file)
    ledger = Books()
    run(PAIR[:1], tmp_path, ledger=ledger)

    def stumble(unit: UnitFiles, settings: Settings, folder: Path, books: object) -> Work:
        leave_file(unit, settings, folder, books)
        raise UnreadableFile("说明.pdf", "文件已损坏")

    monkeypatch.setattr(module, "do_unit", stumble)
    (stopped,) = run(PAIR[:1], tmp_path, Settings("check"), ledger)
    assert (stopped.state, stopped.outputs) == ("failed", ())
    assert [path.name for path in (tmp_path / "甲处").iterdir()] == ["文件（旧稿1）.txt"]
    (cancelled,) = run(PAIR[:1], tmp_path, ledger=ledger, cancelled=lambda: True)
    assert (cancelled.outputs, cancelled.message) == ((), "")


def test_what_was_done_before_is_set_aside_when_a_unit_is_quarantined(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The report of an earlier time does not stand beside the log as if it were of this one."""
    monkeypatch.setattr(module, "do_unit", leave_file)
    ledger = Books()
    run(PAIR[:1], tmp_path, ledger=ledger)
    monkeypatch.setattr(running, "attend", lose(2))
    (outcome,) = run(PAIR[:1], tmp_path, Settings("check"), ledger)
    assert outcome.state == "quarantined"
    assert {path.name for path in (tmp_path / "甲处").iterdir()} == {"文件（旧稿1）.txt", "隔离日志.txt"}
