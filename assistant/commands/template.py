"""The commands that write blank workbooks: the inputs, the nine tables, the forms of self-evaluation."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.commands.options import PriorFile, SchemeName
from assistant.errors import JuesuanError
from assistant.terminal import Command, Group, put_new

template_app = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None, help="生成供填写的空白工作簿。")


@template_app.command("inputs", cls=Command, help="补充资料的空白工作簿；给出 --tables 时科目编码等已填好。")
def inputs_template_command(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="要写入的 .xlsx 文件")],
    tables: Annotated[Path | None, typer.Option("--tables", metavar="FILE", help="本年的决算公开表，用来预填单位、年度和科目")] = None,
    prior: PriorFile = None,
) -> int:
    """Write the workbook of the inputs."""
    from assistant.export.templates import inputs_template
    from assistant.figures.prefill import prefill_inputs
    from assistant.pipeline import read_prior
    from assistant.readers.unit_accounts import read_unit_accounts
    from schemas.inputs import Inputs

    if prior and not tables:
        raise JuesuanError("--prior", "要与 --tables 一起使用")
    prefill = Inputs()
    if tables:
        accounts = read_unit_accounts(tables)
        prefill = prefill_inputs(accounts, *(read_prior(prior, accounts) if prior else (None, {})))
    return put_new(inputs_template(prefill), out)


@template_app.command("tables", cls=Command, help="九张决算公开表的空白工作簿。")
def tables_template_command(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="要写入的 .xlsx 文件")],
) -> int:
    """Write the workbook of the nine tables."""
    from assistant.export.templates import tables_template

    return put_new(tables_template(), out)


@template_app.command("performance", cls=Command, help="绩效自评表的空白工作簿：单位整体一份，每个项目一份。")
def performance_template_command(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="要写入的 .xlsx 文件")],
    projects: Annotated[str, typer.Option("--projects", metavar="NAMES", help="项目名称，用顿号或逗号隔开；不写则预备一份")] = "",
    tables: Annotated[Path | None, typer.Option("--tables", metavar="FILE", help="本年的决算公开表，用来预填单位和年度")] = None,
    scheme: SchemeName = "wuhan",
) -> int:
    """Write the workbook of blank forms."""
    from assistant.export.performance_book import performance_template
    from assistant.readers.performance.schemes import read_scheme
    from assistant.readers.unit_accounts import read_unit_accounts

    accounts = read_unit_accounts(tables) if tables else None
    names = [name.strip() for name in projects.replace("，", "、").replace(",", "、").split("、") if name.strip()]
    unit, year = (accounts.unit, accounts.year or None) if accounts else ("", None)
    return put_new(performance_template(read_scheme(scheme), names or [""], unit, year), out)
