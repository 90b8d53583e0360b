"""Registers the room with Django, its background work with the worker, its words with the pages."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "payung.verification"
    label = "verification"

    def ready(self) -> None:
        from payung.ui.states import STATES
        from payung.verification import (  # noqa: F401  register jobs and signs of life
            confirm_views,
            dukcapil_service,
            signs,
        )
        from payung.verification.states import STATES as OWN

        STATES.update(OWN)
