"""Registers the room with Django, and which proposals it has used."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "payung.programmes"
    label = "programmes"

    def ready(self) -> None:
        from payung.programmes.ranking import uses  # noqa: F401  which decisions stand
