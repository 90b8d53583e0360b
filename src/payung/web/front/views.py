"""The public front page: what somebody who signs in nowhere came for, the urgent first."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from payung.areas.settling import the_city
from payung.office.selectors import offices
from payung.web.front.figures import front_figures


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """One way on: its words, what is behind it, its address."""

    label: str
    lead: str
    href: str


def front(request: HttpRequest) -> HttpResponse:
    """Help now, then one's own answers, then the city's figures; signing in is one link."""
    city = the_city()
    if city is None:
        return redirect_to_login(request.get_full_path())
    context = {
        "city": city,
        "now": _doors(
            (_("Kecelakaan kerja"), _("Ke rumah sakit mana, apa yang dikatakan."), "open_report",
             "?apa=kecelakaan"),
            (_("Ada yang meninggal"), _("Laporkan dengan empat kotak."), "open_report",
             "?apa=meninggal"),
        ),
        "own": _doors(
            (_("Apakah saya terlindungi?"), _("NIK, tanggal lahir, dan kode Anda."),
             "am_i_covered", ""),
            (_("Status klaim keluarga"), _("Kode di surat Anda."), "claim_status", ""),
            (_("Hitung hak keluarga"), _("Tanpa nama dan NIK."), "calculator", ""),
            (_("Tanya, mengadu, atau keberatan"), _("Tanpa akun, boleh rahasia."), "complain", ""),
        ),
        "open": _doors(
            (_("Periksa keaslian SK"), _("Kode di bawah lampiran SK."), "verify", ""),
            (_("Peraturan dan nilainya"), _("Tiap angka dengan pasalnya."), "parameters", ""),
            (_("Data terbuka"), _("Per kelurahan, tanpa nama."), "open_data", ""),
        ),
        "figures": front_figures(city),
        "offices": offices(),
    }  # fmt: skip
    return render(request, "web/front.html", context)


def _doors(*wanted: tuple[str, str, str, str]) -> list[FrontDoor]:
    """Those whose page is there."""
    doors = []
    for label, lead, name, query in wanted:
        try:
            doors.append(FrontDoor(label, lead, reverse(name) + query))
        except NoReverseMatch:
            continue
    return doors
