"""What every folder of the claims' room stands on: stages, owners, obligations, reading cases.

Owns the moves of a case between its stages, its history, and what is owed on it.
Touches the room's tables, `entitlement` for names of sums, accounts, areas, the ledger's holds.
Called by every other folder here, and by insight for the year of claims.
"""
