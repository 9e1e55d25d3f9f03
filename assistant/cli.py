"""The command line: `juesuan draft | figures | reconcile | template`; exit codes as DESIGN.md section 4 says.

The rooms are imported inside the commands, so that help and wrong use answer at once.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from assistant.errors import JuesuanError, UnwritableOutput

if TYPE_CHECKING:
    from assistant.pipeline import Draft
    from schemas.finding import Finding

CLEAN, FOUND, UNUSABLE, INTERRUPTED = 0, 1, 2, 130

WORDS = {
    "Usage:": "用法：",
    "Options:": "选项：",
    "Arguments:": "参数：",
    "Commands:": "命令：",
    "Show this message and exit.": "显示本说明。",
    "[required]": "[必填]",
    "[default:": "[默认：",
    "[OPTIONS]": "[选项]",
    "{TABLES}": "TABLES",
    " <path>": "",
    " <offline>": "",
    " is not one of ": " 不在可选值之中：",
    "Value error, ": "",
    "COMMAND [ARGS]...": "命令 …",
}
"""The command line library's own English words in help texts."""


def translate(text: str) -> str:
    """A help text with the library's words in Chinese."""
    for english, chinese in WORDS.items():
        text = text.replace(english, chinese)
    return text


class Command(TyperCommand):
    """A command whose help is in Chinese throughout."""

    def get_help(self, ctx: object) -> str:
        """The help text, translated."""
        return translate(super().get_help(ctx))  # type: ignore[arg-type]


class Group(TyperGroup):
    """A group of commands whose help is in Chinese throughout."""

    def get_help(self, ctx: object) -> str:
        """The help text, translated."""
        return translate(super().get_help(ctx))  # type: ignore[arg-type]


app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="决算情况说明助手：由九张决算公开表计算、起草决算情况说明。全部离线，不联网。",
)
template_app = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None, help="生成供填写的空白工作簿。")
app.add_typer(template_app, name="template")

Tables = Annotated[Path, typer.Argument(metavar="TABLES", help="本年的决算公开表（.xlsx、.xls，或另存为 .xls 的网页）")]
PriorFile = Annotated[Path | None, typer.Option("--prior", metavar="FILE", help="上年的决算公开表")]
InputsFile = Annotated[Path | None, typer.Option("--inputs", metavar="FILE", help="补充资料（.xlsx 或 .yaml）")]


@app.command("draft", cls=Command)
def draft_command(
    tables: Tables,
    prior: PriorFile = None,
    inputs: InputsFile = None,
    outline: Annotated[str, typer.Option("--outline", metavar="NAME", help="提纲：wuhan-2024、wuhan-2020、shanghai-2024")] = "wuhan-2024",
    drafter: Annotated[Literal["offline"], typer.Option("--drafter", help="起草方式：offline 为离线句式")] = "offline",
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="存放文件的文件夹")] = Path("out"),
) -> int:
    """起草决算情况说明，生成 Word、Markdown 和 JSON。"""
    from assistant import pipeline

    draft = pipeline.draft_unit(pipeline.read_material(tables, prior, inputs), outline)
    paths = pipeline.write_draft(draft, out)
    print("已生成：")
    for path in paths:
        print(f"  {path}")
    _tell_wanted(draft)
    return _tell_findings(draft.findings)


@app.command("figures", cls=Command)
def figures_command(
    tables: Tables,
    prior: PriorFile = None,
    inputs: InputsFile = None,
    form: Annotated[Literal["table", "json", "xlsx"], typer.Option("--format", help="输出格式")] = "table",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写入文件；不写则显示在屏幕上")] = None,
) -> int:
    """计算全部指标值：本年、上年、增减、占比、完成率，逐个注明公式和单元格。"""
    from assistant import pipeline
    from assistant.export.figures import figures_json, figures_table, figures_xlsx

    if form == "xlsx" and out is None:
        raise JuesuanError("--format xlsx", "请用 --out 指定要写入的文件")
    material = pipeline.read_material(tables, prior, inputs)
    sheet = pipeline.compute_figures(material)
    texts = pipeline.show_figures(sheet)
    if form == "xlsx":
        data = figures_xlsx(sheet, texts)
    else:
        data = (figures_json(sheet, texts) if form == "json" else figures_table(sheet, texts)).encode()
    _put(data, out)
    return _tell_findings(material.findings, sys.stderr)


