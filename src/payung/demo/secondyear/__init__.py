"""The city's second year, until 28 February 2026: what the site shows on its own day."""
