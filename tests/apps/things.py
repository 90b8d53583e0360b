"""What the pages of money, programmes and claims are about: one of each, beside `furnish`.

Several rooms call their own things by one name; a value stands for a single room or page where
its key begins with that: `klaim/list_id`, `claim_notice_act:case_id`.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from payung.kernel.month import Month
from tests.apps.city import JUNE, KELURAHAN, RANKED_ON, City
from tests.apps.pages import INSIDE

if TYPE_CHECKING:
    from payung.accounts.scope import Actor

DIED = JUNE.last_day


def of_programmes(city: City, members: list[int]) -> dict[str, Any]:
    """A proposed amendment, proposed terms, and a work of RT money."""
    from tests.apps.programmes import test_amendments, test_terms, test_works

    people = city.people(3, start=300, area_id=KELURAHAN[0])
    jakon = {"segment": "jakon", "payer": "rt", "quotas": {}, "ceiling_rp": 1_000_000}
    city.programme("JK", **jakon)
    amendment = test_amendments.propose(city, [members[1]], first_month=Month.of(2025, 9))
    return {
        "amendment_id": amendment.pk,
        "program/change_id": test_terms.propose(city, headcount=7).pk,
        "work_id": test_works.register(city, people).pk,
        "wording:kind": "sk",
        "law_revoke:name": "jkk_death_multiple",
    }


def of_payments(city: City, members: list[int]) -> dict[str, Any]:
    """A file for BPJS, minutes, an overlap and a finding about one member."""
    from payung.accounts.scope import acting_as
    from payung.payments.exchange.making import make_file
    from payung.payments.minutes.services import draft_minutes
    from payung.payments.models import FileKind
    from payung.payments.overlaps.services import overlaps
    from tests.apps.payments.test_overlaps import planned

    file = make_file(actor=city.operator, programme="UJI", kind=FileKind.NEW, month=JUNE)
    minutes = draft_minutes(
        actor=city.operator, programme="UJI", first=JUNE, last=JUNE, on=RANKED_ON
    )
    planned(city, [2], paid=True)
    with acting_as(city.operator) as actor:
        overlap = overlaps(actor).earliest("pk")
    return {
        "daftar-bayar/file_id": file.pk, "minutes_id": minutes.pk, "overlap_id": overlap.pk,
        "bpjs_layout:name": "jawaban", "finding_id": _finding(city, members[4]),
    }  # fmt: skip


def _finding(city: City, person: int) -> int:
    """A finding that the Inspektorat noted about this person; its months are of no matter."""
    from payung.accounts.models import Role
    from payung.accounts.scope import acting_as
    from payung.payments.models import AuditFinding

    by = city.actor(Role.AUDITOR).id
    with acting_as(city.operator):
        return AuditFinding.objects.create(
            kind="usia", person_id=person, months=1, amount_rp=16_800, opened_by=by,
            opened_on=DIED, area_id=INSIDE,
        ).pk  # fmt: skip


def of_claims(city: City, members: list[int]) -> dict[str, Any]:
    """News, an accident, a report by name, a list of deaths, a death that nobody gave a day."""
    from payung.accounts.models import Role

    rt, lurah = city.actor(Role.RT, "rt-uji", INSIDE), city.actor(Role.VERIFIER, "", INSIDE)
    return {
        "klaim/change_id": _news(rt, members[3]),
        "claim_notice_act:case_id": _accident(lurah, members[3]),
        "named_id": _named(city.actor(Role.RT, "rt-lain", KELURAHAN[2])),
        **_deaths(city, members[2]),
        "fact_id": _without_day(city, 5),
        "complaint_id": _complaint(),
    }


def _complaint() -> Any:
    from payung.accounts.scope import visitor
    from payung.claims.complaints.services import ComplaintLine, receive_complaint
    from payung.claims.models import ComplaintKind
    from tests.apps.claims.family import report_id

    line = ComplaintLine(
        id=report_id("aduan"), kind=ComplaintKind("layanan"), text="Tidak dilayani.", area=INSIDE
    )
    receive_complaint(actor=visitor(INSIDE), line=line, today=DIED)
    return line.id


def _news(teller: Actor, person: int) -> Any:
    from payung.claims.models import ChangeKind
    from payung.claims.news.services import ChangeReport, report_change
    from tests.apps.claims.family import report_id

    told = ChangeReport(
        kind=ChangeKind("bekerja_pu"), id=report_id("kabar"), person_id=person, happened_on=DIED,
        detail="PT Contoh, satpam",
    )  # fmt: skip
    return report_change(actor=teller, report=told, today=DIED).pk


def _accident(teller: Actor, person: int) -> Any:
    from payung.claims.models import EventKind
    from payung.claims.telling.services import Report, report
    from tests.apps.claims.family import report_id

    told = Report(
        id=report_id("celaka"), person_id=person, kind=EventKind("kecelakaan"), happened_on=DIED,
        work_related=True,
    )  # fmt: skip
    return report(actor=teller, report=told, today=DIED).pk


def _named(teller: Actor) -> Any:
    from payung.claims.models import NamedKind
    from payung.claims.named.services import NamedLine, report_by_name
    from tests.apps.claims.family import report_id

    line = NamedLine(
        id=report_id("nama"), kind=NamedKind("meninggal"), name="SITI TIDAK ADA",
        lives="dekat pasar", happened_on=DIED, area=INSIDE,
    )  # fmt: skip
    return report_by_name(actor=teller, line=line, today=DIED).pk


def _deaths(city: City, person: int) -> dict[str, Any]:
    import polars as pl

    from payung.accounts.scope import acting_as
    from payung.claims.models import DeathMatch
    from payung.claims.unclaimed.services import take_death_list
    from tests.apps.claims.family import report_id
    from tests.apps.claims.test_unclaimed import dead

    row = dead(2, tanggal_meninggal=DIED.isoformat())
    take_death_list(
        actor=city.operator, list_id=report_id("daftar"), source="uji", today=DIED,
        deaths=pl.DataFrame([row]),
    )  # fmt: skip
    with acting_as(city.operator):
        match = DeathMatch.objects.get(person=person)
    return {"klaim/list_id": report_id("daftar"), "match_id": match.pk}


def _without_day(city: City, number: int) -> int:
    from tests.apps.claims.test_without_day import told_dead

    with TemporaryDirectory() as folder:
        return told_dead(city, Path(folder) / "jawaban.csv", number).pk
