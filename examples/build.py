"""Rebuilds the workbooks of the example units from their readable data: ``python -m examples.build``."""

from pathlib import Path

from assistant.export.performance_book import forms_workbook
from assistant.export.templates import inputs_template
from assistant.figures.performance.scores import score_form
from assistant.readers.inputs import read_inputs
from assistant.readers.performance.schemes import read_scheme
from examples.figures import read_unit
from examples.forms import read_forms
from examples.layouts import LAYOUTS
from examples.sheets import draw_sheets
from examples.workbook import write_workbook

HERE = Path(__file__).parent
EXAMPLES = ("jianghan-2024", "wuchang-2020")


def build_tables(folder: Path) -> bytes:
    """tables.xlsx of an example, from its data.yaml."""
    unit = read_unit(folder / "data.yaml")
    layout = LAYOUTS[unit.layout]
    return write_workbook(draw_sheets(unit, layout), layout)


def build_inputs(folder: Path) -> bytes:
    """inputs.xlsx of an example, from its inputs.yaml."""
    return inputs_template(read_inputs(folder / "inputs.yaml"))


def build_performance(folder: Path) -> bytes:
    """performance.xlsx of an example, from its performance.yaml."""
    scheme = read_scheme("wuhan")
    return forms_workbook([score_form(form, scheme) for form in read_forms(folder / "performance.yaml")])


def main() -> None:
    """Writes every workbook of every example."""
    for name in EXAMPLES:
        folder = HERE / name
        (folder / "tables.xlsx").write_bytes(build_tables(folder))
        (folder / "inputs.xlsx").write_bytes(build_inputs(folder))
        (folder / "performance.xlsx").write_bytes(build_performance(folder))


if __name__ == "__main__":
    main()
