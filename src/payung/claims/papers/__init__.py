"""The papers of a case: what is missing, whose turn, the scans, the letters and messages.

Owns the checklist (`Paper`), its sealed scans, and every form and letter that is written.
Touches ground and entitlement, the law's list of papers, the room's templates of letters.
Called by scholarship (a year's papers) and case.
"""
