"""The shell's addresses."""

from django.urls import path

from payung.accounts import factor_views
from payung.web import views
from payung.web.allowed.views import who_may
from payung.web.search.views import search

urlpatterns = [
    path("", views.home, name="home"),
    path("masuk/", views.sign_in, name="login"),
    path("masuk/kedua/", factor_views.second_step, name="second_step"),
    path("masuk/kunci/", factor_views.passkey_sign_in, name="passkey_sign_in"),
    path("masuk/lagi/", factor_views.again, name="again"),
    path("keluar/", views.sign_out, name="logout"),
    path("bahasa/", views.choose_language, name="set_language"),
    path("cari/", search, name="search"),
    path("siapa-boleh-apa/", who_may, name="who_may"),
    path("healthz", views.healthz, name="healthz"),
]
