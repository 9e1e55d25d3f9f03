"""Pacing: when the next call may start so that no minute holds more than its limit; pure, whoever keeps the state.

Calls are spaced evenly (the generic cell rate algorithm without burst): each moves the moment at which the next may start
by its share of a minute, of the calls and of the tokens.
"""

from dataclasses import dataclass
from typing import NamedTuple

MINUTE = 60.0
FURTHEST = 300.0
"""Seconds that a state may lie ahead. One further ahead was kept by another clock (set back, or a machine begun anew)."""

_MOST_AHEAD = 60.0
"""Seconds ahead that a call is reserved for; what a worker that is killed had reserved is lost for no longer."""

_PAUSE = 10.0
"""Seconds after which a call that was not reserved is asked for again, less than is reserved already."""

_SPREAD = 0.1
"""Seconds between calls that waited for the end of a back-off: they would all start at that moment."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many calls and tokens may start in any minute; None is no limit."""

    calls_per_minute: int | None = None
    tokens_per_minute: int | None = None

    @property
    def are_none(self) -> bool:
        """Whether nothing is limited."""
        return self.calls_per_minute is None and self.tokens_per_minute is None


class Pace(NamedTuple):
    """The state, in seconds of one clock: when a call may start for the number of calls, for their tokens, after a back-off."""

    calls_ready: float = 0.0
    tokens_ready: float = 0.0
    closed_until: float = 0.0


class Turn(NamedTuple):
    """Seconds to wait, and whether a call may start then; else that is to be asked again."""

    wait: float
    is_granted: bool


def take_turn(pace: Pace, limits: Limits, tokens: int, now: float) -> tuple[Pace, Turn]:
    """The turn of a call of about so many tokens, and the state after it."""
    pace = _believed(pace, now)
    start = max(now, *pace)
    if start - now > _MOST_AHEAD:
        return pace, Turn(_PAUSE, False)
    spread = _SPREAD if pace.closed_until > now else 0.0
    call = max(spread, MINUTE / limits.calls_per_minute if limits.calls_per_minute else 0.0)
    after = pace._replace(calls_ready=_within(start + call, now), tokens_ready=_within(start + _seconds(tokens, limits), now))
    return after, Turn(start - now, True)


def settle_tokens(pace: Pace, limits: Limits, difference: int, now: float) -> Pace:
    """The state after a call used so many tokens more (or fewer) than were reserved for it."""
    pace = _believed(pace, now)
    return pace._replace(tokens_ready=_within(max(pace.tokens_ready, now) + _seconds(difference, limits), now))


def close(pace: Pace, seconds: float, now: float) -> Pace:
    """The state in which no call starts for so many seconds."""
    pace = _believed(pace, now)
    return pace._replace(closed_until=max(pace.closed_until, _within(now + seconds, now)))


def closed_for(pace: Pace, now: float) -> float:
    """The seconds for which no call may start, whatever was reserved for it."""
    return max(0.0, _believed(pace, now).closed_until - now)


def _seconds(tokens: int, limits: Limits) -> float:
    """What tokens take of the minutes that they may fill."""
    return MINUTE * tokens / limits.tokens_per_minute if limits.tokens_per_minute else 0.0


def _within(moment: float, now: float) -> float:
    return min(moment, now + FURTHEST)


def _believed(pace: Pace, now: float) -> Pace:
    return Pace() if max(pace) > now + FURTHEST else pace
