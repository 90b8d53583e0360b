"""What anybody may ask or tell about an event without an account: help now, a report, a status.

Owns the tries at these pages, and what a family asks through them.
Touches named (a report by name), ground's codes and places, papers' words.
Called by its pages alone.
"""
