"""The command of many units: `juesuan batch`, their progress in the terminal or as lines of JSON, and what came of them."""

import os
import secrets
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event as Flag
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.commands.options import SchemeName
from assistant.terminal import CLEAN, FOUND, INTERRUPTED, UNUSABLE, lose_output, put, stop

if TYPE_CHECKING:
    from assistant.batch.crew import Crew
    from assistant.batch.plan import Settings
    from assistant.batch.processes import Limits
    from assistant.batch.run import Batch
    from schemas.batch import End, Event, Outcome

BATCH_HELP = "许多单位一起做：起草、复核，或两样都做；做完的不重做，中断后再运行同一命令接着做。"

Form = Literal["text", "json"]
_MEGABYTE = 1024**2
_MOST_TOLD = 20
_SUMMARIES = 2


def batch_command(
    source: Annotated[
        Path,
        typer.Argument(metavar="SOURCE", help="一个单位一个文件夹的文件夹或 .zip，清单（.xlsx、.csv、.yaml），或有许多单位的部门工作簿"),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="存放结果的文件夹")],
    what: Annotated[Literal["draft", "check", "both"], typer.Option("--what", help="起草、复核，或两样都做")] = "both",
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=1, max=256, help="同时做几个单位；不写则按处理器数；不能与 --cluster 同用")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="交给集群：dask 调度器的地址；同时做几个由集群的工作进程数决定")
    ] = None,
    drafter: Annotated[
        Literal["offline", "model"], typer.Option("--drafter", help="offline 为离线句式，model 由所设的语言模型润色措辞")
    ] = "offline",
    outline: Annotated[str, typer.Option("--outline", metavar="NAME", help="提纲：wuhan-2024、wuhan-2020、shanghai-2024")] = "wuhan-2024",
    scheme: SchemeName = "wuhan",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看认出了哪些单位和材料、缺什么，不写任何文件")] = False,
    again: Annotated[bool, typer.Option("--again", help="隔离的单位也再试")] = False,
    seconds: Annotated[int, typer.Option("--unit-seconds", metavar="N", min=1, help="每个单位最多用几秒")] = 600,
    memory: Annotated[int, typer.Option("--unit-memory", metavar="MB", min=256, help="每个单位最多用多少内存（MB）")] = 2048,
    form: Annotated[Form, typer.Option("--format", help="text 显示进度和结果，json 每件事一行")] = "text",
) -> int:
    """Do many units."""
    if workers and cluster:
        return stop("--workers 不能与 --cluster 同用：集群同时做几个单位，由它的工作进程数决定")
    from assistant.batch.plan import Settings
    from assistant.batch.processes import Limits
    from assistant.batch.run import Batch
    from assistant.store.books import open_own_books

    if not dry_run:
        open_own_books()
    settings = Settings(what, outline, drafter, str(Path(scheme).resolve()) if Path(scheme).is_file() else scheme)
    _require_model(settings)
    limits = Limits(seconds, memory * _MEGABYTE)
    with _crew(workers or os.cpu_count() or 1, "" if dry_run else cluster, limits) as crew:
        if dry_run:
            return _look(source.resolve(), settings, out.resolve(), crew, form)
        return _run(source.resolve(), Batch(settings, out.resolve(), open_own_books, secrets.token_hex(16), again), crew, form)


def _require_model(settings: "Settings") -> None:
    """Refuse a batch that wants a model when none is set.

    Raises:
        Misconfigured: No model is named, or a setting cannot be used.
    """
    if settings.drafter == "model":
        from assistant.settings import load_settings

        load_settings()


@contextmanager
def _crew(workers: int, cluster: str | None, limits: "Limits") -> "Iterator[Crew]":
    if cluster:
        from assistant.batch.cluster import connect

        with connect(cluster, limits) as crew:
            yield crew
        return
    from assistant.batch.processes import Processes

    with Processes(workers, limits) as crew:
        yield crew


def _look(source: Path, settings: "Settings", out: Path, crew: "Crew", form: Form) -> int:
    """Tell what each unit has and lacks; nothing is done with it, nothing written into ``out``."""
    from assistant.batch.looking import is_usable, look_at, tell_source, tell_unit, tell_usable
    from assistant.batch.summing import tell_other_years
    from schemas.batch import LookEnd

    with TemporaryDirectory() as scratch:
        found, units = look_at(source, settings, Path(scratch), out, crew)
        if form == "text":
            print("".join(f"{line}\n" for line in tell_source(found)), end="")
        total, usable, years = 0, 0, dict[str, int]()
        for unit in units:
            total, usable = total + 1, usable + is_usable(unit, settings.what)
            years |= {unit.name: unit.year} if unit.year else {}
            _print(unit.model_dump_json() if form == "json" else tell_unit(unit), form)
    others = tuple(tell_other_years(years))
    end = LookEnd(total=total, usable=usable, department=found.department, problems=(*found.problems, *others))
    told = f"共 {total} 个单位，{tell_usable(usable, settings.what)}。没有写任何文件；去掉 --dry-run 即开始。"
    _print(end.model_dump_json() if form == "json" else "\n".join((*(f"注意：{other}" for other in others), told)), form)
    return CLEAN if usable == total else UNUSABLE


