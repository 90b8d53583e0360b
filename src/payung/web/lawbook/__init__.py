"""The law as the program holds it, for everyone to check: values, their history, their sources."""
