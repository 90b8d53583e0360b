"""Files to BPJS beside the lists to pay (new, exit, change), and everything that comes back.

Owns the files, their layouts, return files and their odd rows; writes the answers into lists.
Touches ground, the profiles of `lists`, registry's people, the ledger's months.
Called by lists, whose page takes an answer in, and by the demonstration.
"""
