"""The room's addresses."""

from django.urls import path

from payung.jobs import views

urlpatterns = [
    path("", views.job_list, name="job_list"),
    path("<uuid:job_id>/", views.job, name="job"),
]
