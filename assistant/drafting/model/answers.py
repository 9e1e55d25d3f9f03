"""What a model may answer: strict schemas; for wordings one a kind of piece, whose texts hold slots and no numbers."""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field


class StrictAnswer(BaseModel):
    """What a model answers: an object of exactly these fields. Whatever else it holds makes it invalid."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    prompt: ClassVar[str]
    """The file of ``prompts/model`` that asks for it."""

    @classmethod
    def properties(cls) -> dict[str, Any]:
        """The JSON schema of each field."""
        raise NotImplementedError

    @classmethod
    def schema_of_answer(cls) -> dict[str, Any]:
        """Its JSON schema as strict methods of structured output want it."""
        return {
            "title": cls.__name__,
            "description": f"answer of kind {cls.prompt}",
            "type": "object",
            "properties": cls.properties(),
            "required": list(cls.model_fields),
            "additionalProperties": False,
        }


class Answer(StrictAnswer):
    """An answer of wordings: one list of texts, in the order of the pieces asked for."""

    @property
    def texts(self) -> list[str]:
        """Its texts, whatever a kind calls them."""
        [texts] = (getattr(self, name) for name in type(self).model_fields)
        return list(texts)

    @classmethod
    def properties(cls) -> dict[str, Any]:
        """A list of texts."""
        return {name: {"type": "array", "items": {"type": "string"}} for name in cls.model_fields}


class SentenceGroup(Answer):
    """Paragraphs of a section, worded anew."""

    prompt = "sentences"
    paragraphs: list[str] = Field(min_length=1)


class FormalReasons(Answer):
    """Reasons of movements since last year, in formal language."""

    prompt = "reasons"
    reasons: list[str] = Field(min_length=1)


class DeviationAnalyses(Answer):
    """Reasons of deviations from a budget, in formal language."""

    prompt = "deviations"
    analyses: list[str] = Field(min_length=1)


class Achievements(Answer):
    """What was achieved, from notes on the work."""

    prompt = "achievements"
    achievements: list[str] = Field(min_length=1)


KINDS: tuple[type[Answer], ...] = (SentenceGroup, FormalReasons, DeviationAnalyses, Achievements)
