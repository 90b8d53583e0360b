"""Addresses for people who have no password yet."""

from django.urls import path

from payung.accounts import join_views

urlpatterns = [
    path("", join_views.code_page, name="code_page"),
    path("hp-ini/", join_views.by_device, name="by_device"),
    path("<str:code>/", join_views.invited, name="invited"),
]
