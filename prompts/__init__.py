"""Words, no logic: outlines of reports, offline sentences, and the explanations of terms."""
