"""What a session remembers beside who is signed in."""

ACTING_IN = "penugasan"
"""The number of the assignment in which the person of this session chose to act."""
