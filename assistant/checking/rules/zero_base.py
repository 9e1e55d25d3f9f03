"""基数为零却写了比例。

查什么：上年数为零写了增减百分比，或预算数为零写了完成率。
为什么：基数为零时比例没有意义，习惯上写成“增长100%”。
错例：公务接待费支出5万元，上年为0万元，增加5万元，增长⟦100%⟧。
正例：公务接待费支出5万元，上年为0万元，增加5万元。
依据：基数为零无可比性。
"""

from collections.abc import Iterator

from assistant.checking.book import Book
from assistant.checking.frames import Frame
from assistant.checking.quantities import middle
from assistant.checking.reading.mentions import Mention
from schemas.finding import Finding

PAIRS = (("change_rate", "prior", "上年数为零，增减比例无可比性"), ("completion", "budget", "预算数为零，完成率无可比性"))


def find(book: Book) -> Iterator[Finding]:
    """Rates whose base is zero, in the text or in the tables; 0% of nothing is let pass."""
    for frame in book.frames.all:
        for rate, base, told in PAIRS:
            mention = frame.slots.get(rate)  # type: ignore[call-overload]
            if mention is not None and mention.number.value and _is_zero(book, frame, mention, base):
                span = (mention.paragraph, mention.number.start, mention.number.end)
                yield book.finding("zero_base", "warning", span, told, stated=mention.number.text)


def _is_zero(book: Book, frame: Frame, mention: Mention, base: str) -> bool:
    own = frame.get(base)  # type: ignore[arg-type]
    if own is not None:
        return middle(own) == 0
    stems = mention.subject.stems if mention.subject and len(mention.subject.stems) == 1 else ()
    return any(book.facts.value(f"{stem}.{base}") == 0 for stem in stems)
