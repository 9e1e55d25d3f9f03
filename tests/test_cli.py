"""The commands within this process: what they print and write, and their exit codes."""

import json
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistant.cli import main
from assistant.export.templates import inputs_template
from assistant.readers.inputs import read_inputs
from tests.material import INPUTS, TABLES, UNIT, change_tables, draft, replace_text, sentences, set_cells, to_yuan, year_before

FILES = {f"2024年度{UNIT}单位决算公开{suffix}" for suffix in (".docx", ".md", ".json")}


def test_a_draft_is_written_in_three_forms_and_their_names_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draft(TABLES, "--inputs", INPUTS, "--out", tmp_path / "out") == 0
    told = capsys.readouterr()
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    assert all(str(tmp_path / "out" / name) in told.out for name in FILES)
    assert told.err == ""


def test_a_draft_without_inputs_says_what_is_still_wanted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Figures to be given, line by line, and a gap in the text for each."""
    assert draft(TABLES, "--out", tmp_path / "out") == 0
    told = capsys.readouterr().out.splitlines()
    heading = next(line for line in told if line.startswith("还需要填写的内容"))
    count = int(heading.removeprefix("还需要填写的内容，共 ").removesuffix(" 项："))
    assert [line.split(". ")[0].strip() for line in told[told.index(heading) + 1 :]][:count] == [str(n) for n in range(1, count + 1)]
    assert any(line.endswith(". 政府采购支出总额") for line in told)
    assert any("【待补充：政府采购支出总额】" in sentence for sentence in sentences(tmp_path / "out"))


def test_reasons_wanted_are_told_the_largest_change_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Last year's tables are there, but nobody has said why anything changed."""
    assert draft(TABLES, "--prior", year_before(tmp_path / "上年.xlsx", "1.25"), "--out", tmp_path / "out") == 0
    told = capsys.readouterr().out
    block = told.partition("还需要填写的原因（变动大的在前），共 ")[2].partition("还需要填写的内容")[0].splitlines()
    assert "减少486.45万元" in block[1]
    assert "减少0.39万元" in block[-1]


def test_a_broken_sum_is_an_error_told_with_its_cells_and_the_draft_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = change_tables(tmp_path / "决算表.xlsx", set_cells({"3!G7": 313.1}))
    assert draft(tables, "--inputs", INPUTS, "--out", tmp_path / "out") == 1
    told = capsys.readouterr().out
    assert "【错误】《2024年度支出决算表》：“合计”本行合计＝各栏之和，不符" in told
    assert "1,945.8 ≠ 1,642.7 + 313.1 = 1,955.8" in told
    sheet = "决算表.xlsx「GK03 支出决算表(公开03表)」"
    assert f"位置：{sheet}E7、{sheet}F7、{sheet}G7" in told
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES


