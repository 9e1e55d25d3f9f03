"""What a clause names of its own, that no table has, is what its claim is about; not the subject that was named before."""

import pytest

from tests.checking.small_unit import OPERATING, OVERALL, SPENDING, THREE, THREE_AND_MORE, wrong_words


@pytest.mark.parametrize(
    "text",
    [
        THREE_AND_MORE + "会议费支出1.50万元，与上年持平。",
        THREE_AND_MORE + "“三公”经费支出8.86万元。培训费支出2.30万元，决算数等于预算数。",
        SPENDING + "（二）会议费支出情况\n2024年度会议费支出1.20万元，与2023年持平。",
        SPENDING + "差旅费支出9.49万元，与上年持平。",
        OPERATING + "机关运行经费68.62万元，其中会议费1.20万元、培训费0.80万元，均与上年持平。",
        OPERATING + "机关运行经费68.62万元，比上年减少1.38万元，物业费1.00万元，与上年一致。",
        OPERATING + "机关运行经费68.62万元，人均支出0.05万元，与上年持平。",
        OPERATING + "机关运行经费68.62万元，在职人员120人，与上年持平。",
        THREE + "因公出国（境）费5.42万元，组团3个，与上年持平。",
        THREE + "公务接待费3.44万元，接待批次17批次，较上年无变化。",
        THREE + "公务接待费3.44万元，定额标准与上年持平。",
        THREE + "“三公”经费支出8.86万元，公务用车数量与上年持平，较上年增加2.44万元。",
        THREE + "“三公”经费支出8.86万元，会议费较上年减少0.20万元，下降10%。",
        THREE + "“三公”经费支出8.86万元，会议费较上年1.70万元减少0.20万元。",
        THREE + "公务用车运行维护费、公务接待费，分别较2023年持平、减少0.11万元。",
        THREE + "公务用车运行维护费0万元、公务接待费3.44万元，分别较2023年持平、减少0.11万元。",
        THREE + "因公出国（境）费5.42万元，公务用车运行维护费0万元，与上年持平。",
    ],
)
def test_a_claim_about_what_no_table_has_is_not_one_about_the_subject_before(text: str) -> None:
    assert wrong_words(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (THREE + "“三公”经费支出8.86万元，与上年持平。", "持平"),
        (THREE + "“三公”经费支出8.86万元，全年支出情况与上年持平。", "持平"),
        (THREE + "“三公”经费支出8.86万元，我单位支出总体较上年无变化。", "无变化"),
        (THREE + "“三公”经费支出决算8.86万元，决算数等于预算数。", "等于预算数"),
        (THREE + "因公出国（境）费5.42万元，组团3个，决算数等于预算数。", "等于预算数"),
        (THREE + "会议费1.50万元，与上年持平。公务接待费3.44万元，与上年持平。", "持平"),
        (THREE + "公务接待费3.44万元，接待17批次120人次。公务接待费支出与上年持平。", "持平"),
        (THREE + "公务接待费3.44万元，与上年相比增加的主要原因是来访增加。", "增加"),
        (THREE + "公务用车运行维护费、公务接待费，分别较2023年持平、增加0.11万元。", "增加"),
        (THREE + "公务接待费、公务用车运行维护费，分别较2023年持平、持平。", "持平"),
        (THREE + "因公出国（境）费5.42万元，公务接待费3.44万元，与上年持平。", "持平"),
        (THREE + "会议费1.50万元，上年1.70万元，与上年持平。", "持平"),
        (OVERALL + "收、支总计950.66万元。与上年相比，收、支均持平。", "持平"),
        (SPENDING + "本年支出合计849.27万元，其中：基本支出501.96万元，与上年持平；项目支出347.31万元。", "持平"),
    ],
)
def test_a_wrong_claim_about_a_known_subject_is_found(text: str, wrong: str) -> None:
    assert wrong_words(text) == [wrong]


@pytest.mark.parametrize(
    "words", ["全年", "当期支出", "经费总额", "总体来看", "因此支出", "本部门", "江城市东区社保处2024年度", "从总额上看"]
)
def test_words_before_a_comparison_that_name_nothing_leave_the_subject(words: str) -> None:
    text = f"{THREE}“三公”经费支出8.86万元，{words}比上年增加{{}}万元。"
    assert wrong_words(text.format("2.44")) == []
    assert wrong_words(text.format("4.24")) == ["4.24万元"]
