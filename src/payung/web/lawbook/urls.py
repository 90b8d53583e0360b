"""Addresses of the law's pages; `sumber` and `periksa` are no parameters' names."""

from django.urls import path

from payung.web.lawbook import settling, views

urlpatterns = [
    path("", views.parameters, name="parameters"),
    path("periksa/", settling.settle, name="law_settle"),
    path("periksa/<slug:name>/cabut/", settling.revoke, name="law_revoke"),
    path("periksa/pindaian/<str:name>/", settling.decision_scan, name="law_scan"),
    path("sumber/", views.sources, name="sources"),
    path("<slug:name>/", views.parameter, name="parameter"),
]
