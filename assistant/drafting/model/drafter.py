"""The model drafter: the pieces of a report are worded by a model, concurrently; what does not pass stays offline."""

import contextlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from queue import Empty, Queue
from threading import Thread

from assistant.drafting.model.asking import Access, Asker
from assistant.drafting.model.client import Client
from assistant.drafting.model.pieces import Piece, choose_pieces, gather
from assistant.drafting.model.prompting import prompt_version
from assistant.drafting.model.provenance import with_sentences
from assistant.drafting.model.spending import Spending
from assistant.drafting.model.writer import Wording, Writer
from assistant.drafting.report import Line, Report
from assistant.settings import ModelSettings
from schemas.facts import FactSheet
from schemas.narrative import ModelRun, Narrative, Paragraph

Progress = Callable[[int, int], None]


def _silent(done: int, total: int) -> None:
    """Nobody looks on."""


@dataclass(frozen=True, slots=True)
class ModelDraft:
    """A report with the wordings that a model gave for its pieces."""

    report: Report
    wordings: tuple[Wording, ...]
    spending: Spending

    def narrative(self, refused: Collection[Line] = ()) -> Narrative:
        """The narrative; the paragraphs in ``refused`` stand in their offline wording, with the reasons as they were given."""
        words = {wording.piece.place: wording for wording in self.wordings if isinstance(wording.piece.place, int)}
        own = {wording.piece.place: wording for wording in self.wordings if isinstance(wording.piece.place, Line)}
        paragraphs = {place: self._paragraph(text, own.get(place), words, offline=place in refused) for place, text in self.report.lines()}
        narrative = self.report.narrative(paragraphs)
        return narrative.model_copy(update={"run": self._run(len(set(refused)))})

    def _paragraph(self, text: str, own: Wording | None, words: dict[int, Wording], offline: bool) -> Paragraph:
        slots = self.report.slots
        if offline:
            return with_sentences(slots.fill(text), text, slots, {}, None, {}, self._cost)
        reworded = {index: wording.piece.template.restore(wording.text) for index, wording in words.items() if wording.text is not None}
        line = own.piece.template.restore(own.text) if own and own.text is not None else text
        return with_sentences(slots.fill(line, reworded), line, slots, reworded, own, words, self._cost)

    def _cost(self, wording: Wording) -> Decimal:
        """What a piece cost: its share of all tokens."""
        total = self.spending.tokens_in + self.spending.tokens_out
        return self.spending.cost * wording.tokens / total if total else Decimal(0)

    def _run(self, refused: int) -> ModelRun:
        spending = self.spending
        outcomes = [wording.outcome for wording in self.wordings]
        return ModelRun(
            model=spending.settings.model,
            prompts=tuple(sorted({prompt_version(wording.piece.kind.prompt) for wording in self.wordings})),
            first=outcomes.count("first"),
            repaired=outcomes.count("repaired"),
            offline=outcomes.count("offline"),
            refused=refused,
            calls=spending.calls,
            from_cache=spending.kept,
            tokens_in=spending.tokens_in,
            tokens_out=spending.tokens_out,
            cost=spending.cost,
            currency=spending.settings.currency,
            stopped=spending.stopped,
        )


def word_with_model(
    report: Report,
    sheet: FactSheet,
    settings: ModelSettings,
    client: Client,
    access: Access | None = None,
    progress: Progress = _silent,
) -> ModelDraft:
    """Have a model word the pieces of a report; faults of the provider leave them offline and never end the draft.

    What was answered before an interruption is kept where ``access`` keeps answers, so that the next run goes on from there.
    """
    spending = Spending(settings)
    writer = Writer(Asker(client, spending, access or Access()), settings.repairs)
    requests = gather(choose_pieces(report, sheet))
    written = write_all(writer, requests, settings.concurrency, progress)
    return ModelDraft(report, tuple(wording for wordings in written for wording in wordings), spending)


def write_all(writer: Writer, requests: Sequence[list[Piece]], workers: int, progress: Progress = _silent) -> list[list[Wording]]:
    """The wordings of each request. The threads are daemons: an interruption does not wait for a provider that is slow."""
    waiting: Queue[int] = Queue()
    done: Queue[tuple[int, list[Wording] | Exception]] = Queue()
    for number in range(len(requests)):
        waiting.put(number)

    def work() -> None:
        with contextlib.suppress(Empty):
            while True:
                number = waiting.get_nowait()
                try:
                    done.put((number, writer.write(requests[number])))
                except Exception as error:
                    done.put((number, error))

    for _ in range(min(workers, len(requests))):
        Thread(target=work, daemon=True).start()
    written: dict[int, list[Wording]] = {}
    while len(written) < len(requests):
        number, outcome = done.get()
        if isinstance(outcome, Exception):
            raise outcome
        written[number] = outcome
        progress(len(written), len(requests))
    return [written[number] for number in range(len(requests))]
