"""PDF documents: their text in reading order and their ruled tables."""
