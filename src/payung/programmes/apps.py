"""Registers the room with Django."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "payung.programmes"
    label = "programmes"
