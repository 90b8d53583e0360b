"""Decrees: the annex frozen, sent up the chain with its note, initialled, signed, verified.

Owns the decrees, their members, notes and initials.
Touches ground, scheme, ranking, officials and papers; the ledger's months by planning.
Called by nobody but its own pages and the demonstration.
"""
