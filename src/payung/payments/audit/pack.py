"""One archive for the auditors: what one programme paid in one span, from decree to posted.

Everything in it can be checked against `hash.txt`; the sample is drawn with a seed that is named,
so that the auditor can draw it again.
"""

from __future__ import annotations

import csv
import hashlib
import io
import random
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q

from payung.accounts.models import Role
from payung.accounts.scope import Actor, business_action
from payung.audit.services import note
from payung.kernel.month import Month
from payung.kernel.nik import Nik
from payung.ledger.selectors import entries
from payung.payments.audit.followup import findings
from payung.payments.audit.paid_after import paid_after_facts
from payung.payments.ground.selectors import payment_lists
from payung.payments.models import BpjsFileRow, ListRow, MoneyPart, Pagu, ReconciliationMinutes, Spd
from payung.payments.reconciliation.selectors import reconciliation
from payung.programmes.ground.selectors import decrees, get_programme
from payung.programmes.papers.annex import annex_rows

_FIXED_TIME = (2000, 1, 1, 0, 0, 0)


@business_action("payments.audit_pack", Role.AUDITOR, Role.OPERATOR)
def audit_pack(
    *, actor: Actor, programme: str, first: Month, last: Month, seed: int, sample: int = 60
) -> bytes:
    """A ZIP with decrees, ledger, lists, answers, papers, reconciliation, findings and a sample.

    NIKs are masked; who needs one in full asks for it with a reason. The same state of the
    database, span and seed give the same bytes.
    """
    get_programme(actor, programme)
    parts = {
        "sk.csv": _decrees(actor, programme),
        "buku-besar.csv": _entries(actor, programme, first, last),
        "daftar-bayar.csv": _lists(actor, programme, first, last),
        "jawaban-bpjs.csv": _answers(programme, first, last),
        "kertas-uang.csv": _papers(programme, first, last),
        "rekonsiliasi.csv": _reconciliation(actor, programme, first, last),
        "dibayar-sesudah-kejadian.csv": _findings(actor),
        "temuan.csv": _register(actor, programme),
        "dpa-dan-spd.csv": _budget(programme),
        "berkas-bpjs.csv": _files(programme, first, last),
        "berita-acara.csv": _minutes(programme, first, last),
        "sampel.csv": _sample(programme, first, last, seed, sample),
    }
    note(f"programme:{programme}", first=first, last=last, seed=seed, sample=sample)
    return _archive(parts)


