"""Registers the room with Django."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "payung.office"
    label = "office"
