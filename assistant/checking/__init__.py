"""Any finished text is read, every number in it accounted for, and each error proved; knows nothing of the drafter."""
