"""What a model may answer: one strict schema a kind of piece; texts hold slots and no numbers."""

from collections.abc import Sequence
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """An answer: its texts, in the order of the pieces asked for. Whatever else it holds makes it invalid."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    prompt: ClassVar[str]
    """The file of ``prompts/model`` that asks for it."""

    @property
    def texts(self) -> Sequence[str]:
        """Its texts."""
        raise NotImplementedError


class SentenceGroup(Answer):
    """Paragraphs of a section, worded anew."""

    prompt = "sentences"
    paragraphs: list[str] = Field(min_length=1)

    @property
    def texts(self) -> Sequence[str]:
        """Its paragraphs."""
        return self.paragraphs


class FormalReasons(Answer):
    """Reasons of movements since last year, in formal language."""

    prompt = "reasons"
    reasons: list[str] = Field(min_length=1)

    @property
    def texts(self) -> Sequence[str]:
        """Its reasons."""
        return self.reasons


class DeviationAnalyses(Answer):
    """Reasons of deviations from a budget, in formal language."""

    prompt = "deviations"
    analyses: list[str] = Field(min_length=1)

    @property
    def texts(self) -> Sequence[str]:
        """Its analyses."""
        return self.analyses


class Achievements(Answer):
    """What was achieved, from notes on the work."""

    prompt = "achievements"
    achievements: list[str] = Field(min_length=1)

    @property
    def texts(self) -> Sequence[str]:
        """Its achievements."""
        return self.achievements


KINDS: tuple[type[Answer], ...] = (SentenceGroup, FormalReasons, DeviationAnalyses, Achievements)
