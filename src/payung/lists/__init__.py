"""Worker lists: any workbook or CSV in, columns, findings, and the sender's workbook back.

Knows no Django, no clock and no network; the day of the check comes in as an argument.
"""
