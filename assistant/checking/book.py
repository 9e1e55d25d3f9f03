"""The book of a check: the reading, its frames and the facts, as every rule gets them."""

from dataclasses import dataclass

from assistant.checking.facts import Facts
from assistant.checking.frames import Frames
from assistant.checking.reading.reader import Reading
from assistant.checking.reading.subjects import AccountNames
from schemas.accounts import Accounts
from schemas.finding import Finding


@dataclass(frozen=True, slots=True)
class Book:
    """What the rules look at. ``accounts`` are the tables behind the facts, where there are any."""

    reading: Reading
    frames: Frames
    facts: Facts
    accounts: Accounts | None
    names: AccountNames

    def finding(self, rule: str, severity: str, span: tuple[int, int, int], message: str, **more: object) -> Finding:
        """A finding at (paragraph, start, end) of the cleaned text, with its place, sentence and section filled in."""
        paragraph, start, end = span
        reading = self.reading
        first, last = reading.original(paragraph, start, end)
        sentence = reading.sentence(paragraph, start)
        begin, stop = reading.original(paragraph, *sentence)
        text = reading.text[begin:stop]
        fix = more.pop("replace", None)
        fields: dict[str, object] = {
            "rule": rule,
            "severity": severity,
            "message": message,
            "start": first,
            "end": last,
            "quote": reading.text[first:last],
            "section": reading.passages[paragraph].heading,
            "sentence": text,
            "fix": f"{text[: first - begin]}{fix}{text[last - begin :]}" if isinstance(fix, str) and fix else "",
            **more,
        }
        return Finding.model_validate(fields)
