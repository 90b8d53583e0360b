"""Who is in, who waits, who is out: a ranking made by one and approved by another.

Owns the rankings (`Selection`) and the place of each candidate (`Ranked`).
Touches ground and rules; verification's proposals, registry and the ledger for what is known.
Called by decrees, amendments and terms (who is covered elsewhere), results for its filters.
"""
