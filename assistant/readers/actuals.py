"""Which columns of a header hold this year's actuals, where a table prints budgets or another year beside them."""

import re
from collections.abc import Mapping

_BUDGET = re.compile(r"(?:^|年初|全年|年度?|调整后?的?|当年|支出|收入)预算(?:数|额|金额)?$")
_ASIDE = re.compile(
    r"^(?:与|较|比)?(?:上年|去年|上一年)(?!.*结[转余])|增减|增长|完成.{0,4}预算|预算.{0,4}完成|^占.*(?:%|比)|行次|备注|序号"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")


def actual_paths(paths: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """The columns but those whose headings speak of a budget, of a comparison, or of a year before the latest named."""
    kept = {
        column: path for column, path in paths.items() if not any(_BUDGET.search(heading) or _ASIDE.search(heading) for heading in path)
    }
    years = {column: max(named) for column, path in kept.items() if (named := _years(path))}
    latest = max(years.values(), default=0)
    return {column: path for column, path in kept.items() if years.get(column, latest) == latest}


def _years(path: tuple[str, ...]) -> list[int]:
    return [int(year) for heading in path for year in _YEAR.findall(heading)]
