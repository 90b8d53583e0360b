"""The two reports of a work accident, the doctor's word, and where accidents are treated.

Owns the notices of Pasal 48A (`StageNotice`) and the list of PLKK (`Care`).
Touches ground and case; registry's life facts and the ledger's holds when a doctor says dead.
Called by nobody but its own pages.
"""
