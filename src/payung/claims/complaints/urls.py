"""Addresses of complaints: the first ones open to everyone, the others to those who answer."""

from django.urls import path

from payung.claims.complaints import public, views

urlpatterns = [
    path("", public.complain, name="complain"),
    path("jawaban/", public.complaint_answer, name="complaint_answer"),
    path("rt/<str:rt>/", public.complain, name="complain_rt"),
    path("daftar/", views.complaint_list, name="complaint_list"),
    path("catat/", views.complaint_new, name="complaint_new"),
    path("<uuid:complaint_id>/", views.complaint, name="complaint"),
    path("<uuid:complaint_id>/<str:name>/", views.complaint_act, name="complaint_act"),
]
