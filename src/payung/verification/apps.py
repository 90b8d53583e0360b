"""Registers the room with Django."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "payung.verification"
    label = "verification"
