"""同一指标前后两处的数不一致。

What: the same subject, role and year stated twice with values that cannot be the same quantity.
Why: one place was updated and the other was forgotten.
Wrong: 收、支总计1,945.8万元。……2024年度收、支总计⟦1,954.8万元⟧。
Right: 收、支总计1,945.8万元。……2024年度收、支总计1,945.8万元。
Source: FIELD.md; where tables are given, the place that contradicts them is reported by its own rule.
"""

from collections.abc import Iterator
from itertools import pairwise

from assistant.checking.book import Book
from assistant.checking.quantities import comparable, middle, signed
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
        if not mention.sure or mention.section in {"performance", "other", "terms"}:
            continue
        kind = mention.budget if mention.role in {"budget", "completion"} else mention.versus if mention.role != "level" else ""
        seen.setdefault((subject.stem, mention.role, kind), []).append(mention)
    for mentions in seen.values():
        for earlier, later in pairwise(mentions):
            interval, value = signed(earlier), middle(earlier)
            if interval is None or value is None or not comparable(earlier.number, later.number):
                continue
            formula = f"前文为{written(earlier)}"
            yield Relation("repeat", later, (earlier,), interval, value * (earlier.sign or 1), formula, "同一指标前后两处的数不一致")


def _rates(book: Book) -> Iterator[Relation]:
    """One actual and one plan, stated twice, must give one completion rate; the place that computes right is believed."""
    seen: dict[tuple[str, str], Relation] = {}
    for relation in completion.relate(book):
        pair = tuple("".join(source.number.text.split()) for source in relation.sources)
        earlier = seen.setdefault((pair[0], pair[1]), relation)
        interval, value = signed(earlier.target), middle(earlier.target)
        if earlier is relation or interval is None or value is None:
            continue
        wrong, right = (earlier, relation) if earlier.is_tail and not relation.is_tail else (relation, earlier)
        shown, point = signed(right.target), middle(right.target)
        if shown is not None and point is not None:
            formula = f"{relation.formula}，另一处为{written(right.target)}%"
            yield Relation("repeat", wrong.target, (right.target,), shown, point, formula, "同一指标前后两处的数不一致", blames_target=True)
