"""A person's place in the approved rankings, for kelurahan and RT to read aloud.

Owns no table.
Touches ground, rules and ranking's filters, which it reads only.
Called by the panel on a person's page.
"""
