"""Accidents and deaths, what the law gives the family, and the case until it is paid."""
