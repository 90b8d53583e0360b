"""Scenarios for one programme's people: months against people and payers, with their spread.

Owns no table.
Touches ground, continuity's calendars, programmes' cost, planning.
Called by nobody but its own pages.
"""
