"""The public calculator's addresses."""

from django.urls import path

from payung.web.calculator import views

urlpatterns = [
    path("", views.calculator, name="calculator"),
    path("iuran/", views.contribution_calculator, name="contribution_calculator"),
]
