"""Who did what to what, when and why: an append-only, hash-chained table.

Knows actors by their id only; every business action above writes exactly one entry here."""
