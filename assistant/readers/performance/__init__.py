"""Forms of self-evaluation (绩效自评表): from a workbook, or from a document that prints them."""