def _run(source: Path, batch: "Batch", crew: "Crew", form: Form) -> int:
    from assistant.batch.run import BatchStopped
    from assistant.batch.totals import Totals
    from assistant.batch.whole import run_batch
    from schemas.batch import UNDONE

    totals, stopped = Totals(), ""
    busy = Flag()
    with _asked_to_stop(busy) as asked, _shown(form) as show:
        try:
            for event in run_batch(source, batch, crew, asked.is_set, totals):
                busy.set() if event.done < event.total else busy.clear()
                show(event)
        except BatchStopped as error:
            stopped = str(error)
        except KeyboardInterrupt:
            if totals.outcomes and not busy.is_set():
                stop("汇总没有写完，结果文件夹里的汇总如果有，是此前的；再运行同一命令就写汇总")
            raise
        except BrokenPipeError as error:
            lose_output(error)
            return stop("标准输出：读的一方已关闭，已停下；做完的都已保存，再运行同一命令接着做")
    end = totals.tell(stopped)
    _print(end.model_dump_json() if form == "json" else tell_end(end, totals.outcomes), form)
    if stopped:
        return stop(stopped)
    if asked.is_set() and end.counts["cancelled"]:
        return INTERRUPTED
    lacking = any(end.counts[state] for state in UNDONE) or len(end.summaries) < _SUMMARIES or end.rejected
    return UNUSABLE if lacking else FOUND if end.errors else CLEAN


@contextmanager
def _asked_to_stop(busy: Flag) -> Iterator[Flag]:
    """A flag that Ctrl-C and a polite kill raise, and they end the program as ever unless it is ``busy`` with units.

    The second time Ctrl-C does so, too.
    """
    flag = Flag()

    def ask(number: int, frame: object) -> None:
        if not busy.is_set() or (flag.is_set() and number == signal.SIGINT):
            raise KeyboardInterrupt
        flag.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield flag
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _shown(form: Form) -> "Iterator[Callable[[Event], None]]":
    """How events are shown: each as a line of JSON, or together as a bar where somebody looks at it."""
    if form == "json":
        yield lambda event: _print(event.model_dump_json(exclude={"outcome": {"amounts"}}), form)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from schemas.batch import UNDONE

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("已用"), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    started, fresh = time.monotonic(), 0
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        bar = progress.add_task("", total=None)

        def show(event: "Event") -> None:
            nonlocal fresh
            fresh += bool(event.outcome and not event.outcome.repeated)
            pace = tell_pace(fresh, event.total - event.done, time.monotonic() - started)
            progress.update(bar, total=event.total, completed=event.done, description=f"{pace}{event.name}")
            if console.is_terminal and event.state in UNDONE and event.outcome:
                progress.console.print(f"{event.name}：{event.outcome.message}", markup=False, highlight=False, soft_wrap=True)

        yield show


def tell_pace(done: int, left: int, seconds: float) -> str:
    """How many units a minute are done anew, and how long the rest will take at this rate."""
    if not done or not seconds:
        return ""
    minutes, rest = divmod(round(left * seconds / done), 60)
    return f"每分钟 {done * 60 / seconds:.0f} 个 还要 {minutes}:{rest:02d} "


def tell_end(end: "End", outcomes: "Sequence[Outcome]") -> str:
    """What a person reads in the end."""
    from assistant.export.batch_words import STATE_NAMES, tell_unchecked
    from schemas.batch import UNDONE

    states = "，".join(f"{STATE_NAMES[state]} {count}" for state, count in end.counts.items() if count)
    before = f"（其中 {end.repeated} 个是此前做的）" if end.repeated else ""
    lines = [f"共 {sum(end.counts.values())} 个单位：{states or '没有单位'}{before}"]
    undone = [f"  {outcome.name}：{outcome.message}" for outcome in outcomes if outcome.state in UNDONE]
    lines += undone[:_MOST_TOLD]
    if len(undone) > _MOST_TOLD:
        lines.append("  ……其余见汇总表")
    unchecked = tell_unchecked(end.unchecked, end.unreviewed)
    lines.append(f"疑点：错误 {end.errors}，提醒 {end.warnings}；{unchecked}；待补充：原因 {end.wanted}，内容 {end.missing}")
    lines += [f"注意：{note}" for note in end.notes]
    if end.rollup:
        lines.append(f"汇总勾稽：{end.rollup}")
    if end.calls:
        lines.append(f"模型：调用 {end.calls} 次，词元 {end.tokens:,}")
    lines += ["已生成：", *(f"  {path}" for path in end.summaries)] if end.summaries else []
    if end.counts["cancelled"]:
        lines.append(f"还有 {end.counts['cancelled']} 个单位这次没有做到，再运行同一命令接着做。")
    return "\n".join(lines)


def _print(line: str, form: Form) -> None:
    put(f"{line}\n".encode(errors="replace"), None, form)
    sys.stdout.flush()
