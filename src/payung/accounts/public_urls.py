"""Addresses for people who have no password yet."""

from django.urls import path

from payung.accounts import join_views

urlpatterns = [
    path("", join_views.code_page, name="code_page"),
    path("<str:code>/", join_views.invited, name="invited"),
]
