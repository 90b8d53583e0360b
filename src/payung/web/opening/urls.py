"""The address of the first run."""

from django.urls import path

from payung.web.opening import views

urlpatterns = [path("<str:code>/", views.opening, name="opening")]
