"""Open data: coverage by kecamatan and kelurahan, a CSV a month with its description, no persons.

Open to everyone and the same for everyone; numbers of one to four persons are left empty, and so
is a second one where the sum would tell the first.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from payung.accounts.pages import public
from payung.accounts.scope import acting_as, system_actor
from payung.areas.models import Area
from payung.areas.settling import the_city
from payung.audit.clock import today
from payung.insight.coverage import FIGURES
from payung.insight.pages import MEANINGS, NAMES, AreaAndMonth, AreaLine, months_with_cover, view_of
from payung.insight.small_cells import FEWEST
from payung.insight.workers import denominators
from payung.kernel.month import Month
from payung.ui.parts import Column

LICENCE = "CC BY 4.0"
HOUR = 3600
HEAD = ("kode_wilayah", "nama_wilayah", "tingkat", "bulan", *FIGURES, "disamarkan")
_COLUMNS = {
    "listed": "terdaftar",
    "verified": "terverifikasi",
    "protected": "terlindungi",
    "unlisted": "di_luar_daftar",
    "lapsing": "akan_terputus",
    "died": "meninggal",
}


@public
@cache_control(public=True, max_age=HOUR)
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is to download, and what each column means."""
    city = _city()
    context = {
        "city": city,
        "rows": [
            {
                "href": reverse("open_data_csv", args=[str(month)]),
                "month": month,
                "licence": LICENCE,
            }
            for month in reversed(_months(city))
        ],
        "columns": [Column("month", _("Bulan"), "month"), Column("licence", _("Lisensi"))],
        "meanings": [
            {"column": _COLUMNS[name], "label": NAMES[name], "meaning": MEANINGS[name]}
            for name in FIGURES
        ],
        "meaning_columns": [
            Column("column", _("Kolom")),
            Column("label", _("Nama")),
            Column("meaning", _("Arti")),
        ],
    }
    return render(request, "insight/opendata.html", context)


@public
@cache_control(public=True, max_age=HOUR)
def open_data_csv(request: HttpRequest, month: str) -> HttpResponse:
    """One month; UTF-8, comma, a header line, hidden cells empty and named in the last column."""
    city, chosen = _city(), _month(month)
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="cakupan-{chosen}.csv"'},
    )
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow([_COLUMNS.get(name, name) for name in HEAD])
    writer.writerows(_rows(city, chosen))
    return response


@public
@cache_control(public=True, max_age=HOUR)
def open_data_about(request: HttpRequest) -> JsonResponse:
    """The description of the data: columns, rules, numbers of workers, licence, dates."""
    city = _city()
    about: dict[str, Any] = {
        "judul": f"Cakupan jaminan sosial ketenagakerjaan {city.name} per kelurahan",
        "penerbit": f"Pemerintah {city.name}",
        "lisensi": LICENCE,
        "dihitung": today().isoformat(),
        "satuan": "orang",
        "aturan": f"Sel dengan 1 sampai {FEWEST - 1} orang dikosongkan dan disebut di kolom"
        " disamarkan; bila jumlahnya bisa membuka satu sel, sel kedua ikut dikosongkan.",
        "kolom": {_COLUMNS[name]: str(MEANINGS[name]) for name in FIGURES},
        "pekerja": [
            {
                "arti": d.meaning,
                "jumlah": d.workers,
                "sumber": d.source,
                "tanggal": d.as_of.isoformat(),
            }
            for d in denominators()
            if d.area == city.code
        ],
        "berkas": [
            request.build_absolute_uri(reverse("open_data_csv", args=[str(month)]))
            for month in _months(city)
        ],
    }
    return JsonResponse(about, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _rows(city: Area, month: Month) -> Iterator[list[str]]:
    with acting_as(system_actor(city.code)) as actor:
        view = view_of(AreaAndMonth(actor, city, month, public=True))
    for level, found in (("kecamatan", view.districts), ("kelurahan", view.lines)):
        for line in found:
            if line.area.code:
                yield [line.area.code, line.area.name, level, str(month), *_cells(line)]


def _cells(line: AreaLine) -> list[str]:
    """Digits alone; what a screen would hide is empty here."""
    bare = {name: cell.replace(".", "").replace(",", "") for name, cell in line.cells.items()}
    hidden = [_COLUMNS[name] for name, cell in bare.items() if not cell.isdigit()]
    return [*(cell if cell.isdigit() else "" for cell in bare.values()), " ".join(hidden)]


def _city() -> Area:
    area = the_city()
    if area is None:
        raise Http404
    return area


def _months(city: Area) -> list[Month]:
    """Months that are over: the running one still changes."""
    with acting_as(system_actor(city.code)) as actor:
        running = Month.containing(today())
        known = months_with_cover(actor, running)
    done = today() >= running.last_day
    return [month for month in known if month < running or done]


def _month(text: str) -> Month:
    month = Month.read(text)
    if month is None or month.last_day > max(today(), date(2000, 1, 1)):
        raise Http404
    return month
