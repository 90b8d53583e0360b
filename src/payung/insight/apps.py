"""Registers the room with Django."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "payung.insight"
    label = "insight"
