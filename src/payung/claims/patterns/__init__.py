"""Patterns of death that a second examiner looks at.

Owns the notes of that examiner (`PatternNote`).
Touches the room's tables, programmes and the ledger, which it reads only.
Called by nobody but its own pages; what it finds never holds a case back.
"""
