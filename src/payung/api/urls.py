"""Addresses of the interface; `openapi.json` describes them, and no page of a third host."""

from django.urls import path

from payung.api.site import api

urlpatterns = [path("", api.urls)]
