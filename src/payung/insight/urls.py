"""The room's addresses."""

from django.urls import path

from payung.insight import leader_views, target_views, views

urlpatterns = [
    path("", views.coverage, name="coverage"),
    path("cetak/", views.coverage_print, name="coverage_print"),
    path("cakupan.csv", views.coverage_csv, name="coverage_csv"),
    path("ringkasan/", leader_views.leader_page, name="leader_page"),
    path("ringkasan/cetak/", leader_views.leader_print, name="leader_print"),
    path("sasaran/", target_views.coverage_targets, name="coverage_targets"),
    path("sasaran/cetak/", target_views.coverage_targets_print, name="coverage_targets_print"),
    path("orang/", views.coverage_people, name="coverage_people"),
]
