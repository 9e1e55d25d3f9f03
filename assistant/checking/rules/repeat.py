"""同一指标前后两处的数不一致。

查什么：同一指标、同一年度的数在两处写得不同；同样的实际数和计划数，两处的完成率不同。
为什么：改了一处，忘了另一处。
错例：2024年度收、支总计1,945.80万元。年末核对，收、支总计⟦1,954.80万元⟧。
正例：2024年度收、支总计1,945.80万元。年末核对，收、支总计1,945.80万元。
依据：见于2020年的公开文件：同一完成率一处写109.6%，另一处写109.8%。
"""

from collections.abc import Iterator
from itertools import pairwise

from assistant.checking.book import Book
from assistant.checking.quantities import comparable, middle, signed, stated
from assistant.checking.reading.mentions import Mention
from assistant.checking.relations import Relation, written
from assistant.checking.rules import completion

ROLES = ("level", "budget", "prior", "change", "change_rate", "completion")


def relate(book: Book) -> Iterator[Relation]:
    """A relation between each two successive statements of one quantity."""
    yield from _rates(book)
    seen: dict[tuple[str, str, str], list[Mention]] = {}
    for mention in book.reading.mentions:
        subject = mention.subject
        if subject is None or not subject.stem or len(subject.stems) > 1 or mention.role not in ROLES:
            continue
        if not mention.sure or mention.others or mention.year is not None or mention.section in {"performance", "other", "terms"}:
            continue
        kind = mention.budget if mention.role in {"budget", "completion"} else _compared_with(mention) if mention.role != "level" else ""
        seen.setdefault((subject.stem, mention.role, kind), []).append(mention)
    for mentions in seen.values():
        for earlier, later in pairwise(mentions):
            interval, value = signed(earlier), middle(earlier)
            if interval is None or value is None or not comparable(earlier.number, later.number):
                continue
            formula = f"前文为{written(earlier)}"
            yield Relation("repeat", later, (earlier,), interval, value * (earlier.sign or 1), formula, "同一指标前后两处的数不一致")


def _compared_with(mention: Mention) -> str:
    return mention.versus if mention.base is None else f"{mention.versus}{mention.base}"


def _rates(book: Book) -> Iterator[Relation]:
    """One actual and one plan, stated twice, must give one completion rate; the place that computes right is believed."""
    seen: dict[tuple[str, str], Relation] = {}
    for relation in completion.relate(book):
        pair = tuple("".join(source.number.text.split()) for source in relation.sources)
        earlier = seen.setdefault((pair[0], pair[1]), relation)
        if earlier is relation or stated(earlier.target) is None:
            continue
        wrong, right = (earlier, relation) if earlier.is_tail and not relation.is_tail else (relation, earlier)
        shown, point = signed(right.target), middle(right.target)
        if shown is not None and point is not None:
            formula = f"{relation.formula}，另一处为{written(right.target)}%"
            yield Relation("repeat", wrong.target, (right.target,), shown, point, formula, "同一指标前后两处的数不一致", blames_target=True)
