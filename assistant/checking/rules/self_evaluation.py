"""绩效自评表与自评综述不符，或表内的执行率、得分算错。

查什么：自评综述的全年预算数、执行数、执行率、得分，与同一项目（或单位整体）的绩效自评表是否一致；表内执行率、执行得分、各指标得分、总分是否算对。定性指标不核对；有几种读法的，没有一种说得通才报。
为什么：综述和自评表往往由不同的人、在不同的时候填写；得分逐项手算，改了完成值忘了改得分。
错例：2023年度培训经费项目绩效自评表
项目名称	培训经费
预算执行情况（万元）（20分）	预算数（A）	执行数（B）	执行率（B/A）	得分（20分*执行率）
年度财政资金总额	50.00	40.00	80%	⟦18⟧
正例：2023年度培训经费项目绩效自评表
项目名称	培训经费
预算执行情况（万元）（20分）	预算数（A）	执行数（B）	执行率（B/A）	得分（20分*执行率）
年度财政资金总额	50.00	40.00	80%	16
依据：自评表备注的计分原则（正向指标得分=权重*B/A，反向指标得分=权重*A/B，不得突破权重）；见于2020年、2024年的公开文件。
"""

from collections.abc import Iterator

from assistant.checking.book import Book
from assistant.checking.form_checks import Check, check_form
from assistant.checking.reading.forms import find_forms
from assistant.checking.summary_checks import check_summaries
from schemas.finding import Finding
from schemas.review import Status


def find(book: Book) -> Iterator[Finding]:
    """What the forms contradict: themselves, or the words about them."""
    yield from (check.finding for check in _check(book) if check.finding)


def settle(book: Book) -> dict[tuple[int, int], Status]:
    """The state of each number that a check proved or refuted, by its span in the author's text."""
    states: dict[tuple[int, int], Status] = {}
    for check in _check(book):
        for number in check.numbers if check.finding is None else ():
            states.setdefault((number.start, number.end), "consistent")
        if check.wrong and check.finding and check.finding.severity == "error":
            states[check.wrong.start, check.wrong.end] = "mismatch"
    return states


def _check(book: Book) -> Iterator[Check]:
    text = book.reading.text
    forms = find_forms(text)
    for form in forms:
        yield from check_form(text, form)
    yield from check_summaries(book, forms)
