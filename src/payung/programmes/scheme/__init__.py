"""A programme as it is made and set right: terms, rules, quotas, and its page.

Owns the programmes (`Programme`) until a ranking is approved, and their quotas.
Touches ground and rules; the ledger's payers.
Called by decrees and terms, by payments for a programme's components.
"""
