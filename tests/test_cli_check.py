"""`juesuan check` and `juesuan rules`: exit codes, every format, several documents, and what cannot be read."""

import json
from pathlib import Path

import docx
import openpyxl
import pytest

from assistant.cli import main
from tests.material import EXAMPLE, INPUTS, TABLES, year_before

MATERIAL = ["--tables", str(TABLES), "--inputs", str(INPUTS)]
RIGHT = "五、一般公共预算财政拨款支出决算情况说明\n2024年度一般公共预算财政拨款支出1,945.8万元。与2023年度相比，增加22.98万元，增长1.2%。\n"
WRONG = RIGHT.replace("1.2%", "2.1%")


@pytest.fixture(name="folder")
def make_folder(tmp_path: Path) -> Path:
    (tmp_path / "right.txt").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "wrong.txt").write_text(WRONG, encoding="utf-8")
    return tmp_path


def test_a_right_text_exits_with_0_and_tells_its_coverage(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "right.txt"), *MATERIAL]) == 0
    told = capsys.readouterr().out
    assert "共0处疑点" in told
    assert "与表相符 3" in told


def test_a_wrong_text_exits_with_1_and_proves_the_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "wrong.txt"), *MATERIAL]) == 1
    told = capsys.readouterr().out
    assert "现为 2.1% → 应为 1.2%" in told
    assert "22.98 ÷ 1,922.82 × 100 = 1.195%" in told


def test_without_tables_the_text_is_held_against_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "wrong.txt")]) == 1
    assert "22.98 ÷ (1,945.8 − 22.98) = 1.195%" in capsys.readouterr().out


def test_jsonl_prints_one_object_a_document_as_the_contract_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents = [str(folder / "right.txt"), str(folder / "wrong.txt")]
    assert main(["check", *documents, *MATERIAL, "--format", "jsonl"]) == 1
    right, wrong = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert right["document"] == "right.txt"
    assert right["findings"] == []
    coverage = wrong["coverage"]
    assert coverage["numbers"] == sum(value for key, value in coverage.items() if key not in {"numbers", "verified"})
    assert coverage["verified"] == coverage["matched"] + coverage["derived"] + coverage["consistent"]
    finding = wrong["findings"][0]
    assert WRONG[finding["start"] : finding["end"]] == "2.1%" == finding["stated"]
    assert finding["fix"] == WRONG.splitlines()[1].split("。")[1].replace("2.1%", "1.2%") + "。"
    entry = next(entry for entry in wrong["ledger"] if entry["text"] == "2.1%")
    assert (entry["role"], entry["status"], entry["fact"]) == ("change_rate", "mismatch", "general.total.change_rate")


def test_a_document_that_cannot_be_read_does_not_stop_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty.txt").write_bytes(b"")
    assert main(["check", str(folder / "empty.txt"), str(folder / "right.txt"), "--format", "jsonl"]) == 2
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert "empty.txt" in told.err
    assert json.loads(told.out)["document"] == "right.txt"


@pytest.mark.parametrize("form", ["json", "xlsx", "html", "docx"])
def test_a_review_that_is_written_tells_its_counts_and_what_it_was_held_against(
    form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(folder / "wrong.txt"), *MATERIAL, "--format", form, "--out", str(folder / f"复核.{form}")]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("已生成：")
    assert told[1] == "wrong.txt：共1处疑点：错误1处，提醒0处，提示0处。对照：所给的决算表 tables.xlsx、补充资料 inputs.yaml。"


def test_a_text_without_tables_says_that_only_its_words_were_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(folder / "right.txt")])
    assert "对照：没有决算表，只核对了文字自身。" in capsys.readouterr().out


def test_xlsx_holds_findings_and_ledger(folder: Path) -> None:
    out = folder / "结果.xlsx"
    assert main(["check", str(folder / "wrong.txt"), *MATERIAL, "--format", "xlsx", "--out", str(out)]) == 1
    workbook = openpyxl.load_workbook(out)
    assert {"疑点", "数字台账"} <= set(workbook.sheetnames)
    assert any("2.1%" in str(cell.value) for row in workbook["疑点"].iter_rows() for cell in row)


