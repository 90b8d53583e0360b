"""Papers of verification: a frozen list of names, printed, signed by hand, scanned back."""
