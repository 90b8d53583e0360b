"""Who goes into a file for BPJS: the new, those who left, those whose data changed; once each."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.db.models import Max

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit import clock
from payung.audit.services import note
from payung.kernel.errors import Conflict
from payung.kernel.month import Month
from payung.kernel.sentence import say
from payung.ledger.services import hashed_joins
from payung.payments.ground.lineage import (
    OTHER_PAYER,
    lineage_of,
    refuse_unplanned_successor,
    still_member_since,
)
from payung.payments.models import BpjsFile, BpjsFileRow, FileKind
from payung.programmes.ground.selectors import enrolled_members, own_programme
from payung.programmes.models import DecreeMember
from payung.programmes.services import lock_programme
from payung.registry.fields import Sealed
from payung.registry.models import Person

_EARLIER = """
    SELECT r.person_id, min(r.area_id) AS area_id, max(l.month) AS last
    FROM payments_listrow r JOIN payments_paymentlist l ON l.id = r.list_id
    WHERE l.programme_id = ANY(%(line)s) AND r.accepted AND l.month < %(first)s
    GROUP BY r.person_id
"""
_MEMBERS = """
    SELECT person_id FROM ledger_months
    WHERE scheme = ANY(%(payer)s) AND component = 'jkm'
      AND month < %(first)s AND month >= %(since)s
      AND state IN ('diterima', 'dibayar', 'dibukukan')
"""
_INSERT = """
    INSERT INTO payments_bpjsfilerow (file_id, number, person_id, reason, happened_on, field,
                                      before, after, answer, kpj, area_id)
"""
_NEW = f"""{_INSERT}
    SELECT %(file)s, row_number() OVER (ORDER BY m.area_id, p.name COLLATE "C", p.id), p.id, '',
           NULL, '', '', '', '', '', m.area_id
    FROM (SELECT person_id, min(area_id) AS area_id FROM ledger_months
          WHERE scheme = %(scheme)s AND month = %(first)s AND live AND state <> 'ditahan'
          GROUP BY person_id) m
    JOIN registry_known p ON p.id = m.person_id
    WHERE m.person_id NOT IN ({_MEMBERS})
      AND NOT EXISTS (
        SELECT 1 FROM payments_bpjsfilerow s JOIN payments_bpjsfile f ON f.id = s.file_id
        WHERE f.programme_id = %(scheme)s AND f.kind = %(kind)s AND s.person_id = m.person_id
          AND s.accepted IS NOT FALSE)
"""
_EXIT = f"""{_INSERT}
    SELECT %(file)s, row_number() OVER (ORDER BY m.area_id, p.name COLLATE "C", p.id), p.id,
           coalesce(f.kind, c.reason, CASE WHEN EXISTS (
               SELECT 1 FROM ledger_months o WHERE o.person_id = p.id AND o.month = %(first)s
               AND o.segment = %(segment)s AND o.live) THEN %(other)s ELSE '' END),
           CASE WHEN f.kind IS NULL THEN (m.last + interval '1 month' - interval '1 day')::date
                ELSE f.happened_on END,
           '', '', '', '', '', m.area_id
    FROM ({_EARLIER}) m
    JOIN registry_known p ON p.id = m.person_id
    LEFT JOIN LATERAL (
        SELECT kind, happened_on FROM registry_happened
        WHERE person_id = m.person_id ORDER BY coalesce(happened_on, not_after) DESC LIMIT 1
    ) f ON true
    LEFT JOIN LATERAL (
        SELECT reason FROM programmes_leaving
        WHERE person_id = m.person_id AND programme_id = ANY(%(line)s) LIMIT 1
    ) c ON true
    WHERE NOT EXISTS (SELECT 1 FROM ledger_months l WHERE l.person_id = m.person_id
                      AND l.scheme = ANY(%(payer)s) AND l.month >= %(first)s AND l.live)
      AND NOT EXISTS (
        SELECT 1 FROM payments_bpjsfilerow s JOIN payments_bpjsfile f ON f.id = s.file_id
        WHERE f.programme_id = ANY(%(line)s) AND f.kind = %(kind)s AND f.month > m.last
          AND s.person_id = m.person_id AND s.accepted IS NOT FALSE)
