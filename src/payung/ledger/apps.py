"""Registers the room with Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "payung.ledger"
    label = "ledger"
