"""Rebuild tests/readers/samples: real .xls files by LibreOffice, HTML named .xls, and what is read from each.

Run as ``python -m tests.readers.make_samples`` from the project's root; it needs ``soffice``. The two
encrypted samples were saved by LibreOffice with a password and are not rebuilt; report.docx is the example
as ``juesuan draft`` wrote it, report.pdf what LibreOffice made of it.
"""

import html
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.readers.accounts import read_accounts
from schemas.accounts import Accounts
from tests.readers import layouts, shanghai

SAMPLES = Path(__file__).parent / "samples"


def make() -> None:
    """Write every sample, then the JSON of what is read from it beside it."""
    with tempfile.TemporaryDirectory() as folder:
        jianghan = layouts.wuhan_2024(Path(folder) / "wuhan-2024.xlsx")
        putuo = shanghai.shanghai_2024(Path(folder) / "shanghai-2024.xlsx")
        for source in (jianghan, putuo):
            convert_to_xls(source, SAMPLES, Path(folder))
        workbook = load_workbook(jianghan)
    (SAMPLES / "wuhan-2024-html-utf8.xls").write_bytes(page(workbook, "utf-8").encode("utf-8"))
    (SAMPLES / "wuhan-2024-html-gb18030.xls").write_bytes(page(workbook, "gb2312").encode("gb18030"))
    for sample in sorted(SAMPLES.glob("*-2024*.xls")):
        golden = json.dumps(summary(read_accounts(sample)), ensure_ascii=False, indent=1)
        sample.with_suffix(".json").write_text(golden + "\n", encoding="utf-8")


def convert_to_xls(source: Path, folder: Path, profile: Path) -> None:
    """Save a workbook as a real .xls, by LibreOffice under a profile of its own."""
    command = [
        "soffice",
        f"-env:UserInstallation=file://{profile}/profile",
        "--headless",
        "--convert-to",
        "xls",
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True)


def page(workbook: Workbook, charset: str) -> str:
    """A workbook as the systems export it: one HTML page with a table a sheet."""
    tables = "\n<br>\n".join(map(table, workbook.worksheets))
    return (
        f'<html>\n<head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head>\n<body>\n{tables}\n</body></html>\n'
    )


def table(sheet: Worksheet) -> str:
    """A sheet as an HTML table, merged cells as rowspan and colspan."""
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {cell for area in spans.values() for cell in area.cells} - spans.keys()
    rows = []
    for row in sheet.iter_rows():
        cells = [cell for cell in row if (cell.row, cell.column) not in covered]
        rows.append("<tr>" + "".join(_cell(cell.value, spans.get((cell.row, cell.column))) for cell in cells) + "</tr>")
    return "<table border=1>\n" + "\n".join(rows) + "\n</table>"


def _cell(value: Any, area: Any) -> str:
    span = "" if area is None else f" rowspan={area.max_row - area.min_row + 1} colspan={area.max_col - area.min_col + 1}"
    text = "&nbsp;" if value is None else html.escape(f"{value:,.2f}" if isinstance(value, float) else str(value)).replace("\n", "<br>")
    return f"<td{span}>{text}</td>"


def summary(accounts: Accounts) -> dict[str, Any]:
    """The accounts in a form short enough to be read by a person."""
    tables = {}
    for table in accounts.tables:
        lines = []
        for line in table.lines:
            stated = [f"{column}={cell.value}@{cell.place.cell}" for column, cell in line.cells.items() if cell.value is not None]
            lines.append(" ".join([line.key, line.label, *stated]))
        head = {"title": table.title, "number": table.number, "unit": table.unit, "year": table.year, "money": table.money}
        rest = {"decimals": table.decimals, "place": str(table.place), "notes": list(table.notes)}
        tables[type(table).__name__] = {**head, **rest, "lines": lines}
    findings = [finding.message for finding in accounts.findings]
    return {"unit": accounts.unit, "year": accounts.year, "findings": findings, "tables": tables}


if __name__ == "__main__":
    make()
