"""The cases of a span in figures: predicted, decided, paid, and how long families waited.

Owns no table.
Touches ground, entitlement and scholarship (its forecast), which it reads only.
Called by insight's pages for those who lead.
"""
