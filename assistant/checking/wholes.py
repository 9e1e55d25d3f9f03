"""Wholes: the totals that a share can be a share of, the likeliest first.

A share whose total is not named may be one of any total that encloses its part: the one whose list it stands
in, the section's, or one above the part in the tables. It is wrong only where it fits none of them.
"""

import re
from collections.abc import Iterable, Iterator

from assistant.checking.reading.mentions import Mention
from assistant.checking.reading.reader import SECTION_SUBJECTS
from assistant.checking.reading.subjects import Subject, subject_of

UNNAMED_WHOLE = re.compile(r"(?:该|总|全部|合计|其|本)?(?:总额|总计|合计|总数|全部|支出总额|金额)")
_ABOVE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"income\.(?!total$)", ("income.total", "overall.total")),
    (r"expenditure\.(?!total$)", ("expenditure.total", "overall.total")),
    (r"fiscal\.income\.(?!total$)", ("fiscal.income.total", "fiscal.total")),
    (r"fiscal\.(?:expenditure\.(?!total$)|function\.)", ("fiscal.expenditure.total", "fiscal.total")),
    (r"function\.|general\.(?:basic|project)$", ("general.total",)),
    (r"economic\.", ("general.basic", "general.total")),
    (r"all_basic\.", ("expenditure.basic", "expenditure.total")),
    (r"operating\.", ("operating_cost",)),
    (r"three_public\.vehicle_", ("three_public.vehicles", "three_public.total")),
    (r"three_public\.(?!total$)", ("three_public.total",)),
    (r"procurement\.(?:micro|goods_sme|works_sme|services_sme)$", ("procurement.sme", "procurement.total")),
    (r"procurement\.(?!total$)", ("procurement.total",)),
    (r"fund\.(?!total$)", ("fund.total",)),
    (r"capital\.(?!total$)", ("capital.total",)),
)
"""What a stem begins with, and the totals that enclose it in the tables, the nearest first."""
_TOTALS_ABOVE = tuple((re.compile(pattern), totals) for pattern, totals in _ABOVE)
_ACCOUNT = re.compile(r"(?P<table>(?:\w+\.)?function\.)(?P<code>\d{5,7})$")


def wholes(share: Mention) -> tuple[Subject, ...]:
    """What a share can be a share of; nothing where words name a thing that is no subject."""
    if share.whole is not None:
        return (share.whole,)
    named = share.whole_text.strip("的比例重为约达到了：:")
    section = SECTION_SUBJECTS.get(share.section)
    if section is None or (named and not UNNAMED_WHOLE.fullmatch(named)):
        return ()
    above = list(dict.fromkeys(total for stem in (share.subject.stems if share.subject else ()) for total in totals_above(stem)))
    found = (*share.lists, subject_of("", section), *(subject_of("", total) for total in above))
    return tuple(sorted(_distinct(found, share.subject), key=lambda subject: not set(subject.stems) & set(above)))


def totals_above(stem: str) -> Iterator[str]:
    """The totals that enclose a stem in the tables, the nearest first: 款 and 类 of an account, then the totals of its table."""
    account = _ACCOUNT.match(stem)
    if account:
        yield from (f"{account['table']}{account['code'][:digits]}" for digits in (5, 3) if digits < len(account["code"]))
    yield from next((totals for pattern, totals in _TOTALS_ABOVE if pattern.match(stem)), ())


def _distinct(subjects: Iterable[Subject], own: Subject | None) -> list[Subject]:
    """One subject a key, without the part itself."""
    return list({subject.key: subject for subject in subjects if own is None or subject.key != own.key}.values())
