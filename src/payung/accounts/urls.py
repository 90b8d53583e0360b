"""The room's addresses."""

from django.urls import path

from payung.accounts import views

urlpatterns = [
    path("", views.profile, name="profile"),
    path("daftar/", views.account_list, name="account_list"),
]