def test_docx_is_the_document_itself_with_a_comment_at_the_place(folder: Path) -> None:
    source, out = folder / "说明.docx", folder / "批注.docx"
    write_word(source, WRONG)
    before = source.read_bytes()
    assert main(["check", str(source), *MATERIAL, "--format", "docx", "--out", str(out)]) == 1
    assert source.read_bytes() == before
    commented = docx.Document(str(out))
    assert [paragraph.text for paragraph in commented.paragraphs] == WRONG.splitlines()
    assert ["1.2%" in comment.text for comment in commented.comments] == [True]


def test_a_format_for_a_file_asks_for_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "right.txt"), "--format", "docx"]) == 2
    assert "--out" in capsys.readouterr().err


def test_a_document_is_never_overwritten_by_its_review(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = folder / "right.txt"
    assert main(["check", str(source), "--format", "xlsx", "--out", str(source)]) == 2
    assert source.read_text(encoding="utf-8") == RIGHT
    assert "覆盖" in capsys.readouterr().err


@pytest.mark.parametrize("source", ["tables", "prior", "inputs", "second document"])
def test_a_review_is_never_written_over_what_it_read(source: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"tables": folder / "本年.xlsx", "inputs": folder / "补充.yaml", "prior": year_before(folder / "上年.xlsx")}
    files["tables"].write_bytes(TABLES.read_bytes())
    files["inputs"].write_bytes(INPUTS.read_bytes())
    files["second document"] = folder / "wrong.txt"
    before = files[source].read_bytes()
    options = [text for name in ("tables", "prior", "inputs") for text in (f"--{name}", str(files[name]))]
    documents = [str(folder / "right.txt"), str(folder / "wrong.txt")]
    assert main(["check", *documents, *options, "--format", "json", "--out", str(files[source])]) == 2
    assert "为免覆盖" in capsys.readouterr().err
    assert files[source].read_bytes() == before


def test_last_years_workbook_serves_the_check(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = year_before(folder / "上年.xlsx", "1.5")
    text = folder / "prior.txt"
    text.write_text("二、收入决算情况说明\n2024年度收入合计1,945.8万元，比上年减少972.9万元。\n", encoding="utf-8")
    assert main(["check", str(text), "--tables", str(TABLES), "--prior", str(before), "--format", "json"]) == 0
    ledger = json.loads(capsys.readouterr().out)["ledger"]
    assert [entry["status"] for entry in ledger if entry["text"] == "972.9万元"] == ["matched"]


@pytest.mark.parametrize("option", ["--prior", "--inputs"])
def test_material_for_a_document_without_tables_is_refused(option: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder / "right.txt"), option, str(INPUTS)]) == 2
    assert "没有读出九张表，上年的表、补充资料和自评表无从对照，请用 --tables 给出本年的决算表" in capsys.readouterr().err


def write_word(path: Path, text: str) -> Path:
    """A Word file of one paragraph a line."""
    path.parent.mkdir(exist_ok=True)
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_comments_on_several_documents_are_files_of_their_own(folder: Path) -> None:
    """Equal stems and equal names in two folders included."""
    documents = [write_word(folder / "a" / "甲.docx", "甲一"), write_word(folder / "b" / "甲.docx", "甲二")]
    for name in ("甲.txt", "乙.txt"):
        (folder / name).write_text(f"{name}的正文", encoding="utf-8")
        documents.append(folder / name)
    assert main(["check", *map(str, documents), "--format", "docx", "--out", str(folder / "批注")]) == 0
    written = {path.name: [paragraph.text for paragraph in docx.Document(str(path)).paragraphs] for path in (folder / "批注").iterdir()}
    assert written == {
        "1-甲.docx（复核）.docx": ["甲一"],
        "2-甲.docx（复核）.docx": ["甲二"],
        "甲.txt（复核）.docx": ["甲.txt的正文"],
        "乙（复核）.docx": ["乙.txt的正文"],
    }


