"""Cards handed over by list, and the share of families who know that they are covered."""
