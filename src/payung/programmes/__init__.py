"""Schemes, criteria, quota, ceiling, ranking and the decree (SK)."""
