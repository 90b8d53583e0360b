"""The families of members: asked only of those who are in, how complete per RT.

Owns no table; registry keeps the sheets.
Touches registry's families and scans, and the ledger's covered months.
Called by the panel on a person's page and the demonstration.
"""
