"""Changes of a decree's annex: leaver and joiner, approved, signed, months moved.

Owns the changes (`Amendment`, `Change`).
Touches ground, rules, ranking, officials and papers; the ledger's months.
Called by nobody but its own pages and the demonstration.
"""
