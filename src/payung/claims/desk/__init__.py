"""The desk of those who help: their tasks, what is late, handing over, visits, who looked.

Owns no table; passes cases and obligations from one officer to the next.
Touches ground, registry for the acts on a person's data.
Called by the room's daily round, which takes over from those who left.
"""
