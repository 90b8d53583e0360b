"""Registers the room with Django, its background work, and what it undoes."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "payung.claims"
    label = "claims"

    def ready(self) -> None:
        from payung.claims.ground import holding  # noqa: F401  what a withdrawn fact undoes
        from payung.claims.unclaimed import sweep  # noqa: F401  a kind of job
