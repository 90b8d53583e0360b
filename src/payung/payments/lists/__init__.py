"""Lists to pay: made, checked, held back, sent, answered; their page with all that hangs on it.

Owns the lists (`PaymentList`), their rows, and who is held back and why.
Touches ground, partnerships, exchange (answers), money (papers of a list), the ledger's months.
Called by its own pages and the demonstration, which goes through `payments.services`.
"""
