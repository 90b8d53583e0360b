"""The feature's addresses."""

from django.urls import path

from payung.insight.street import views

urlpatterns = [
    path("", views.street, name="rt_page"),
    path("lembar/", views.street_sheet, name="rt_sheet"),
    path("poster/", views.street_poster, name="rt_poster"),
]
