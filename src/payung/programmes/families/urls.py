"""Addresses of the families of members."""

from django.urls import path

from payung.programmes.families import views

urlpatterns = [
    path("", views.family_board, name="family_board"),
    path("<int:person_id>/", views.family, name="family"),
    path("<int:person_id>/kode/", views.family_code, name="family_code"),
    path("<int:person_id>/lembar.pdf", views.family_sheet, name="family_sheet"),
]
