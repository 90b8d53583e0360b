"""The city's own words for its decrees: versions in force, and the page that edits them.

Owns the words (`Wording`).
Touches nothing of the room but its models.
Called by papers, decrees and amendments for what they print and sign.
"""
