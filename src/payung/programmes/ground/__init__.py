"""What every folder of programmes stands on: reading, cost by law, limits, planning of months.

Owns the lock of a programme's row, and with it the last place and the last rupiah.
Touches the room's tables, the law's iuran, and the ledger's months.
Called by every other folder here, and by payments, claims and insight for reading.
"""
