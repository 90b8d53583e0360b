"""Cards handed over by list, and the share of families who know that they are covered.

Owns the cards (`MemberCard`).
Touches the ledger's covered months and registry's people, which it reads only.
Called by the menu and the demonstration.
"""
