"""Cues tell which role the next number plays; their order settles which of two readings is meant."""

import pytest

from assistant.checking.reading.cues import find_cues


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("比上年增加", ["versus_prior", "up"]),
        ("与2022年度相比", ["versus_prior"]),
        ("较上年同期", ["versus_prior"]),
        ("较上年决算数", ["versus_prior"]),
        ("比年初预算减少", ["versus_budget", "down"]),
        ("比2022年年初预算数", ["versus_budget"]),
        ("比2022年“三公”经费财政拨款年初预算", ["versus_budget"]),
        ("比上年预算减少", ["versus_budget", "down"]),
        ("由上年的5", ["origin"]),
        ("完成年初预算的9", ["completion"]),
        ("占调整预算9", ["completion"]),
        ("为年初预算的9", ["completion"]),
        ("占本年支出的9", ["share"]),
        ("调整预算5", ["budget"]),
        ("政府性基金预算财政拨款", []),
        ("一般公共预算财政拨款", []),
        ("决算数大于预算数", ["relation"]),
        ("决算数小于年初预算数的主要原因是", ["relation", "reason"]),
        ("低于预算3", ["relation"]),
        ("与上年持平", ["versus_prior", "flat"]),
        ("无增减变化", ["flat"]),
        ("零增长", ["flat"]),
        ("高于2", []),
        ("低2", ["down"]),
        ("差值为0", ["gap"]),
        ("新增5", ["grown"]),
        ("主要用于", ["use"]),
        ("其中", ["parts"]),
        ("分别为", ["each"]),
        ("主要原因：", ["reason"]),
        ("1,945", []),
        ("5,比", ["comma"]),
    ],
)
def test_words_are_cues_of_these_kinds(text: str, kinds: list[str]) -> None:
    assert [cue.kind for cue in find_cues(text)] == kinds


def test_a_cue_of_reason_or_relation_keeps_its_word_of_direction() -> None:
    moved, relation = find_cues("增加的主要原因是，决算数小于预算数")[0], find_cues("决算数小于预算数")[0]
    assert (moved.relation, relation.relation) == ("增加", "小于")


def test_a_cue_slices_back_to_its_word() -> None:
    text = "2024年度支出5万元，比上年增加1万元，增长25%，占总支出的3%，与预算持平。"
    assert all(text[cue.start : cue.end] == cue.word for cue in find_cues(text))
