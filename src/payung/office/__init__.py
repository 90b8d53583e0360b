"""What belongs to one city and not to the law or the program: its offices, officers, numbers,
branch, deadlines. Dated records: a mending is a newer one that says why; nothing is overwritten.
"""
