"""Tables that lost their form when a document became plain text: read only as far as sums prove them."""
