"""What auditors ask: who was paid for wrongly, what was done about it, all as an archive.

Owns the register of findings (`AuditFinding`, `FindingStep`).
Touches ground, continuity (lists that leave), reconciliation; reads any room below.
Called by the menu and the demonstration.
"""
