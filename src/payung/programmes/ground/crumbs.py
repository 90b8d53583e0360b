"""The way back from a page of this room."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.programmes.models import Programme
from payung.ui.parts import Crumb


def home() -> Crumb:
    return Crumb(_("Program"), reverse("programme_list"))


def crumb_of(programme: Programme) -> Crumb:
    return Crumb(programme.name, reverse("programme_detail", args=[programme.code]))
