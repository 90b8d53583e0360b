"""The feature's addresses."""

from django.urls import path

from payung.insight.street import views

urlpatterns = [
    path("", views.street, name="street"),
    path("lembar/", views.street_sheet, name="street_sheet"),
    path("poster/", views.street_poster, name="street_poster"),
]
