"""The example units that the page offers."""

from assistant.desks.desk import read_files
from assistant.desks.examples import list_examples


def test_the_examples_are_offered_by_unit_and_year_and_can_be_read() -> None:
    examples = list_examples()
    assert [example.label for example in examples] == ["江城市示范社会保险管理处 2024年度", "江城市示范社会保险服务处 2020年度"]
    for example in examples:
        accounts = read_files(example.files()).accounts
        assert f"{accounts.unit} {accounts.year}年度" == example.label
