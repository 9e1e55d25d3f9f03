"""What a writer does when a provider fails: wait, ask again, ask for less, stop; and what it is allowed to spend."""

import re
from decimal import Decimal
from typing import Any

import pytest

from assistant.drafting.model.pieces import choose_pieces, gather
from benchmarks.stub_clock import StubClock
from benchmarks.stub_model import serve
from tests.drafting.model.stubbed import always, example_report, in_turn, texts, word


@pytest.mark.parametrize("fault", ["429", "500", "503", "dropped", "html", "broken json", "no choices"])
def test_a_fault_that_passes_is_waited_out(fault: str) -> None:
    report, sheet, _ = example_report()
    clock = StubClock()
    with serve(in_turn(fault)) as stub:
        narrative = word(stub, report, sheet, clock=clock, concurrency=1).narrative()
    assert narrative.run is not None
    assert narrative.run.offline < 5
    assert clock.waits


def test_a_slow_answer_is_given_up_and_asked_for_again() -> None:
    report, sheet, _ = example_report()
    stub = in_turn("timeout")
    stub.stall = 1.0
    with serve(stub):
        draft = word(stub, report, sheet, concurrency=1, time_limit=0.3)
    assert draft.spending.stopped == ""
    assert draft.wordings[0].text is not None


def test_a_provider_that_names_its_own_pause_is_asked_after_it() -> None:
    report, sheet, _ = example_report()
    clock = StubClock()
    with serve(in_turn("429")) as stub:
        word(stub, report, sheet, clock=clock, concurrency=1)
    assert clock.waits[0] == 0.01


@pytest.mark.parametrize("fault", ["401", "404"])
def test_what_no_request_can_cure_is_asked_once_and_said(fault: str) -> None:
    report, sheet, _ = example_report()
    with serve(always(fault)) as stub:
        draft = word(stub, report, sheet, concurrency=1)
    assert len(stub.requests) == 1
    assert {"401": "JUESUAN_API_KEY", "404": "JUESUAN_BASE_URL"}[fault] in draft.spending.stopped


def test_a_refusal_is_not_asked_again_and_stops_no_other_piece() -> None:
    report, sheet, _ = example_report()
    with serve(in_turn("refusal")) as stub:
        draft = word(stub, report, sheet, concurrency=1)
    assert draft.spending.stopped == ""
    assert [wording.problems for wording in draft.wordings[:1]] == [["模型拒绝回答"]]
    assert draft.wordings[-1].text is not None


@pytest.mark.parametrize("fault", ["truncated", "too long"])
def test_pieces_that_are_too_long_together_are_asked_for_apart(fault: str) -> None:
    report, sheet, _ = example_report()
    with serve(in_turn(fault)) as stub:
        draft = word(stub, report, sheet, concurrency=1)
    assert all(wording.text is not None for wording in draft.wordings[:2])
    first, second = (request["messages"][-1]["content"].count("」") for request in stub.requests[:2])
    assert second < first


def test_three_requests_that_fail_in_a_row_open_the_breaker_and_the_draft_says_so() -> None:
    report, sheet, _ = example_report()
    with serve(always("500")) as stub:
        draft = word(stub, report, sheet, concurrency=1, retries=0)
    assert len(stub.requests) == 3
    assert draft.spending.stopped == "模型服务出错（5xx），其余段落改用离线句式"


@pytest.mark.parametrize(
    ("caps", "told"),
    [
        ({"max_calls": 2}, "调用上限 2 次"),
        ({"max_tokens": 900}, "词元上限 900"),
        ({"max_cost": Decimal("0.001"), "price_in": Decimal(2), "price_out": Decimal(8)}, "费用上限 0.001 元"),
    ],
)
def test_a_run_ends_at_its_cap_and_the_rest_is_offline(caps: dict[str, Any], told: str) -> None:
    report, sheet, _ = example_report()
    with serve(always("honest")) as stub:
        draft = word(stub, report, sheet, concurrency=1, **caps)
    assert told in draft.spending.stopped
    assert len(stub.requests) == draft.spending.calls <= 2
    assert len(texts(draft.narrative())) == len(texts(report.narrative()))


@pytest.mark.parametrize("method", ["json_schema", "function_calling", "json_mode"])
def test_every_method_of_structured_output_is_asked_for_strictly(method: str) -> None:
    report, sheet, _ = example_report()
    with serve(always("honest")) as stub:
        draft = word(stub, report, sheet, method=method)
    assert all(wording.text is not None for wording in draft.wordings if wording.tries == 1)
    request = stub.requests[0]
    if method == "json_mode":
        assert request["response_format"] == {"type": "json_object"}
        return
    schema = request["response_format"]["json_schema"] if method == "json_schema" else request["tools"][0]["function"]
    assert schema["strict"] is True
    assert (schema.get("schema") or schema["parameters"])["additionalProperties"] is False


def test_a_request_holds_the_numbers_of_its_own_pieces_and_no_others() -> None:
    report, sheet, _ = example_report()
    with serve(always("honest")) as stub:
        word(stub, report, sheet, repairs=0, concurrency=1)
    asked = gather(choose_pieces(report, sheet))
    assert len(stub.requests) == len(asked) <= 25
    for request, pieces in zip(stub.requests, asked, strict=True):
        shown = "".join(slot.shown for piece in pieces for slot in piece.template.slots)
        labels = "".join(piece.subject + "".join(slot.meaning for slot in piece.template.slots) for piece in pieces)
        numbers = re.findall(r"\d[\d,]*\.\d+|\d{3,}", request["messages"][-1]["content"])
        assert not [number for number in numbers if number not in shown + labels]
