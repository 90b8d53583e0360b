"""The shell's addresses."""

from django.urls import path

from payung.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("masuk/", views.sign_in, name="login"),
    path("keluar/", views.sign_out, name="logout"),
    path("bahasa/", views.choose_language, name="set_language"),
    path("healthz", views.healthz, name="healthz"),
]
