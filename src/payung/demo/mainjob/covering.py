"""Two programmes of 2025: ranked, decided, signed, then paid month by month."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from payung.accounts.scope import acting_as
from payung.areas.selectors import areas_in
from payung.audit.clock import telling
from payung.demo.mainjob import auditing, paying
from payung.demo.mainjob.people import CITY, Cast
from payung.demo.mainjob.signing import keep_officials, sign_through_the_chain
from payung.kernel.area import AreaKind
from payung.kernel.month import Month
from payung.ledger.payers import install_payers, keep_payers
from payung.payments import services as payments
from payung.payments.lists import files
from payung.payments.models import PaymentList
from payung.programmes import services as programmes
from payung.programmes.models import Decree
from payung.programmes.rules import criteria
from payung.verification.models import Category

if TYPE_CHECKING:
    import polars as pl

FIRST, LAST = Month.of(2025, 6), Month.of(2025, 12)
MONTHS = tuple(FIRST.through(LAST))
PREPARED_ON = date(2025, 5, 2)
RANKED_ON, FROZEN_ON = date(2025, 5, 19), date(2025, 5, 20)
ANSWERED_DAY = 4
REJECT_RATE = 0.006

VULNERABLE, RELIGIOUS = "PR-2025", "PK-2025"
_PROGRAMMES = (
    (VULNERABLE, "Pekerja Rentan 2025", Category.VULNERABLE, 3_000, "Perwal Jambi 14/2025"),
    (RELIGIOUS, "Pekerja Keagamaan 2025", Category.RELIGIOUS, 1_316, "Perwal Jambi 14/2025"),
)
CODES = tuple(code for code, *_ in _PROGRAMMES)

_PAYERS = (
    ("apbd", "APBD Kota Jambi", "apbd", True),
    ("rt", "Dana RT Kampung Bahagia", "rt", True),
    ("provinsi", "BKBK Provinsi Jambi", "provinsi", True),
    ("csr", "TJSL/CSR", "csr", False),
    ("mandiri", "Mandiri", "self", False),
)
_ACCOUNTS = {"jkk": "5.1.02.02.02.0006", "jkm": "5.1.02.02.02.0007"}


def rate_rp() -> int:
    """What one person costs the city a month, as the law says it for the first month."""
    return sum(paying.rates().values())


def make_programmes(cast: Cast) -> None:
    """Payers and posts, both programmes with quotas, and the partnership that lists to pay need."""
    keep_payers({"code": c, "name": n, "source": s, "public": p} for c, n, s, p in _PAYERS)
    install_payers(actor=cast["operator"])
    keep_officials(cast)
    for number, (code, name, category, people, basis) in enumerate(_PROGRAMMES, 1):
        programmes.create_programme(
            actor=cast["operator"],
            code=code,
            name=name,
            payer="apbd",
            segment="bpu",
            category=category,
            basis=basis,
            fiscal_year=2025,
            first_month=FIRST,
            last_month=LAST,
            headcount=people,
            ceiling_rp=people * rate_rp() * len(MONTHS),
            criteria=criteria.settled(criteria.starting_rules(category)),
            accounts=_ACCOUNTS,
            activity="Perlindungan pekerja rentan (contoh)",
            fund="Pendapatan asli daerah (contoh)",
            area=CITY,
            quotas=_quotas(people),
        )
        payments.register_partnership(
            actor=cast["operator"],
            programme=code,
            pks_number=f"PKS/{number:02d}/BPJS-TK/V/2025",
            npp=f"WD15710{number}",
            branch="BPJS Ketenagakerjaan Cabang Jambi",
            valid_from=date(2025, 5, 1),
            valid_to=date(2026, 4, 30),
            cutoff_day=20,
            nota_number="NK/03/PEM/2024",
            nota_valid_to=date(2027, 4, 30),
            data_clause="Pasal 8 (pertukaran dan perlindungan data)",
            terms="Daftar paling lambat tanggal 20; jawaban dalam 5 hari kerja.",
        )
        paying.give_budget(cast, code, people)


def _quotas(people: int) -> dict[str, int]:
    """Three quarters of the places are spread evenly over the kelurahan, the rest stays open."""
    kelurahan = areas_in(CITY, AreaKind.KELURAHAN, former=True)
    codes = list(kelurahan.values_list("code", flat=True))
    return dict.fromkeys(codes, people * 3 // 4 // len(codes))


def decree_programmes(cast: Cast) -> list[Decree]:
    """Ranks, approves, freezes and signs."""
    decrees = []
    for number, code in enumerate(CODES, 1):
        with telling(RANKED_ON):
            selection = programmes.rank(actor=cast["operator"], programme=code, on=RANKED_ON)
            programmes.approve_selection(actor=cast["penyetuju"], selection_id=selection.pk)
        with telling(FROZEN_ON):
            frozen = programmes.freeze_decree(
                actor=cast["operator"], selection_id=selection.pk, on=FROZEN_ON
            )
        decrees.append(sign_through_the_chain(cast, frozen, 410 + number, FIRST))
    return decrees


def pay_month(cast: Cast, month: Month, seed: int) -> None:
    """One month of both programmes: list, BPJS's answer, SPP to posted."""
    for code in CODES:
        with telling(month.first_day):
            made = payments.make_list(
                actor=cast["operator"], programme=code, month=month, on=month.first_day
            )
        with telling(month.first_day.replace(day=ANSWERED_DAY)):
            answers = answer(cast, made, seed)
            payments.read_answer(actor=cast["operator"], list_id=made.pk, answers=answers)
        auditing.exchange_month(cast, code, month, answers, month.first_day)
        paying.pay(cast, made.pk, month, code)


def answer(cast: Cast, made: PaymentList, seed: int) -> pl.DataFrame:
    """What BPJS would answer, drawn per NIK, so that each month agrees with the one before."""
    import polars as pl

    from payung.demo.synthetic.answers import draw_answer

    with acting_as(cast["operator"]):
        people = files.list_frame(cast["operator"], made.pk)
    drawn = draw_answer(people, seed, REJECT_RATE)
    return drawn.select(
        "nik",
        accepted=pl.col("hasil") == "diterima",
        reason=pl.col("alasan"),
        kpj=pl.col("kpj"),
    )
