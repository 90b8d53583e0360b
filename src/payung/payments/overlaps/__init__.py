"""Two public payers for one person-month: reported, caught, and ended by a person.

Owns the overlaps (`Overlap`); takes over what other payers report.
Touches ground and continuity's pages, intake's staging, the ledger's months.
Called by the menu, its own pages and the demonstration, which goes through `payments.services`.
"""
