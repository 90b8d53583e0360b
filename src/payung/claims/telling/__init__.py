"""A death or an accident is told, confirmed, or taken back.

Owns events and their reports, and opens, folds and withdraws the cases that come of them.
Touches ground, entitlement, news (told on the same screens), registry's facts, the ledger's holds.
Called by unclaimed (a death found on a list), case (confirm, withdraw), and the demonstration.
"""
