"""Addresses that are open to everyone."""

from django.urls import path

from payung.claims.open import report

urlpatterns = [
    path("", report.open_report, name="open_report"),
    path("<str:rt>/", report.open_report, name="open_report_rt"),
]