def test_comments_never_replace_a_document_that_is_reviewed_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = write_word(folder / "甲.docx", "甲"), write_word(folder / "甲（复核）.docx", "已有的复核")
    before = second.read_bytes()
    assert main(["check", str(first), str(second), "--format", "docx", "--out", str(folder)]) == 2
    assert "为免覆盖" in capsys.readouterr().err
    assert second.read_bytes() == before
    assert not (folder / "甲（复核）（复核）.docx").exists()


@pytest.mark.parametrize("material", [[], MATERIAL])
def test_a_cell_of_the_documents_own_tables_is_checked(material: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Against the tables given, or, without any, by the identities of the document's own."""
    assert main(["draft", str(TABLES), "--inputs", str(INPUTS), "--out", str(tmp_path)]) == 0
    drafted = next(tmp_path.glob("*.docx"))
    document = docx.Document(str(drafted))
    cell = next(cell for row in document.tables[0].rows for cell in row.cells if cell.text.strip() == "1,575.79")
    cell.paragraphs[0].runs[0].text = "1,585.79"
    document.save(str(drafted))
    capsys.readouterr()
    assert main(["check", str(drafted), *material, "--format", "jsonl"]) == 1
    review = json.loads(capsys.readouterr().out)
    errors = [finding for finding in review["findings"] if finding["severity"] == "error"]
    assert {finding["rule"] for finding in errors} == {"own_table"}
    assert [entry["status"] for entry in review["ledger"] if entry["text"] == "1,585.79"] == ["mismatch"]
    if material:
        assert [(finding["stated"], finding["expected"], finding["quote"]) for finding in errors] == [("1,585.79", "1,575.79", "1,585.79")]


def test_a_document_of_another_year_is_told_once_and_checked_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = folder / "other.txt"
    other.write_text(RIGHT.replace("2024", "2021").replace("2023", "2020"), encoding="utf-8")
    assert main(["check", str(other), *MATERIAL, "--format", "jsonl"]) == 1
    review = json.loads(capsys.readouterr().out)
    assert [finding["rule"] for finding in review["findings"]] == ["other_document"]
    assert review["coverage"]["consistent"] == 3


@pytest.mark.parametrize(("example", "outline"), [("jianghan-2024", "wuhan-2024"), ("wuchang-2020", "wuhan-2020")])
def test_an_example_draft_checks_clean_with_every_amount_checked(
    example: str, outline: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tables, inputs = EXAMPLE.parent / example / "tables.xlsx", EXAMPLE.parent / example / "inputs.xlsx"
    assert main(["draft", str(tables), "--inputs", str(inputs), "--outline", outline, "--out", str(tmp_path)]) == 0
    capsys.readouterr()
    drafted = next(tmp_path.glob("*.docx"))
    assert main(["check", str(drafted), "--tables", str(tables), "--inputs", str(inputs), "--format", "jsonl"]) == 0
    review = json.loads(capsys.readouterr().out)
    assert review["findings"] == []
    assert [entry["text"] for entry in review["ledger"] if entry["status"] == "unchecked" and "万元" in entry["text"]] == []


def test_rules_are_listed_and_each_has_its_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    names = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {"change_rate", "completion", "share", "direction", "text_table"} <= set(names)
    assert main(["rules", "share"]) == 0
    assert "错例：" in capsys.readouterr().out
    assert main(["rules", "nonsense"]) == 2
    assert "没有这条规则" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["json", "docx"])
def test_a_file_of_the_same_name_is_set_aside(form: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "补充资料.xlsx"
    out.write_bytes(b"filled in")
    assert main(["check", str(folder / "right.txt"), "--format", form, "--out", str(out)]) == 0
    assert (folder / "补充资料（旧稿1）.xlsx").read_bytes() == b"filled in"
    assert "补充资料（旧稿1）.xlsx" in capsys.readouterr().out
