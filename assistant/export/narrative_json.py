"""A narrative as JSON: every block with its figures and gaps, for programs."""

from schemas.narrative import Narrative


def narrative_json(narrative: Narrative) -> str:
    """The narrative with all its fields; amounts are strings, Chinese stays readable."""
    return narrative.model_dump_json(indent=2) + "\n"
