"""The room's addresses."""

from django.urls.resolvers import URLPattern

urlpatterns: list[URLPattern] = []
