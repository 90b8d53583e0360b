"""What auditors ask: who was paid for wrongly, what was done about it, everything as an archive."""
