"""Reads dated parameters and small rules as one text in three ways: a case, columns, SQL.

Knows nothing of Jamsostek. `ruleset.RuleSet` is the way in; decision 3 says why it exists.
"""
