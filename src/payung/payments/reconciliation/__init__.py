"""Planned against accepted and paid, month by month, with the names behind differences.

Owns no table.
Touches ground and the ledger, which it reads only.
Called by minutes and audit.
"""
