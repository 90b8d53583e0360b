"""The RT head's first page: his people, his proposals, whom to call, in words that he can say.

Owns nothing. Touches registry, ledger, verification, programmes' results and the care facilities
of claims, all by their selectors. Called by the site's addresses and the shell's first page.
"""
