"""Registers the room with Django, and its background work with the worker."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "payung.intake"
    label = "intake"

    def ready(self) -> None:
        from payung.intake import files  # noqa: F401  registers the kinds of jobs
