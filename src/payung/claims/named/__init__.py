"""A death, an accident or a move is told by name and place, by who can't see the person.

Owns the reports by name; an office matches each with a person of its area, or says why not.
Touches telling and news (what a match opens), ground's places, registry's search of offices.
Called by its pages alone.
"""
