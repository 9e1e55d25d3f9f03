"""The writer: pieces in, wordings out that have passed the gate, each with how it came about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ValidationError

from assistant.drafting.clauses import STOPS, trim_clause
from assistant.drafting.model.answers import Answer, SentenceGroup
from assistant.drafting.model.asking import Asker, Request
from assistant.drafting.model.faults import ModelFault
from assistant.drafting.model.gate import Gate
from assistant.drafting.model.pieces import Piece
from assistant.drafting.model.prompting import Fault, estimate_tokens, write_messages
from assistant.drafting.model.sameness import load_sameness
from assistant.drafting.model.spending import Stopped
from assistant.drafting.reasons import LEADS


@dataclass(slots=True)
class Wording:
    """What became of a piece: its new wording, still with slots, or None where the offline wording stays.

    ``problems`` are those of the last try, ``first_problems`` of the first: what would have passed without a gate.
    """

    piece: Piece
    text: str | None = None
    tries: int = 0
    tokens: int = 0
    problems: list[str] = field(default_factory=list)
    first_problems: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> Literal["first", "repaired", "offline"]:
        """Whether it passed at once, after repair, or not at all."""
        if self.text is None:
            return "offline"
        return "first" if self.tries == 1 else "repaired"


class Writer:
    """Asks for pieces, and again with what was wrong, at most ``repairs`` times."""

    def __init__(self, asker: Asker, repairs: int) -> None:
        self._asker, self._repairs = asker, repairs
        self._gate = Gate(load_sameness())

    def write(self, pieces: Sequence[Piece]) -> list[Wording]:
        """The wordings of pieces of one kind; what does not pass after the last repair stays offline, and so does what cannot be asked.

        Pieces that are too long together are asked for in two parts.
        """
        wordings = [Wording(piece) for piece in pieces]
        try:
            self._improve(wordings)
        except (ModelFault, Stopped) as error:
            middle = len(pieces) // 2
            if isinstance(error, ModelFault) and error.is_of_length and middle:
                return [*self.write(pieces[:middle]), *self.write(pieces[middle:])]
            for wording in wordings:
                wording.problems = wording.problems or [str(error)]
        return wordings

    def _improve(self, wordings: Sequence[Wording]) -> None:
        """Ask for wordings, and again for those that did not pass.

        Raises:
            ModelFault: A request gave no usable answer.
            Stopped: Nothing is asked any more.
        """
        open_ones = wordings
        faults: dict[int, Fault] | None = None
        for _ in range(self._repairs + 1):
            faults = self._try(open_ones, faults)
            open_ones = [open_ones[number] for number in faults]
            faults = dict(enumerate(faults.values()))
            if not open_ones:
                break

    def _try(self, wordings: Sequence[Wording], faults: dict[int, Fault] | None) -> dict[int, Fault]:
        """Ask once for wordings; what did not pass, by the number of the wording."""
        kind = wordings[0].piece.kind
        messages = write_messages([wording.piece for wording in wordings], faults)
        expected = sum(estimate_tokens(wording.piece.template.text) for wording in wordings)
        answer, tokens = self._asker.answer(Request(messages, kind, len(wordings), expected))
        found: dict[int, Fault] = {}
        for number, (wording, said) in enumerate(zip(wordings, _texts(answer, kind, len(wordings)), strict=True)):
            text = _tidy(wording.piece, said)
            wording.tries += 1
            wording.tokens += tokens // len(wordings)
            wording.problems = self._gate.problems(wording.piece.template, text)
            wording.first_problems = wording.first_problems if wording.tries > 1 else wording.problems
            if wording.problems:
                found[number] = Fault(text, wording.problems)
            else:
                wording.text = text
        return found


def _texts(answer: dict[str, Any], kind: type[Answer], count: int) -> Sequence[str]:
    """The texts of an answer; empty ones where it is not what its schema asks for."""
    try:
        texts = kind.model_validate(answer).texts
    except ValidationError:
        texts = []
    return texts if len(texts) == count else [""] * count


def _tidy(piece: Piece, text: str) -> str:
    """A text with slots for what they show and without blanks or quotes; of a clause, no lead that the sentence has, and its stop."""
    plain = piece.template.rename(text.strip().strip("「」"))
    if piece.kind is SentenceGroup:
        return plain
    source = piece.template.text
    return trim_clause(plain, *LEADS) + source[len(source.rstrip(STOPS)) :]
