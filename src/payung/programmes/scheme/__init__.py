"""A programme as it is made and set right: terms, rules, quotas, payers, and its page.

Owns the programmes (`Programme`) until a ranking is approved, their quotas, and the payers.
Touches ground and rules; the ledger's payers.
Called by decrees and terms, by payments for a programme's components.
"""
