"""A finding (疑点): trouble in a person's material, told with its place and its proof."""

from typing import Literal

from schemas.frozen import Frozen
from schemas.place import Place

Severity = Literal["error", "warning", "hint"]


class Finding(Frozen):
    """One cause of trouble.

    ``error`` is provably wrong whatever was rounded, ``warning`` contradicts a rule or cannot be
    decided, ``hint`` is a rounding tail. ``stated`` and ``expected`` are as a person reads them,
    ``formula`` shows both sides with their numbers, ``places`` the cells concerned.

    A finding in a text also has its span (``start``/``end`` in characters), the ``section`` and
    ``sentence`` it stands in, the words at the span as ``quote``, the corrected sentence as ``fix``, and
    as ``consequences`` what else is wrong only because of it. ``history`` says whether an earlier review
    had it already, where there is one to compare with.
    """

    rule: str
    severity: Severity
    message: str
    stated: str = ""
    expected: str = ""
    formula: str = ""
    places: tuple[Place, ...] = ()
    start: int | None = None
    end: int | None = None
    page: int | None = None
    section: str = ""
    quote: str = ""
    sentence: str = ""
    fix: str = ""
    consequences: tuple[str, ...] = ()
    history: Literal["", "new", "remaining"] = ""
