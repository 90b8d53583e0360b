"""The shell's addresses."""

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.i18n import set_language

from payung.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("masuk/", views.SignIn.as_view(), name="login"),
    path("keluar/", LogoutView.as_view(), name="logout"),
    path("bahasa/", set_language, name="set_language"),
    path("healthz", views.healthz, name="healthz"),
]
