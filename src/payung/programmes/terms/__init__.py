"""Mid-year changes of a programme: places, ceiling or the last month.

Owns the changes of terms (`TermsChange`), and with them a programme once it is approved.
Touches ground, ranking and scheme; the ledger's months by planning.
Called by the menu and its own pages.
"""
