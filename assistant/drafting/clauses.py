"""Clauses: a person's words made fit to stand within a sentence of ours."""

STOPS = "。；;，,、"


def trim_clause(text: str, *leads: str) -> str:
    """The words as one line, without a stop at either end and without a lead that the sentence has already."""
    words = "".join(line.strip() for line in text.splitlines()).strip(STOPS + " 　")
    lead = next((lead for lead in leads if words.startswith(lead)), "")
    return words[len(lead) :].lstrip("：:" + STOPS + " 　")
