"""Families who have not claimed: sought, visited, and the day of a death that came without one.

Owns what a person answers about a match, and the round of visits.
Touches deathlists, ground, entitlement and telling (a match becomes a report).
Called by the menu, the room's daily round and the demonstration.
"""
