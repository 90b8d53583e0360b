"""What a case is due by law, one case or many at once.

Owns the computations (`Entitlement`) and the words of benefits and relations.
Touches the law, the ledger's paid months and the facts and family of a case; no other folder.
Called by whatever shows, decides or foresees a sum.
"""
