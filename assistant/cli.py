"""The command line: `juesuan draft | app | chat | figures | score | reconcile | check | rules …`; exit codes as in DESIGN.md.

The rooms are imported inside the commands, so that help and wrong use answer at once.
"""

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer
from typer.exceptions import TyperException

from assistant.commands.app import APP_HELP, app_command
from assistant.commands.batch import BATCH_HELP, batch_command
from assistant.commands.chat import CHAT_HELP, chat_command
from assistant.commands.model import draft_by_model, model_app, show_plan, tell_run
from assistant.commands.options import FormsOption, InputsFile, PriorFile, SchemeName, Tables, forms_file
from assistant.commands.score import SCORE_HELP, score_command
from assistant.commands.template import template_app
from assistant.errors import JuesuanError
from assistant.terminal import (
    CLEAN,
    FOUND,
    INTERRUPTED,
    UNUSABLE,
    Command,
    Group,
    lose_output,
    misused,
    open_streams,
    put,
    show_progress,
    stop,
    tell_written,
)

if TYPE_CHECKING:
    from assistant.review_runs import Given
    from schemas.finding import Finding
    from schemas.narrative import Narrative

app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="决算情况说明助手：由九张决算公开表计算、起草、复核决算情况说明。除非指定用语言模型，全部离线，不联网。",
)
app.add_typer(template_app, name="template")
app.add_typer(model_app, name="model")
app.command("app", cls=Command, help=APP_HELP)(app_command)
app.command("batch", cls=Command, help=BATCH_HELP)(batch_command)
app.command("chat", cls=Command, help=CHAT_HELP)(chat_command)
app.command("score", cls=Command, help=SCORE_HELP)(score_command)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"juesuan {version('juesuan')}")
        raise typer.Exit


@app.callback()
def begin(
    _version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_show_version, help="显示版本。")] = False,
) -> None:
    """What is asked of the program as a whole."""


ReviewForm = Literal["text", "json", "jsonl", "xlsx", "html", "docx", "pdf"]


@app.command("draft", cls=Command, help="起草决算情况说明，生成 Word、Markdown 和 JSON。")
def draft_command(
    tables: Tables,
    prior: PriorFile = None,
    inputs: InputsFile = None,
    forms: FormsOption = None,
    scheme: SchemeName = "wuhan",
    outline: Annotated[str, typer.Option("--outline", metavar="NAME", help="提纲：wuhan-2024、wuhan-2020、shanghai-2024")] = "wuhan-2024",
    drafter: Annotated[
        Literal["offline", "model"], typer.Option("--drafter", help="offline 为离线句式，model 由所设的语言模型润色措辞")
    ] = "offline",
    form: Annotated[Literal["files", "json"], typer.Option("--format", help="files 存为文件，json 显示在屏幕上（含逐句来源）")] = "files",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示将发给模型的内容和估计的费用，不发送")] = False,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="存放文件的文件夹")] = Path("out"),
) -> int:
    """Draft a unit's report."""
    from assistant import pipeline
    from assistant.export.narrative_json import narrative_json

    material = pipeline.read_material(tables, prior, inputs, forms_file(forms, scheme))
    if dry_run:
        show_plan(material, outline)
        return CLEAN
    draft = draft_by_model(material, outline) if drafter == "model" else pipeline.draft_unit(material, outline)
    if form == "json":
        put(narrative_json(draft.narrative).encode(errors="replace"), None, form)
        return _exit_code(draft.findings)
    paths = pipeline.write_draft(draft, out)
    print("已生成：")
    for path in paths:
        print(f"  {path}")
    if draft.narrative.run:
        print("\n".join(tell_run(draft.narrative.run)))
    _tell_wanted(draft.narrative)
    return _tell_findings(draft.findings)


@app.command("figures", cls=Command, help="计算全部指标值：本年、上年、增减、占比、完成率，逐个注明公式和单元格。")
def figures_command(
    tables: Tables,
    prior: PriorFile = None,
    inputs: InputsFile = None,
    forms: FormsOption = None,
    scheme: SchemeName = "wuhan",
    form: Annotated[Literal["table", "json", "xlsx"], typer.Option("--format", help="输出格式")] = "table",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写入文件；不写则显示在屏幕上")] = None,
) -> int:
    """Compute the fact sheet of a unit."""
    from assistant import pipeline
    from assistant.export.figures import figures_json, figures_table, figures_xlsx
    from assistant.export.files import spare_sources

    if form == "xlsx" and out is None:
        raise JuesuanError("--format xlsx", "请用 --out 指定要写入的文件")
    spare_sources(out, (tables, prior, inputs, forms))
    material = pipeline.read_material(tables, prior, inputs, forms_file(forms, scheme))
    sheet = material.sheet
    texts = pipeline.show_figures(sheet)
    if form == "xlsx":
        data = figures_xlsx(sheet, texts)
    else:
        data = (figures_json(sheet, texts) if form == "json" else figures_table(sheet, texts)).encode(errors="replace")
    put(data, out, form)
    return _tell_findings(material.findings, sys.stderr)


@app.command("reconcile", cls=Command, help="核对九张表内和表间的勾稽关系；尾差不算错误。")
def reconcile_command(
    tables: Tables,
    prior: PriorFile = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="输出格式")] = "text",
) -> int:
    """Hold the tables against their identities."""
    from assistant import pipeline
    from assistant.export.findings import findings_json

    findings = pipeline.reconcile_tables(tables, prior)
    if form == "json":
        put(findings_json(findings).encode(errors="replace"), None, form)
        return _exit_code(findings)
    return _tell_findings(findings)


