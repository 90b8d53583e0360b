"""Complaints and appeals: told without an account, answered in words by a day.

Owns the complaints; confidential kinds are read by two roles, which the database holds, too.
Touches cases and persons (what one is about), accounts (whom), office's numbers.
Called by its pages, the menu and the leader's page.
"""