"""


@business_action("payments.make_file", Role.OPERATOR)
def make_file(*, actor: Actor, programme: str, kind: FileKind, month: Month) -> BpjsFile:
    """The file of one kind for one month, with whoever was not in such a file before.

    New is who was no member under this payer; left is who was in this programme, or in the one
    before it, and is in none of the payer's from that month on.
    Where nobody is new since the last file of that month, a repeat gives that one.
    """
    found = own_programme(actor, programme)
    lock_programme(found.pk)  # one file of a programme at a time
    if kind == FileKind.EXIT:
        refuse_unplanned_successor(actor, found, month)
    known = BpjsFile.objects.filter(programme=found, kind=kind, month=month)
    last = known.aggregate(last=Max("sequence"))["last"] or 0
    made = BpjsFile.objects.create(
        programme=found, kind=kind, month=month, sequence=last + 1, made_by=actor.id,
        made_at=clock.now(), area_id=found.area_id,
    )  # fmt: skip
    made.people = _fill(actor, made)
    if made.people:
        made.save(update_fields=["people"])
    else:
        made.delete()
        made = _latest(known)
    note(f"bpjs-file:{made.pk}", kind=kind, month=month, people=made.people)
    return made


def _latest(known: object) -> BpjsFile:
    latest: BpjsFile | None = known.order_by("-sequence").first()  # type: ignore[attr-defined]
    if latest is None:
        raise Conflict(say("Tidak ada orang untuk berkas ini pada bulan itu."))
    return latest


def _fill(actor: Actor, made: BpjsFile) -> int:
    if made.kind == FileKind.CHANGE:
        return len(BpjsFileRow.objects.bulk_create(_changes(actor, made)))
    statement = _NEW if made.kind == FileKind.NEW else _EXIT
    lineage = lineage_of(actor, made.programme)
    with hashed_joins(), connection.cursor() as cursor:
        cursor.execute(
            statement,
            {
                "file": made.pk, "scheme": made.programme_id, "kind": made.kind,
                "first": made.month.first_day, "line": lineage.line, "payer": lineage.payer,
                "segment": made.programme.segment, "other": OTHER_PAYER,
                "since": still_member_since(made.month).first_day,
            },
        )  # fmt: skip
        return int(cursor.rowcount)


def _changes(actor: Actor, made: BpjsFile) -> Iterator[BpjsFileRow]:
    """What the decree's annex, by which BPJS enrolled them, says otherwise than we know today."""
    sent = {
        (row.person_id, row.field, row.after.reveal())
        for row in BpjsFileRow.objects.filter(
            file__programme=made.programme_id, file__kind=FileKind.CHANGE
        ).exclude(accepted=False)
    }
    members = enrolled_members(actor, made.programme_id)
    number = 0
    for member in members.select_related("person").order_by("area_id", "name", "person_id"):
        for field, before, after in _differences(member, member.person):
            if (member.person_id, field, after) not in sent:
                number += 1
                yield BpjsFileRow(
                    file=made, number=number, person_id=member.person_id, field=field,
                    before=Sealed.of(before), after=Sealed.of(after), area_id=member.area_id,
                )  # fmt: skip


def _differences(member: DecreeMember, person: Person) -> Iterator[tuple[str, str, str]]:
    told = {
        "NIK": (member.nik.reveal(), person.nik.reveal()),
        "NAMA": (member.name, person.name),
        "TGL_LAHIR": (_iso(member.birth_date), _iso(person.birth_date)),
    }
    for field, (before, after) in told.items():
        if after and before != after:
            yield field, before, after


def _iso(day: object) -> str:
    return day.isoformat() if day else ""  # type: ignore[attr-defined]
