"""Probable duplicates: rows that are perhaps one person, with a probability and the evidence.

Nothing is merged here; a person decides. See docs/linkage.md and docs/adr/0005-duplicates.md.
"""
