"""A narrative as JSON."""

from assistant.export.narrative_json import narrative_json
from schemas.narrative import Narrative
from tests.export.sample import make_narrative


def test_the_narrative_can_be_read_back_whole() -> None:
    narrative = make_narrative()
    text = narrative_json(narrative)
    assert Narrative.model_validate_json(text) == narrative
    assert "收、支总计" in text
    assert '"2279.51"' in text
