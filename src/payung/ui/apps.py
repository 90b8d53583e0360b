"""The Django app of the shared components: templates, static files and template tags."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "payung.ui"
    label = "ui"
