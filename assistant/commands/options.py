"""Options that several commands share: the files of a unit, and the scheme of its forms."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.pipeline import FormsFile

Tables = Annotated[Path, typer.Argument(metavar="TABLES", help="本年的决算公开表（.xlsx、.xls，或印有九张表的 .pdf、.docx）")]
PriorFile = Annotated[Path | None, typer.Option("--prior", metavar="FILE", help="上年的决算公开表，或上年公开的 .pdf、.docx")]
InputsFile = Annotated[Path | None, typer.Option("--inputs", metavar="FILE", help="补充资料（.xlsx 或 .yaml）")]
FormsOption = Annotated[Path | None, typer.Option("--forms", metavar="FILE", help="绩效自评表（.xlsx、.docx、.pdf）")]
SchemeName = Annotated[str, typer.Option("--scheme", metavar="NAME", help="计分办法：wuhan、national，或自己的 .yaml 文件")]


def forms_file(path: Path | None, scheme: str) -> "FormsFile | None":
    """The file of forms that a command was given, with its scheme."""
    from assistant.pipeline import FormsFile

    return FormsFile(path, scheme) if path else None
