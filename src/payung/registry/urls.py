"""The room's addresses."""

from django.urls import path

from payung.registry import views

urlpatterns = [
    path("", views.person_list, name="person_list"),
    path("nik/", views.person_by_nik, name="person_by_nik"),
    path("<int:person_id>/", views.person, name="person"),
    path("<int:person_id>/cetak/", views.person_print, name="person_print"),
    path("<int:person_id>/nik/", views.person_nik, name="person_nik"),
]
