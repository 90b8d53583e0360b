"""Lists of deaths from outside: read, held against everybody ever covered, and taken back.

Owns the lists, their rows and matches.
Touches ground, entitlement; linkage.
Called by unclaimed (families to be found), the menu and the demonstration.
"""
