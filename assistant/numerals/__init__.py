"""Numerals: the only place where text and Decimal meet."""
