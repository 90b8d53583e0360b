"""Payung: employment social security for a city's informal workers, month by month."""

__version__ = "0.2.0"
