"""The command that scores forms of self-evaluation (绩效自评表)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.commands.options import SchemeName
from assistant.errors import JuesuanError
from assistant.terminal import CLEAN, FOUND, put

if TYPE_CHECKING:
    from schemas.finding import Finding
    from schemas.performance import Scorecard

SCORE_HELP = "计算绩效自评表的执行率、各项得分、总分和等级，与表中填的核对，指出差错和缺的原因。"


def score_command(
    forms: Annotated[Path, typer.Argument(metavar="FORMS", help="填好的绩效自评表（.xlsx、.xls、.docx、.pdf）")],
    tables: Annotated[Path | None, typer.Option("--tables", metavar="FILE", help="本年的决算公开表；给出时与表中的支出核对")] = None,
    scheme: SchemeName = "wuhan",
    combine: Annotated[str | None, typer.Option("--combine", metavar="NAME", help="把各项目的表汇总成一份，取这个名称")] = None,
    form: Annotated[
        Literal["text", "json", "xlsx", "docx"], typer.Option("--format", help="输出格式；xlsx、docx 是填好得分的自评表")
    ] = "text",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写入文件；不写则显示在屏幕上")] = None,
) -> int:
    """Score the forms of a file."""
    from assistant import pipeline
    from assistant.export.files import spare_sources
    from assistant.export.findings import findings_text

    if form in {"xlsx", "docx"} and out is None:
        raise JuesuanError(f"--format {form}", "请用 --out 指定要写入的文件")
    spare_sources(out, (forms, tables))
    given = pipeline.FormsFile(forms, scheme)
    if tables:
        material = pipeline.read_material(tables, forms=given)
        cards, findings = material.cards, material.findings
    else:
        cards, findings = pipeline.score_forms(given)
    if combine:
        cards = (*cards, pipeline.combine_projects(cards, combine, forms))
    put(_shown(cards, findings, form), out, form)
    if form != "json":
        print(findings_text(findings), end="")
    return FOUND if any(finding.severity == "error" for finding in findings) else CLEAN


def _shown(cards: Sequence["Scorecard"], findings: Sequence["Finding"], form: str) -> bytes:
    if form == "xlsx":
        from assistant.export.performance_book import forms_workbook

        return forms_workbook(cards)
    if form == "docx":
        from assistant.export.forms_docx import forms_docx

        return forms_docx(cards)
    from assistant.export.scores import scores_json, scores_text

    return (scores_json(cards, findings) if form == "json" else scores_text(cards)).encode(errors="replace")
