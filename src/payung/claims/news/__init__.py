"""Moves, jobs, marriages and schools: told, confirmed by another, then decided.

Owns the changes in lives (`LifeChange`) and what a person decides on the months after them.
Touches ground, registry's life facts and the ledger's holds.
Called by telling, whose screens take them in, and by the demonstration.
"""
