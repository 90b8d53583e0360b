"""What anybody may ask without signing in."""

from django.urls import path

from payung.programmes import views

urlpatterns = [path("<str:code>", views.verify_decree, name="verify_decree")]
