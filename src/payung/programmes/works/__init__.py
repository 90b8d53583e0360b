"""RT works under Jakon: registered with the letter that names the workers, paid once.

Owns the works (`Work`) and their workers (`WorkMember`).
Touches ground and papers, registry's people.
Called by nobody but its own pages and the demonstration.
"""
