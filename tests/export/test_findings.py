"""Findings for a person and for a program."""

import json

from assistant.export.findings import findings_json, findings_text
from schemas.finding import Finding
from schemas.place import Place

ERROR = Finding(
    rule="sum",
    severity="error",
    message="表2合计不等于各类之和",
    stated="1,945.80",
    expected="1,945.90",
    formula="1,575.79 + 370.11 = 1,945.90",
    places=(Place(file="表.xlsx", sheet="表2", cell="E5"), Place(file="表.xlsx", sheet="表2", cell="E6")),
)
HINT = Finding(rule="tail", severity="hint", message="尾差0.01")


def test_a_person_reads_message_proof_cells_and_counts() -> None:
    assert findings_text([ERROR, HINT]) == (
        "【错误】表2合计不等于各类之和\n"
        "　　现为1,945.80，应为1,945.90\n"
        "　　算式：1,575.79 + 370.11 = 1,945.90\n"
        "　　位置：表.xlsx「表2」E5、表.xlsx「表2」E6\n"
        "【提示】尾差0.01\n"
        "共2处疑点：错误1处，提醒0处，提示1处。\n"
    )


def test_nothing_found_is_said() -> None:
    assert findings_text([]) == "共0处疑点：错误0处，提醒0处，提示0处。\n"


def test_a_program_reads_findings_with_places_as_strings_and_counts() -> None:
    parsed = json.loads(findings_json([ERROR, HINT]))
    assert parsed["counts"] == {"error": 1, "warning": 0, "hint": 1}
    assert parsed["findings"][0]["places"] == ["表.xlsx「表2」E5", "表.xlsx「表2」E6"]
    assert [(finding["rule"], finding["severity"], finding["stated"]) for finding in parsed["findings"]] == [
        ("sum", "error", "1,945.80"),
        ("tail", "hint", ""),
    ]


def test_what_a_program_reads_is_the_whole_finding() -> None:
    """But for the places, which are told as a person reads them, nothing that a finding says is lost or changed."""
    told = [{**entry, "places": ()} for entry in json.loads(findings_json([ERROR, HINT]))["findings"]]
    assert [Finding.model_validate(entry) for entry in told] == [ERROR.model_copy(update={"places": ()}), HINT]
