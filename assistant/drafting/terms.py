"""名词解释: the terms and accounts that occur in a report, in built-in or the unit's own words."""

from functools import cache

from assistant.drafting.prompt_files import load_prompt
from schemas.frozen import Frozen
from schemas.inputs import Term


class TermEntry(Frozen):
    """A built-in explanation; it is printed when one of the facts ``when`` is stated (empty: always)."""

    name: str
    when: tuple[str, ...] = ()
    text: str


class TermBook(Frozen):
    """The built-in explanations: terms in the order of printing, and accounts by code."""

    terms: tuple[TermEntry, ...]
    accounts: dict[str, str]


@cache
def load_terms() -> TermBook:
    """The explanations of ``prompts/terms.yaml``."""
    return load_prompt("terms.yaml", TermBook)


def explain_account(code: str, name: str, own: tuple[Term, ...]) -> str | None:
    """What an account is for: in the unit's own words, else the built-in ones, else None."""
    chosen = next((term.text for term in own if term.name.strip() in {code, name}), None)
    return chosen or load_terms().accounts.get(code)
