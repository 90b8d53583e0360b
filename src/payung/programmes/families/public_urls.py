"""What anybody may ask without signing in."""

from django.urls import path

from payung.programmes.families import public

urlpatterns = [path("", public.am_i_covered, name="am_i_covered")]
