"""The annex of a change: pairs of leaver and joiner, frozen, hashed, and written as PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import connection

from payung.kernel.nik import Nik
from payung.kernel.rupiah import format_count
from payung.programmes.models import WordingKind
from payung.programmes.papers.wording import UNSIGNED, long_date
from payung.programmes.wording.services import head_of_region, text_for
from payung.registry.kept_papers import kept_pdf

if TYPE_CHECKING:
    from payung.programmes.models import Amendment


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the annex with full NIK; an empty name where nobody leaves or joins."""

    leaver: str
    leaver_nik: str
    reason: str
    evidence: str
    joiner: str
    joiner_nik: str

    def masked(self) -> Pair:
        """The copy to publish: no full NIK, no paper about a person."""
        hidden = [Nik(nik).last_four if nik else "" for nik in (self.leaver_nik, self.joiner_nik)]
        return replace(self, leaver_nik=hidden[0], joiner_nik=hidden[1], evidence="")


def freeze_names(amendment: Amendment) -> None:
    """Copies the names and NIK of both sides as they are known now, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE programmes_change c SET
                leaver_name = coalesce(l.name, ''), leaver_nik = coalesce(l.nik, ''),
                joiner_name = coalesce(j.name, ''), joiner_nik = coalesce(j.nik, '')
            FROM programmes_change o
            LEFT JOIN registry_known l ON l.id = o.leaver_id
            LEFT JOIN registry_known j ON j.id = o.joiner_id
            WHERE o.id = c.id AND c.amendment_id = %s
            """,
            [amendment.pk],
        )


def pairs_of(amendment: Amendment) -> list[Pair]:
    """The frozen pairs in their order."""
    return [
        Pair(
            leaver=change.leaver_name,
            leaver_nik=change.leaver_nik.reveal() if change.leaver_nik else "",
            reason=str(change.get_reason_display()),
            evidence=change.evidence,
            joiner=change.joiner_name,
            joiner_nik=change.joiner_nik.reveal() if change.joiner_nik else "",
        )
        for change in amendment.changes.order_by("id")
    ]


def pairs_hash(pairs: Iterable[Pair]) -> str:
    """SHA-256 in hex over the lines; the words of the reason are left out, they may be mended."""
    digest = hashlib.sha256()
    for pair in pairs:
        fields = (pair.leaver_nik, pair.leaver, pair.evidence, pair.joiner_nik, pair.joiner)
        digest.update("\t".join(fields).encode() + b"\n")
    return digest.hexdigest()


def amendment_pdf(amendment: Amendment, *, masked: bool, title: str = "") -> bytes:
    """The change with its annex for print, tagged; `title` is as what the signer signed."""
    pairs = pairs_of(amendment)
    return kept_pdf(
        "payung.programmes", "perubahan.typ", sk=_contents(amendment, pairs, masked, title)
    )


def _contents(amendment: Amendment, pairs: list[Pair], masked: bool, title: str) -> dict[str, Any]:
    programme = amendment.programme
    head, city = head_of_region(programme.area.name)
    office = f"{head} {city}"
    words = text_for(amendment.area_id, WordingKind.CHANGE, amendment.wording)
    facts = _facts(amendment, pairs)

    def filled(part: str) -> list[str]:
        return [line.format(**facts) for line in words[part]]

    shown = [pair.masked() for pair in pairs] if masked else pairs
    return {
        "office": office,
        "number": amendment.number or UNSIGNED,
        "subject": facts["subject"],
        "considering": filled("considering"),
        "recalling": filled("recalling"),
        "noting": filled("noting"),
        "decisions": [[name, line.format(**facts)] for name, line in words["decisions"]],
        "place": city,
        "dated": long_date(amendment.dated) if amendment.dated else UNSIGNED,
        "signs_as": title or office,
        "signed_by": amendment.signed_by_name,
        "code": amendment.verification_code,
        "sha256": amendment.annex_sha256,
        "copy": "Salinan untuk diumumkan; NIK disamarkan."
        if masked
        else "Salinan lengkap, hanya untuk BPJS Ketenagakerjaan dan pengelola keuangan.",
        "pairs": [asdict(pair) for pair in shown],
    }


def _facts(amendment: Amendment, pairs: list[Pair]) -> dict[str, str]:
    """What the words of a change are filled with."""
    programme = amendment.programme
    head, city = head_of_region(programme.area.name)
    decree = programme.decrees.exclude(number="").order_by("-dated").first()
    words = text_for(amendment.area_id, WordingKind.CHANGE, amendment.wording)
    facts = {
        "head": head,
        "city": city,
        "programme": programme.name,
        "basis": programme.basis,
        "decree": decree.number if decree else UNSIGNED,
        "leavers": format_count(sum(bool(pair.leaver) for pair in pairs)),
        "joiners": format_count(sum(bool(pair.joiner) for pair in pairs)),
        "month": amendment.first_month.label,
        "last": programme.last_month.label,
    }
    return facts | {"subject": str(words["subject"]).format(**facts)}