@pytest.mark.parametrize("form", ["text", "json"])
def test_reconcile_exits_by_the_worst_of_its_findings(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = change_tables(tmp_path / "决算表.xlsx", set_cells({"3!G7": 313.1}))
    assert [main(["reconcile", str(path), "--format", form]) for path in (TABLES, broken)] == [0, 1]
    assert capsys.readouterr().err == ""


def test_reconcile_as_json_has_both_sides_formula_and_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = change_tables(tmp_path / "决算表.xlsx", set_cells({"3!G7": 313.1}))
    main(["reconcile", str(broken), "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    wrong = [finding for finding in told["findings"] if finding["severity"] == "error"]
    assert told["counts"]["error"] == len(wrong)
    row = next(finding for finding in wrong if "本行合计" in finding["message"])
    assert (row["stated"], row["expected"]) == ("1,945.8", "1,955.8")
    assert row["places"] == [f"决算表.xlsx「GK03 支出决算表(公开03表)」{cell}" for cell in ("E7", "F7", "G7")]


def test_reconcile_needs_no_unit_and_no_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sums are sums whosever they are; what the tables do not say is told."""
    tables = change_tables(tmp_path / "决算表.xlsx", replace_text("2024年度", ""))
    assert main(["reconcile", str(tables)]) == 0
    assert "决算表.xlsx：表中没有写明年度" in capsys.readouterr().out


def test_figures_as_json_keep_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    """Values are strings or null, formulas name facts of the same sheet, and every cell is named."""
    assert main(["figures", str(TABLES), "--inputs", str(INPUTS), "--format", "json"]) == 0
    sheet = json.loads(capsys.readouterr().out)
    assert sheet.keys() == {"unit", "year", "facts"}
    assert (sheet["unit"], sheet["year"]) == (UNIT, 2024)
    facts = {fact["id"]: fact for fact in sheet["facts"]}
    assert len(facts) == len(sheet["facts"])
    keys = {"id", "label", "value", "unit", "year", "text", "formula", "places"}
    assert all(fact.keys() == keys and isinstance(fact["value"], str | None) for fact in facts.values())
    total = facts["income.total"]
    assert Decimal(total["value"]) == Decimal("1945.8")
    assert (total["unit"], total["text"], total["places"]) == ("万元", "1,945.8万元", ["tables.xlsx「GK02 收入决算表(公开02表)」E7"])
    rate = facts["income.total.change_rate"]
    assert (rate["unit"], rate["text"], rate["formula"]) == ("%", "-9.4%", "{income.total.change} ÷ {income.total.prior} × 100")


def test_figures_go_to_the_screen_or_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "指标.xlsx"
    assert main(["figures", str(TABLES), "--format", "xlsx", "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"已生成：{out}\n"
    assert load_workbook(out).worksheets[0]["A1"].value == "编号"
    assert main(["figures", str(TABLES)]) == 0
    assert any(line.startswith("income.total ") and "1,945.8万元" in line for line in capsys.readouterr().out.splitlines())


@pytest.mark.parametrize("source", ["tables", "prior", "inputs"])
def test_figures_never_overwrite_what_they_read(source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"tables": change_tables(tmp_path / "本年.xlsx", lambda workbook: None), "prior": year_before(tmp_path / "上年.xlsx")}
    files["inputs"] = tmp_path / "补充.yaml"
    files["inputs"].write_bytes(INPUTS.read_bytes())
    before = files[source].read_bytes()
    options = ["--prior", str(files["prior"]), "--inputs", str(files["inputs"])]
    assert main(["figures", str(files["tables"]), *options, "--format", "xlsx", "--out", str(files[source])]) == 2
    assert capsys.readouterr().err == f"{files[source]}：这是要读取的文件，为免覆盖，请换一个文件名\n"
    assert files[source].read_bytes() == before


def test_figures_compare_with_last_years_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = year_before(tmp_path / "上年.xlsx", "1.5")
    assert main(["figures", str(TABLES), "--prior", str(before), "--format", "json"]) == 0
    facts = {fact["id"]: fact["text"] for fact in json.loads(capsys.readouterr().out)["facts"]}
    assert (facts["income.total.prior"], facts["income.total.change"]) == ("2,918.7万元", "-972.9万元")


def test_reconcile_holds_this_years_opening_against_last_years_closing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = change_tables(tmp_path / "本年.xlsx", set_cells({"1!C35": 5}))
    before = year_before(tmp_path / "上年.xlsx")
    rules = []
    for prior in ([], ["--prior", str(before)]):
        main(["reconcile", str(opened), *prior, "--format", "json"])
        rules.append([finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]])
    assert "carried_forward" not in rules[0]
    assert rules[1].count("carried_forward") == 1


def test_trouble_in_a_table_is_told_beside_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On stderr, so that what is piped on stays JSON."""
    tables = change_tables(tmp_path / "决算表.xlsx", set_cells({"3!E8": "约1500"}))
    assert main(["figures", str(tables), "--format", "json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["unit"] == UNIT
    assert "【错误】决算表.xlsx「GK03 支出决算表(公开03表)」E8：“约1500”不是金额，按空白读取" in told.err


@pytest.mark.parametrize("kind", ["inputs", "tables"])
def test_a_template_is_never_written_over_a_file(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "模板.xlsx"
    assert main(["template", kind, "--out", str(out)]) == 0
    filled = out.read_bytes()
    assert main(["template", kind, "--out", str(out)]) == 2
    assert capsys.readouterr().err == f"{out}：文件已经存在；为免覆盖已填写的内容，请换一个文件名\n"
    assert out.read_bytes() == filled


def test_a_template_filled_from_the_tables_knows_unit_year_and_accounts(tmp_path: Path) -> None:
    out = tmp_path / "补充资料.xlsx"
    assert main(["template", "inputs", "--tables", str(TABLES), "--out", str(out)]) == 0
    inputs = read_inputs(out)
    assert (inputs.profile.unit, inputs.profile.year) == (UNIT, 2024)
    codes = {budget.code for budget in inputs.budgets}
    assert {"合计", "208", "20801", "2080101", "2210203"} <= codes
    assert (len(inputs.prior), len(inputs.reasons)) == (0, 0)  # prepared lines without a figure or a text say nothing
    facts = {row[0].value for row in load_workbook(out)["原因"].iter_rows(min_row=2)}
    assert {"income.total.change", "function.2080109.completion", "three_public.reception.completion"} <= facts


def test_a_filled_workbook_and_its_yaml_give_the_same_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The template, filled in cell by cell with what the YAML says."""
    filled = tmp_path / "补充资料.xlsx"
    filled.write_bytes(inputs_template(read_inputs(INPUTS)))
    for name, inputs in (("yaml", INPUTS), ("xlsx", filled)):
        assert draft(TABLES, "--inputs", inputs, "--out", tmp_path / name) == 0
    assert sentences(tmp_path / "xlsx") == sentences(tmp_path / "yaml")


def test_last_years_workbook_gives_the_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every amount of last year was a quarter larger, so each is down by its own quarter of 1.25, 20%."""
    before = year_before(tmp_path / "上年.xlsx", "1.25")
    assert draft(TABLES, "--prior", before, "--out", tmp_path / "out") == 0
    text = "".join(sentences(tmp_path / "out"))
    assert "减少486.45万元，下降20%" in text  # 1,945.80 × 1.25 = 2,432.25
    assert "减少0.39万元，下降20%" in text  # 1.54 × 1.25 = 1.925; 0.385 rounded half up
    assert "2,432.25" not in text


def test_last_years_document_gives_the_same_changes_as_its_workbook_and_its_reasons_are_only_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = year_before(tmp_path / "上年.xlsx", "2")
    reason = "上年一次性项目已经完成"
    given = tmp_path / "上年.yaml"
    given.write_text(f"reasons:\n  - {{fact: income.total.change, text: {reason}}}\n", encoding="utf-8")
    draft(before, "--prior", year_before(tmp_path / "前年.xlsx", "4", year=2022), "--inputs", given, "--out", tmp_path / "2023")
    document = next((tmp_path / "2023").glob("*.docx"))
    capsys.readouterr()
    for prior, folder in ((before, "workbook"), (document, "document")):
        draft(TABLES, "--prior", prior, "--out", tmp_path / folder)
    assert len(sentences(tmp_path / "document")) > 20
    assert sentences(tmp_path / "document") == sentences(tmp_path / "workbook")
    assert f"上年写的是：{reason}（供参考，未写入）" in capsys.readouterr().out
    assert not any(reason in sentence for sentence in sentences(tmp_path / "document"))


def test_a_unit_that_changed_its_name_is_only_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = year_before(tmp_path / "上年.xlsx", unit="江城市原示范社会保险管理处")
    assert draft(TABLES, "--prior", before, "--out", tmp_path / "out") == 0
    told = capsys.readouterr().out
    assert f"【提醒】上年决算表 上年.xlsx：单位是“江城市原示范社会保险管理处”，本年是“{UNIT}”，请确认是同一单位" in told


def test_tables_in_yuan_and_in_ten_thousand_yuan_give_the_same_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mixed = change_tables(tmp_path / "决算表.xlsx", to_yuan(2, 5))
    assert draft(mixed, "--inputs", INPUTS, "--out", tmp_path / "mixed") == 0
    told = capsys.readouterr().out
    assert (
        "【提醒】决算表.xlsx：各表的金额单位不同（「GK01 收入支出决算总表(公开01表)」F3为万元，「GK02 收入决算表(公开02表)」K3为元）"
        in told
    )
    assert draft(TABLES, "--inputs", INPUTS, "--out", tmp_path / "plain") == 0
    assert sentences(tmp_path / "mixed") == sentences(tmp_path / "plain")


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (-1945.8, "C7：金额为负数 -1945.8，请核对"),
        (1945.8e10, "C7：金额 19,458,000,000,000 万元大得不合情理，请核对金额单位"),
    ],
)
def test_an_amount_that_cannot_be_is_told_with_its_cell(
    amount: float, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables = change_tables(tmp_path / "决算表.xlsx", set_cells({"1!C7": amount}))
    assert draft(tables, "--inputs", INPUTS, "--out", tmp_path / "out") == 1
    assert f"【提醒】决算表.xlsx「GK01 收入支出决算总表(公开01表)」{told}" in capsys.readouterr().out
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"juesuan {version('juesuan')}\n"
