"""The money from pagu to posted: budget, papers, who has the next step, and what is left."""
