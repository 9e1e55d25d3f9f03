"""Labels of tables 1 and 4 as keys."""

import pytest

from assistant.readers.tables.labels import expenditure_key, income_key
from schemas.accounts import CLASS_NAMES, INCOME_LABELS


@pytest.mark.parametrize(("key", "label"), INCOME_LABELS.items())
def test_income_labels_with_any_ordinal(key: str, label: str) -> None:
    assert income_key(f"一、{label}") == income_key(f"（一）{label}") == income_key(label) == key


@pytest.mark.parametrize(("code", "name"), CLASS_NAMES.items())
def test_class_names_with_and_without_ordinal(code: str, name: str) -> None:
    assert expenditure_key(f"二十一、{name}") == expenditure_key(f"{name}（类）") == code


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("七、文化体育与传媒支出", "207"),
        ("九、医疗卫生与计划生育支出", "210"),
        ("十八、国土海洋气象等支出", "220"),
        ("八、208社会保障和就业支出", "208"),
    ],
)
def test_names_of_earlier_years(label: str, code: str) -> None:
    assert expenditure_key(label) == code


@pytest.mark.parametrize("label", ["使用非财政拨款结余(含专用结余)", "使用非财政拨款结余", "用事业基金弥补收支差额"])
def test_names_of_the_surplus_used(label: str) -> None:
    assert income_key(label) == "use_surplus"


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("本年支出合计", "total"),
        ("结余分配", "surplus_distribution"),
        ("年末财政拨款结转和结余", "closing"),
        ("年末结转和结余", "closing"),
        ("总计", "grand_total"),
        ("合同", None),
    ],
)
def test_results_of_the_expenditure_side(label: str, key: str | None) -> None:
    assert expenditure_key(label) == key
