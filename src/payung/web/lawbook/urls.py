"""Addresses of the law's pages; `sumber` is no parameter's name."""

from django.urls import path

from payung.web.lawbook import views

urlpatterns = [
    path("", views.parameters, name="parameters"),
    path("sumber/", views.sources, name="sources"),
    path("<slug:name>/", views.parameter, name="parameter"),
]
