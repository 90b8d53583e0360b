"""What a decree is on paper: its annex and hash, its words, its PDF, the signed copy.

Owns the signed papers (`SignedPaper`), sealed.
Touches ground, registry's seals, the room's templates.
Called by decrees, amendments and works, by payments for the names of an annex.
"""
