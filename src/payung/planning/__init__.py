"""Exposure, mortality and scenarios: how many deaths to expect, what months and people cost.

Pure: no Django, no clock, no network.
"""
