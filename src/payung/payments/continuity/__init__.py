"""Whose cover is about to end, months that nobody pays, and when a payer's money can come.

Owns the dates that an office sets in its fiscal calendar (`FiscalDate`).
Touches ground, the ledger's clocks and gaps, planning's calendars.
Called by overlaps, planner and audit for their pages, and by the panel of a person.
"""
