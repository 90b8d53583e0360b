"""The room's addresses."""

from django.urls import path

from payung.insight import views

urlpatterns = [
    path("", views.coverage, name="coverage"),
    path("cetak/", views.coverage_print, name="coverage_print"),
    path("cakupan.csv", views.coverage_csv, name="coverage_csv"),
    path("orang/", views.coverage_people, name="coverage_people"),
]
