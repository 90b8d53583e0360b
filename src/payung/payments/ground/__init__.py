"""What every folder of payments stands on: reading lists and their rows, readers, files out.

Owns no table; says who may read the room, and how tables and files leave it.
Touches the room's tables and the ledger, which it reads only.
Called by every other folder here.
"""
