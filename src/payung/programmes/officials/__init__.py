"""Posts and who holds them on a day: definitive, or a substitute by written order.

Owns the posts (`Post`) and their holders (`Holder`).
Touches ground.
Called by decrees and amendments, which need who signs.
"""
