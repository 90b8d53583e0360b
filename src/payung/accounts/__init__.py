"""The people who work with Payung: role, area, login; and the scope in which they act."""