@app.command("check", cls=Command, help="复核写好的说明（.pdf、.docx、.txt、.md）：逐个核对其中的数字，指出差错并给出算式。")
def check_command(
    documents: Annotated[
        list[Path],
        typer.Argument(metavar="DOC...", help="要复核的文件，可以多个；也可以是一个单位的文件夹或 .zip（其中有表的自动用作决算表）"),
    ],
    tables: Annotated[
        Path | None, typer.Option("--tables", metavar="FILE", help="本年的决算公开表；不给则用文件中的表，或只核对文件自身")
    ] = None,
    prior: PriorFile = None,
    inputs: InputsFile = None,
    forms: FormsOption = None,
    scheme: SchemeName = "wuhan",
    form: Annotated[ReviewForm, typer.Option("--format", help="输出格式；docx、pdf 是在文件上加批注")] = "text",
    out: Annotated[Path | None, typer.Option("--out", metavar="PATH", help="写入文件；多个文件加批注时为文件夹")] = None,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="FILE", help="上次的复核结果（json），列出已改、仍在、新出现的")
    ] = None,
) -> int:
    """Check finished documents."""
    from assistant import review_runs
    from assistant.export.files import spare_sources

    if form in {"xlsx", "docx", "pdf"} and out is None:
        raise JuesuanError(f"--format {form}", "请用 --out 指定要写入的文件或文件夹")
    spare_sources(out, (*documents, tables, prior, inputs, forms, against))
    with ExitStack() as stack:
        return _check(documents, review_runs.Given(tables, prior, inputs, forms_file(forms, scheme)), (form, out, against), stack)


def _check(documents: list[Path], given: "Given", told: tuple[ReviewForm, Path | None, Path | None], stack: ExitStack) -> int:
    """Check documents and tell what was found; what cannot be read stops no other."""
    from assistant import review_outputs, review_runs
    from assistant.export.review_words import tell_outcome

    form, out, against = told
    reviews, unread = [], False
    for document, outcome in review_runs.check_all(documents, given, show_progress, stack):
        if isinstance(outcome, JuesuanError):
            unread = bool(stop(str(outcome)))
            continue
        reviews.append((document, outcome))
        if form == "jsonl" and out is None and against is None:
            put(review_outputs.show_reviews([outcome], form), None, "json")
    if against and reviews:
        reviews = review_outputs.compare_reports(reviews, against)
    if form in {"docx", "pdf"} and out is not None:
        for path, kept in review_outputs.write_comments(reviews, out, len(reviews) > 1 or len(documents) > 1, form).items():
            tell_written(path, kept)
    elif reviews and not (form == "jsonl" and out is None and against is None):
        put(review_outputs.show_reviews([review for _, review in reviews], form), out, "json" if form.startswith("json") else form)
    if out is not None:
        for _, review in reviews:
            print(tell_outcome(review))
    found = any(finding.severity == "error" for _, review in reviews for finding in (*review.findings, *review.unsettled))
    return UNUSABLE if unread else FOUND if found else CLEAN


@app.command("rules", cls=Command, help="列出复核规则；给出规则名时说明它查什么、为什么、错例和正例。")
def rules_command(rule: Annotated[str | None, typer.Argument(metavar="ID", help="规则名")] = None) -> int:
    """Print the manual of the rules."""
    from assistant.checking.rulebook import describe_rule, list_pages

    pages = list_pages()
    if rule is None:
        width = max(map(len, pages))
        for name, page in pages.items():
            print(f"{name:<{width}}  {page.splitlines()[0]}")
        return CLEAN
    told = describe_rule(rule)
    if told is None:
        raise JuesuanError(rule, f"没有这条规则，可用的有：{'、'.join(pages)}")
    print(told)
    return CLEAN


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code. Whatever stops a run is one Chinese line on stderr."""
    open_streams()
    try:
        code = app(args=list(arguments) if arguments is not None else None, prog_name="juesuan", standalone_mode=False)
        print(end="", flush=True)
    except JuesuanError as error:
        return stop(str(error))
    except TyperException as error:
        return misused(error)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except SystemExit:  # how the library ends when the reader of a pipe has gone
        return CLEAN
    except OSError as error:
        return lose_output(error)
    if code == INTERRUPTED:
        stop("已中断")
    return code if isinstance(code, int) else CLEAN


def _tell_wanted(narrative: "Narrative") -> None:
    reasons = [f"{reason.label}{reason.change}（{reason.fact}）{_told_last_year(reason.suggestion)}" for reason in narrative.wanted]
    for what, entries in (("原因（变动大的在前）", reasons), ("内容", narrative.missing)):
        if entries:
            print(f"还需要填写的{what}，共 {len(entries)} 项：")
        for number, entry in enumerate(entries, start=1):
            print(f"  {number}. {entry}")
    for line in narrative.omitted:
        print(line)


def _told_last_year(suggestion: str) -> str:
    return f"\n     上年写的是：{suggestion}（供参考，未写入）" if suggestion else ""


def _tell_findings(findings: Sequence["Finding"], stream: TextIO | None = None) -> int:
    from assistant.export.findings import findings_text

    if findings or stream is None:
        print(findings_text(findings), end="", file=stream)
    return _exit_code(findings)


def _exit_code(findings: Sequence["Finding"]) -> int:
    return FOUND if any(finding.severity == "error" for finding in findings) else CLEAN


if __name__ == "__main__":
    sys.exit(main())
