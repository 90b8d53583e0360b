"""Registers the room with Django, and its background work with the worker."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "payung.verification"
    label = "verification"

    def ready(self) -> None:
        from payung.verification import confirm_views  # noqa: F401  registers the kind of job
