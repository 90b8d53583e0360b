"""The embedded PostgreSQL: its binaries, its server process, its roles.

Only `payung.config.embedded` is called from outside.
"""
