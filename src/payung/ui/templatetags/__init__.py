"""The template tags: `{% load payung %}`."""
