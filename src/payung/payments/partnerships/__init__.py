"""The partnership with BPJS that every list rests on: nota kesepakatan, PKS, wadah.

Owns the partnerships (`Partnership`), and says what one still lacks.
Touches ground, and programmes to know whose partnership it is.
Called by lists and minutes, and by claims for the branch of a case.
"""
