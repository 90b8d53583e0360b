"""Person-months (orang-bulan): who is covered in which month by whom, and how it came to be.

The entries are the truth and only added to; `PersonMonth` is the current state beside them.
"""
