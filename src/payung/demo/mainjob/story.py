"""The stages of the main job in their order, timed, on a database that is ready and empty."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from payung.audit import clock

BEGUN_ON, LISTED_ON = date(2025, 5, 2), date(2025, 5, 15)

Announce = Callable[[str], None]
NextYear = Callable[[Any, int], dict[str, Any]]
"""Tells what follows 2025 with the cast and the seed, and gives its figures."""


@dataclass
class Stages:
    """Seconds by stage; tells what begins, and on which day of the story it happens."""

    announce: Announce
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, sentence: str, day: date | None = None) -> Iterator[None]:
        self.announce(sentence)
        start = time.perf_counter()
        with clock.telling(day) if day else nullcontext():
            yield
        self.seconds[name] = round(time.perf_counter() - start, 2)


def run(
    folder: Path,
    seed: int,
    password: str,
    announce: Announce,
    next_year: NextYear,
    *,
    download: bool = True,
) -> dict[str, Any]:
    """Runs the whole job and returns its figures.

    With `download` the papers that an operator would have fetched lie in `folder`/unduhan; the
    marked workbooks always do.
    """
    from payung.demo.mainjob import (
        claiming,
        families,
        lists_in,
        marking,
        others,
        summary,
        vouching,
    )
    from payung.demo.synthetic.city import generate_areas
    from payung.demo.synthetic.people import generate_people
    from payung.demo.synthetic.workbooks import write_lists

    stages, downloads = Stages(announce), folder / "unduhan"
    downloads.mkdir(parents=True, exist_ok=True)
    with stages.stage("areas", "Wilayah: 11 kecamatan, 68 kelurahan, 1.650 RT", BEGUN_ON):
        areas = generate_areas(seed)
        cast = _begin(areas, password)
    with stages.stage("sample_lists", "Daftar: 69 berkas seperti kiriman kantor"):
        born = generate_people(areas, seed)
        sent = write_lists(born, areas, folder / "kiriman", seed)
    with stages.stage("intake", "Pemeriksaan: baris, temuan", LISTED_ON):
        ids = lists_in.receive_lists(cast, sent, seed)
        checked = lists_in.check_lists(cast, ids, LISTED_ON)
    with stages.stage("confirm", "Konfirmasi: orang, usulan, kemungkinan ganda", LISTED_ON):
        lists_in.confirm_lists(cast, ids)
    marks = marking.begin(sent, checked.findings, downloads)
    with stages.stage("verification", "Verifikasi sampai tenggat", vouching.SIGNED_ON):
        _verify(cast, born, seed)
    with stages.stage("decree", "Peringkat, kuota, SK dan lampiran"):
        _decree(cast)
    with stages.stage("months", "Bulan demi bulan: daftar bayar, jawaban BPJS, SP2D, kejadian"):
        _months(cast, seed)
    with stages.stage("families", "Kunjungan: keluarga peserta dan bukti kerja"):
        families.visit(cast, seed)
    with stages.stage("mark", "Berkas perbaikan untuk tiap pengirim"):
        marks.finish()
    with stages.stage("summary", "Cakupan dan angka"):
        figures = summary.figures(cast["operator"])
    with stages.stage("other_payers", "Pembayar lain: dana RT, provinsi, ketua RT", claiming.UNTIL):
        figures["other_payers"] = others.enrol_others(cast, areas, born, seed)
    with stages.stage("year2", "Tahun kedua: program 2026, SK, Januari dan Februari"):
        figures["year2"] = next_year(cast, seed)
    if download:
        _fetch(stages, cast, downloads)
    return {"seed": seed, **figures, "seconds_by_stage": stages.seconds}


@contextmanager
def in_a_hurry() -> Iterator[None]:
    """Commits without waiting for the disk: a story that is cut off is told anew anyway."""
    from django.db import connection
    from django.db.backends.signals import connection_created

    def hasten(connection: Any, **_more: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")

    connection.close()
    connection_created.connect(hasten)
    try:
        yield
    finally:
        connection_created.disconnect(hasten)
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")
        connection.close()


def _begin(areas: Any, password: str) -> Any:
    from payung.demo.mainjob import people

    people.make_areas(areas.frame)
    cast = people.make_cast(password)
    people.furnish_city()
    return cast


def _fetch(stages: Stages, cast: Any, downloads: Path) -> None:
    from payung.demo.mainjob import fetching

    with stages.stage("downloads", "Unduhan: lampiran SK dan daftar bayar"):
        fetching.fetch(cast["operator"], downloads)


def _verify(cast: Any, born: Any, seed: int) -> None:
    from payung.demo.mainjob import deciding, vouching

    deciding.take_deciles(cast, born, seed)
    vouching.propose_and_match(cast, born)
    deciding.verify_what_can_be(cast, deciding.registers(born), seed)
    vouching.answer_for_the_verified(cast)


def _decree(cast: Any) -> None:
    from payung.demo.mainjob import covering

    with clock.telling(covering.PREPARED_ON):
        covering.make_programmes(cast)
    covering.decree_programmes(cast)


def _months(cast: Any, seed: int) -> None:
    from payung.demo.mainjob import auditing, befalling, covering, telling

    events = None
    for month in covering.MONTHS:
        covering.pay_month(cast, month, seed)
        if events is None:
            events = befalling.draw(cast, seed)
        befalling.report_month(cast, events, month, seed)
        telling.tell_news(cast, events, month, seed)
        auditing.keep_minutes(cast, covering.CODES, month)
        if month == covering.FIRST:
            auditing.hand_over_cards(cast, seed)
    auditing.close_year(cast, covering.CODES, seed)