def _archive(parts: dict[str, bytes]) -> bytes:
    sums = "".join(f"{hashlib.sha256(c).hexdigest()}  {name}\n" for name, c in parts.items())
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*parts.items(), ("hash.txt", sums.encode())]:
            archive.writestr(zipfile.ZipInfo(name, _FIXED_TIME), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _table(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV that a spreadsheet opens as text: what looks like a formula is made harmless."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell


def _decrees(actor: Actor, programme: str) -> bytes:
    rows = [
        (decree.number, decree.dated, decree.annex_sha256, row.number, row.name,
         Nik(row.nik).masked if row.nik else "", row.kelurahan, row.occupation)
        for decree in decrees(actor).filter(programme=programme)
        for row in annex_rows(decree)
    ]  # fmt: skip
    header = ("nomor_sk", "tanggal", "sha256", "no", "nama", "nik", "kelurahan", "pekerjaan")
    return _table(header, rows)


def _entries(actor: Actor, programme: str, first: Month, last: Month) -> bytes:
    columns = (
        "id", "at", "actor", "person_id", "month", "component", "amount_rp", "state_before",
        "state", "cause", "document",
    )  # fmt: skip
    rows = entries(actor).filter(scheme=programme, month__gte=first, month__lte=last)
    return _table(columns, rows.order_by("id").values_list(*columns))


def _lists(actor: Actor, programme: str, first: Month, last: Month) -> bytes:
    columns = (
        "id", "month", "sequence", "state", "people", "accepted", "rejected", "jkk_rp", "jkm_rp",
        "jht_rp", "paid_rp", "made_by", "made_at", "partnership__pks_number", "partnership__npp",
    )  # fmt: skip
    rows = payment_lists(actor).filter(programme=programme, month__gte=first, month__lte=last)
    return _table(columns, rows.order_by("month", "sequence").values_list(*columns))


def _answers(programme: str, first: Month, last: Month) -> bytes:
    columns = ("list_id", "number", "person_id", "person__name", "accepted", "reason")
    rows = _rows(programme, first, last).order_by("list_id", "number")
    return _table(columns, rows.values_list(*columns))


def _papers(programme: str, first: Month, last: Month) -> bytes:
    names = ("list_id", "list__month", "kind", "number", "dated", "void_reason", "recorded_by")
    columns = (*(f"document__{name}" for name in names), "component", "account", "amount_rp")
    rows = MoneyPart.objects.filter(
        document__list__programme=programme,
        document__list__month__gte=first,
        document__list__month__lte=last,
    )
    ordered = rows.order_by("document__list_id", "document__dated", "document_id", "component")
    return _table((*names, *columns[len(names) :]), ordered.values_list(*columns))


def _budget(programme: str) -> bytes:
    columns = ("number", "dated", "component", "amount_rp", "recorded_by")
    rows = [
        (paper, *row)
        for paper, lines in (("pagu", Pagu), ("spd", Spd))
        for row in lines.objects.filter(programme=programme).order_by("pk").values_list(*columns)
    ]
    return _table(("surat", *columns), rows)


def _files(programme: str, first: Month, last: Month) -> bytes:
    columns = ("file__kind", "file__month", "file__sequence", "number", "person_id",
               "person__name", "reason", "happened_on", "field", "accepted", "answer")  # fmt: skip
    rows = BpjsFileRow.objects.filter(
        file__programme=programme, file__month__gte=first, file__month__lte=last
    )
    return _table(columns, rows.order_by("file_id", "number").values_list(*columns))


def _minutes(programme: str, first: Month, last: Month) -> bytes:
    columns = (
        "number", "dated", "first_month", "last_month", "start", "joined", "left",
        "members", "paid", "posted", "accepted_rp", "paid_rp", "follow_up", "sha256",
        "cancelled", "signed_on", "signed_by_city", "signed_by_bpjs", "scan_sha256",
    )  # fmt: skip
    rows = ReconciliationMinutes.objects.filter(
        programme=programme, last_month__gte=first, first_month__lte=last
    )
    return _table(columns, rows.order_by("serial").values_list(*columns))


def _register(actor: Actor, programme: str) -> bytes:
    """Findings of this programme, and those of persons that belong to none."""
    columns = (
        "pk", "kind", "person_id", "person__name", "happened_on", "known_on", "months",
        "after_known", "amount_rp", "recovered_rp", "state", "opened_on", "closed_on",
        "not_before", "not_after", "perhaps_months", "perhaps_rp",
    )  # fmt: skip
    rows = findings(actor).filter(Q(programme=programme) | Q(programme=None))
    return _table(columns, rows.order_by("pk").values_list(*columns))


def _reconciliation(actor: Actor, programme: str, first: Month, last: Month) -> bytes:
    header = ("bulan", "direncanakan", "diterima", "ditolak", "ditahan", "ditarik", "menunggu",
              "dibayar", "iuran_diterima", "iuran_dibayar", "selisih")  # fmt: skip
    rows = [
        (m.month, m.planned, m.accepted, m.rejected, m.held, m.withdrawn, m.waiting, m.paid,
         m.accepted_rp, m.paid_rp, m.difference_rp)
        for m in reconciliation(actor, programme)
        if first <= m.month <= last
    ]  # fmt: skip
    return _table(header, rows)


def _findings(actor: Actor) -> bytes:
    header = ("orang", "nama", "kejadian", "tanggal", "diketahui", "bulan_sesudah",
              "bulan_sesudah_diketahui", "rupiah", "bulan_mungkin", "rupiah_mungkin",
              "paling_awal", "paling_lambat")  # fmt: skip
    rows = [
        (f.person_id, f.name, f.words, f.happened_on, f.known_on, f.months, f.after_known,
         f.amount_rp, f.perhaps_months, f.perhaps_rp, f.happened.first, f.happened.last)
        for f in paid_after_facts(actor)
    ]  # fmt: skip
    return _table(header, rows)


def _sample(programme: str, first: Month, last: Month, seed: int, size: int) -> bytes:
    """Rows drawn evenly over everyone accepted; the seed stands in each line."""
    columns = ("list__month", "number", "person_id", "person__name", "area_id")
    rows = list(
        _rows(programme, first, last)
        .filter(accepted=True)
        .order_by("list_id", "number")
        .values_list(*columns)
    )
    drawn = random.Random(seed).sample(rows, min(size, len(rows)))
    header = ("benih", "bulan", "no_di_daftar", "orang", "nama", "wilayah")
    return _table(header, [(seed, *row) for row in drawn])


def _rows(programme: str, first: Month, last: Month) -> Any:
    return ListRow.objects.filter(
        list__programme=programme, list__month__gte=first, list__month__lte=last
    )
