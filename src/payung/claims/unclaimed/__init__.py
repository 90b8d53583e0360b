"""Families who have not claimed: lists of deaths held against everybody ever covered.

Owns the lists of deaths, their rows and matches, and the round of visits.
Touches ground, entitlement and telling (a match becomes a report); linkage.
Called by the menu, the room's daily round and the demonstration.
"""
