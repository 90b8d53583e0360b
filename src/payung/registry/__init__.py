"""Persons, what is known of them and from where, and the facts of their lives.

Identity is sealed; a person belongs to every area in which he is proposed or lives."""
