"""Accounts of two years and inputs become facts, and identities between tables become findings."""
