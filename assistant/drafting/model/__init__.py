"""The model drafter: a language model words pieces anew, behind a gate that lets nothing new pass."""
