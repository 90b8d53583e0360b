"""The register of minutes of reconciliation: drafted, printed, signed by both sides.

Owns the minutes (`ReconciliationMinutes`) and the names in them.
Touches ground, partnerships and reconciliation, whose figures it freezes.
Called by the menu and the demonstration.
"""