@app.command("reconcile", cls=Command)
def reconcile_command(
    tables: Tables,
    prior: PriorFile = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="输出格式")] = "text",
) -> int:
    """核对九张表内和表间的勾稽关系；尾差不算错误。"""
    from assistant import pipeline
    from assistant.export.findings import findings_json
    from assistant.figures.reconcile import reconcile

    material = pipeline.read_material(tables, prior)
    findings = (*material.findings, *reconcile(material.accounts, material.prior))
    if form == "json":
        print(findings_json(findings), end="")
        return _exit_code(findings)
    return _tell_findings(findings)


@template_app.command("inputs", cls=Command)
def inputs_template_command(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="要写入的 .xlsx 文件")],
    tables: Annotated[Path | None, typer.Option("--tables", metavar="FILE", help="本年的决算公开表，用来预填单位、年度和科目")] = None,
    prior: PriorFile = None,
) -> int:
    """补充资料的空白工作簿；给出 --tables 时科目编码等已填好。"""
    from assistant.export.templates import inputs_template
    from assistant.figures.prefill import prefill_inputs
    from assistant.readers.accounts import read_accounts
    from schemas.inputs import Inputs

    prefill = prefill_inputs(read_accounts(tables), read_accounts(prior) if prior else None) if tables else Inputs()
    return _put_new(inputs_template(prefill), out)


@template_app.command("tables", cls=Command)
def tables_template_command(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="要写入的 .xlsx 文件")],
) -> int:
    """九张决算公开表的空白工作簿。"""
    from assistant.export.templates import tables_template

    return _put_new(tables_template(), out)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code. Whatever stops a run is one Chinese line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = app(args=list(arguments) if arguments is not None else None, prog_name="juesuan", standalone_mode=False)
    except JuesuanError as error:
        return _stop(str(error))
    except TyperException as error:
        return _misused(error)
    except (KeyboardInterrupt, typer.Abort):
        print("已中断", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    return code if isinstance(code, int) else CLEAN


def _tell_wanted(draft: "Draft") -> None:
    narrative = draft.narrative
    if narrative.wanted:
        print(f"还需要填写的原因（{len(narrative.wanted)} 项，变动大的在前）：")
        for number, reason in enumerate(narrative.wanted, start=1):
            print(f"  {number}. {reason.label}{reason.change}（{reason.fact}）")
    if narrative.missing:
        print(f"还需要填写的内容（{len(narrative.missing)} 项）：{'、'.join(narrative.missing)}")
    for line in narrative.omitted:
        print(line)


def _tell_findings(findings: Sequence["Finding"], stream: TextIO | None = None) -> int:
    from assistant.export.findings import findings_text

    if findings or stream is None:
        print(findings_text(findings), end="", file=stream)
    return _exit_code(findings)


def _exit_code(findings: Sequence["Finding"]) -> int:
    return FOUND if any(finding.severity == "error" for finding in findings) else CLEAN


def _put(data: bytes, out: Path | None) -> None:
    from assistant.export.files import write_whole

    if out is None:
        print(data.decode(), end="")
    else:
        write_whole(out, data)
        print(f"已生成：{out}")


def _put_new(data: bytes, out: Path) -> int:
    if out.exists():
        raise UnwritableOutput(str(out), "文件已经存在；为免覆盖已填写的内容，请换一个文件名")
    _put(data, out)
    return CLEAN


def _stop(message: str) -> int:
    print(" ".join(message.splitlines()), file=sys.stderr)
    return UNUSABLE


def _misused(error: TyperException) -> int:
    """Tell what was wrong with the command line, in Chinese, and where to look it up."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError" and context:
        print(context.get_help(), file=sys.stderr)
        return UNUSABLE
    command = context.command_path if context else "juesuan"
    parameter = getattr(error, "param", None)
    name = parameter.get_error_hint().strip("'") if parameter is not None else getattr(error, "option_name", "")
    kinds = {
        "MissingParameter": f"缺少参数 {name}",
        "NoSuchOption": f"没有 {name} 这个选项",
        "BadOptionUsage": f"选项 {name} 的用法不对",
        "BadParameter": f"参数 {name} 的值不对（{translate(error.message)}）",
    }
    told = kinds.get(type(error).__name__, f"用法有误（{error.message}）")
    return _stop(f"{told}；用 {command} --help 查看用法")


if __name__ == "__main__":
    sys.exit(main())
