"""Value types that every room speaks: months, rupiah, NIK, area codes, findings, errors.

Knows no Django, no clock and no randomness; imports nothing of the other rooms.
"""
