"""What anybody may ask without signing in."""

from django.urls import path

from payung.programmes.decrees import views as decree_views

urlpatterns = [
    path("", decree_views.verify_form, name="verify"),
    path("<str:code>", decree_views.verify_decree, name="verify_decree"),
]
