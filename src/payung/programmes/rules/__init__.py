"""Criteria and priority of a programme: rules as data, each with its basis and its sentence.

Owns no table; reads the rule book that a programme keeps, and puts it in words.
Touches nothing but kernel and the starting rules of each category.
Called by scheme (the form of a rule book), ranking, results and amendments.
"""
