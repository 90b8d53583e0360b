"""The scholarship of a dead or disabled worker's children, year by year.

Owns the school years (`ScholarshipYear`), which children are chosen and when a right ends.
Touches ground, entitlement and papers.
Called by case (which plans the years), figures (the forecast) and the room's daily round.
"""
