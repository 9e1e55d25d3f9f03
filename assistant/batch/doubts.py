"""What a person should look at before a unit's report goes out although nothing is wrong for certain: files that may be mixed up."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from assistant.figures.amounts import read_amounts
from assistant.pipeline import Material
from assistant.readers.texts import comparison_text
from schemas.accounts import Accounts
from schemas.batch import UnitFiles

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MIXED_UP = frozenset({"unit_renamed", "no_year", "no_unit"})
"""The rules of findings that say that a file may be another's."""


def list_doubts(unit: UnitFiles, material: Material) -> Iterator[str]:
    """Lines in Chinese: of another unit's tables, of last year's amounts in both years, of files whose names say another year."""
    accounts, prior = material.accounts, material.prior
    yield from (finding.message for finding in material.findings if finding.rule in _MIXED_UP)
    if unit.stated and not _may_be_short_for(unit.stated, accounts.unit):
        yield f"清单写的单位是“{unit.stated}”，决算表里是“{accounts.unit}”，请确认没有写错文件"
    if prior and _say_the_same(accounts, prior):
        yield "本年和上年的金额逐项相同，请确认本年的表不是上年的"
    yield from _tell_years(unit.tables, accounts.year)
    yield from _tell_years(unit.prior, prior.year if prior else 0)


def _say_the_same(accounts: Accounts, prior: Accounts) -> bool:
    """Whether two years' tables have the same amounts, any of them at all; most differ soon."""
    some = False
    for one, other in zip_longest(read_amounts(accounts), read_amounts(prior)):
        if one is None or other is None or (one.name, one.value) != (other.name, other.value):
            return False
        some = some or bool(one.value)
    return some


def _may_be_short_for(name: str, unit: str) -> bool:
    """Whether one of two names has all characters of the other, in their order: 市水利局 for 某某市水利局."""
    short, long = sorted(map(comparison_text, (name, unit)), key=len)
    signs = iter(long)
    return all(sign in signs for sign in short)


def _tell_years(file: Path | None, year: int) -> Iterator[str]:
    """That the name of a file says an earlier year than its tables; a later one may be that of the publication."""
    named = [int(found) for found in _YEAR.findall(file.stem)] if file else []
    if file and named and max(named) < year:
        yield f"{file.name}：文件名里是{max(named)}年，表是{year}年度的，请确认没有拿错"
