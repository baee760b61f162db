"""Events on their way: nothing waits for them, and none is lost without a word."""

import time

import pytest
from pydantic import ValidationError

from pipeline.notify.event import Event
from pipeline.notify.notifier import Limits, Notifier
from pipeline.notify.target import parse_target
from tests.notify.receiver import QUICK, event, receiver


def test_telling_never_waits_for_a_receiver_that_is_slow() -> None:
    with receiver(held=True) as received:
        with Notifier(parse_target(received.url, None, True)) as notifier:
            began = time.monotonic()
            for number in range(500):
                notifier.tell(event(str(number)))
            assert time.monotonic() - began < 1
            lost = notifier.drain(0.1)
            received.hold.set()
        assert time.monotonic() - began < 4
    assert [item.id for item in lost] == [str(number) for number in range(500)]
    assert (lost[0].reason, lost[1].reason) == ("not delivered yet: it is being tried", "not tried yet")


def test_events_are_delivered_in_order() -> None:
    told: list[str] = []
    with receiver() as received, Notifier(parse_target(received.url, None, True), told.append, QUICK) as notifier:
        for number in range(20):
            notifier.tell(event(str(number)))
        assert notifier.drain(10) == ()
    assert told == [str(number) for number in range(20)]


def test_draining_goes_on_while_events_are_delivered() -> None:
    told: list[str] = []

    def slow(id: str) -> None:  # noqa: A002 - the field's name
        time.sleep(0.1)
        told.append(id)

    with receiver() as received, Notifier(parse_target(received.url, None, True), slow, QUICK) as notifier:
        for number in range(8):
            notifier.tell(event(str(number)))
        assert notifier.drain(0.4) == ()
    assert len(told) == 8


def test_what_finds_no_room_is_named() -> None:
    with receiver(held=True) as received:
        limits = Limits(waiting=3)
        with Notifier(parse_target(received.url, None, True), None, limits) as notifier:
            for number in range(5):
                notifier.tell(event(str(number)))
            lost = {item.id: item.reason for item in notifier.drain(0)}
            assert {key for key, why in lost.items() if why == "3 events were waiting already"} == {"3", "4"}
            assert [item.id for item in notifier.drain(0)] == ["0", "1", "2"]
            received.hold.set()
            assert notifier.drain(10) == ()


def test_draining_names_what_is_still_tried_with_why_it_failed() -> None:
    with receiver((503,)) as received:
        with Notifier(parse_target(received.url, None, True), None, Limits(first_wait=60)) as notifier:
            notifier.tell(event())
            (lost,) = notifier.drain(1)
            began = time.monotonic()
        assert time.monotonic() - began < 1
    assert lost.reason == "not delivered yet: 127.0.0.1 answers 503 Service Unavailable"


def test_one_that_is_given_up_does_not_hold_up_the_next() -> None:
    told: list[str] = []
    with receiver((404, 200)) as received, Notifier(parse_target(received.url, None, True), told.append) as notifier:
        notifier.tell(event("1"))
        notifier.tell(event("2"))
        assert [item.id for item in notifier.drain(10)] == ["1"]
        assert notifier.drain(0) == ()
    assert told == ["2"]


def test_one_that_was_delivered_and_could_not_be_noted_is_named_and_does_not_end_the_thread() -> None:
    told: list[str] = []

    def note(identifier: str) -> None:
        if identifier == "1":
            raise OSError(28, "No space left on device")
        told.append(identifier)

    with receiver() as received, Notifier(parse_target(received.url, None, True), note, QUICK) as notifier:
        notifier.tell(event("1"))
        notifier.tell(event("2"))
        (lost,) = notifier.drain(10)
    assert (lost.id, told, len(received.requests)) == ("1", ["2"], 2)
    assert lost.reason.startswith("delivered, but that could not be noted: OSError")


def test_what_waits_when_the_notifier_is_closed_is_still_named() -> None:
    with receiver(held=True) as received:
        with Notifier(parse_target(received.url, None, True), None, QUICK) as notifier:
            notifier.tell(event("1"))
            notifier.tell(event("2"))
        notifier.tell(event("3"))
        assert {item.id for item in notifier.drain(0)} == {"1", "2", "3"}


def test_the_wait_between_tries_doubles_to_a_limit() -> None:
    assert [Limits().wait_after(number) for number in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]


@pytest.mark.parametrize("identifier", ["", "a b", "a\r\nX: y", "é", "a" * 201])
def test_an_id_that_no_header_can_hold_is_refused(identifier: str) -> None:
    with pytest.raises(ValidationError):
        Event(id=identifier, input="A.pdf", status="ok", code=0)
