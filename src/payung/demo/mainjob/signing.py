"""How the demonstration's decrees go up the chain: posts, a substitute, note, signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.accounts.scope import acting_as
from payung.audit.clock import telling
from payung.demo.mainjob.people import Cast
from payung.kernel.month import Month
from payung.programmes import services as programmes
from payung.programmes.decrees.chain import parafs
from payung.programmes.models import Decree, Standing
from payung.programmes.officials.services import Appointment
from payung.programmes.papers.signed_papers import Scan

_SINCE = date(2024, 8, 1)
_CHAIN = (
    "Kepala Bidang Hubungan Industrial",
    "Kepala Dinas Tenaga Kerja",
    "Kepala Bagian Hukum",
    "Asisten Pemerintahan dan Kesejahteraan Rakyat",
    "Sekretaris Daerah",
    "Wali Kota Jambi",
)


@dataclass(frozen=True, slots=True)
class Days:
    """When the note is written, the initials are given, the decree is signed."""

    noted: date
    initialled: date
    signed: date


MAY = Days(noted=date(2025, 5, 20), initialled=date(2025, 5, 21), signed=date(2025, 5, 22))


def keep_officials(cast: Cast) -> None:
    """The chain with invented names; for ten days a substitute acts for the secretary."""
    operator = cast["operator"]
    for step, name in enumerate(_CHAIN, 1):
        post = programmes.keep_post(
            actor=operator, name=name, step=step, signs=step == len(_CHAIN)
        )  # fmt: skip
        definitive = Appointment(
            name=f"Pejabat Contoh {step}", standing=Standing.DEFINITIVE, valid_from=_SINCE
        )
        programmes.appoint(actor=operator, post_id=post.pk, given=definitive)
        if name == "Sekretaris Daerah":
            acting = Appointment(
                name="Pejabat Contoh 7",
                standing=Standing.PLH,
                valid_from=date(2025, 5, 19),
                valid_to=date(2025, 5, 28),
                order_number="800/112/SPT/2025",
            )
            programmes.appoint(actor=operator, post_id=post.pk, given=acting)


def sign_through_the_chain(
    cast: Cast, decree: Decree, number: int, first: Month, days: Days = MAY
) -> Decree:
    """Note, initials in their order, then the mayor's signature with its scan."""
    operator = cast["operator"]
    with telling(days.noted):
        programmes.draft_note(
            actor=operator,
            decree_id=decree.pk,
            number=f"560/{number}/ND/DISNAKER/{days.noted.year}",
            dated=days.noted,
            sender="Kepala Dinas Tenaga Kerja",
        )
    with acting_as(operator):
        steps = list(parafs(decree).values_list("step", flat=True))
    with telling(days.initialled):
        for step in steps:
            programmes.give_paraf(
                actor=operator, decree_id=decree.pk, step=step, on=days.initialled
            )  # fmt: skip
    with telling(days.signed):
        return programmes.sign_decree(
            actor=cast["penyetuju"],
            decree_id=decree.pk,
            number=f"{number}/KEP.WALI/DISNAKER/{days.signed.year}",
            dated=days.signed,
            signed_by_name="Wali Kota Jambi",
            first_month=first,
            scan=Scan(sample_scan()),
        )


def sample_scan() -> bytes:
    """What stands for a scan: the demonstration has nobody who signs by hand."""
    import typst

    words = "Contoh. Di sini tersimpan pindaian SK yang sudah ditandatangani."
    made: bytes = typst.compile(f'#set text(lang: "id")\n{words}'.encode(), format="pdf")
    return made
