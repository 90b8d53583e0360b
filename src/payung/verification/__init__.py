"""Proposals on their way to a decision by a person, and pairs that may be one person."""
