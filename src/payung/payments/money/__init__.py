"""The money from pagu to posted: budget, papers, who has the next step, and what is left.

Owns pagu, SPD and the papers (`MoneyDocument`, `MoneyPart`).
Touches ground, the ledger's months, programmes for cost and decrees.
Called by lists (the papers of one list), and through `payments.services`.
"""
