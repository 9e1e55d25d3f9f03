"""Rounding: half up, as accountants do it, exact whatever the ambient decimal context."""

from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_HALF_UP, Context, Decimal

EXACT = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN, rounding=ROUND_HALF_UP)
"""A context in which sums, products and quantising lose nothing. Never divide in it."""


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """``value`` with exactly ``decimals`` decimals, halves away from zero: 0.125 is 0.13, −0.125 is −0.13."""
    return value.quantize(Decimal((0, (1,), -decimals)), context=EXACT)
