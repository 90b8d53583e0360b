"""Benefits and relations in words, and an amount that may still be a range."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.claims.entitlement.prediction import (
    DISABLED_THEN_DEAD,
    PERCENT_UNKNOWN,
    TWO_LOSSES,
    WAGE_UNKNOWN,
)
from payung.law.jamsostek.explanation import reason_sentence
from payung.law.jamsostek.heirs import Relation
from payung.ui.format import write_rupiah
from payung.ui.words import in_english

COMPONENT_WORDS = {
    "santunan": gettext_lazy("Santunan"),
    "berkala": gettext_lazy("Santunan berkala, dibayar sekaligus"),
    "pemakaman": gettext_lazy("Pemakaman"),
    "stmb": gettext_lazy("Pengganti upah (STMB)"),
    "cacat": gettext_lazy("Santunan cacat"),
    "perawatan": gettext_lazy("Perawatan"),
    "transport": gettext_lazy("Pengangkutan"),
    "beasiswa": gettext_lazy("Beasiswa, paling banyak"),
}


PAYER_WORDS = {
    "apbd": gettext_lazy("APBD kota"),
    "apbn": gettext_lazy("APBN"),
    "rt": gettext_lazy("Dana RT"),
    "provinsi": gettext_lazy("Provinsi"),
    "dbh": gettext_lazy("Dana bagi hasil (DBH)"),
    "csr": gettext_lazy("Perusahaan (CSR)"),
    "baznas": gettext_lazy("Baznas"),
    "self": gettext_lazy("Peserta sendiri"),
    "unknown": gettext_lazy("Tidak diketahui"),
}
"""Who pays the contributions, by the codes of the law."""


RELATION_WORDS = {
    Relation.SPOUSE: gettext_lazy("Suami atau istri"),
    Relation.CHILD: gettext_lazy("Anak"),
    Relation.PARENT: gettext_lazy("Orang tua"),
    Relation.GRANDCHILD: gettext_lazy("Cucu"),
    Relation.GRANDPARENT: gettext_lazy("Kakek atau nenek"),
    Relation.SIBLING: gettext_lazy("Saudara kandung"),
    Relation.PARENT_IN_LAW: gettext_lazy("Mertua"),
    Relation.NAMED_IN_WILL: gettext_lazy("Ditunjuk dalam wasiat"),
}


def between(low: int, high: int) -> str:
    """One amount, or the range where something is still open."""
    if low == high:
        return write_rupiah(high)
    return _("%(low)s sampai %(high)s") % {"low": write_rupiah(low), "high": write_rupiah(high)}


QUESTION_WORDS = {
    WAGE_UNKNOWN: gettext_lazy(
        "Upah peserta belum diketahui. Hitungan memakai dasar terendah; isi upahnya dari slip gaji"
        " atau data pemberi kerja."
    ),
    PERCENT_UNKNOWN: gettext_lazy("Persen cacat belum ada. Isi setelah dokter menyatakannya."),
    TWO_LOSSES: gettext_lazy(
        "Ada lebih dari satu kehilangan. Naskah yang terbaca tidak menyebut cara menjumlahnya."
        " Yang dihitung satu saja; minta keputusan tertulis dari BPJS untuk yang lain."
    ),
    DISABLED_THEN_DEAD: gettext_lazy(
        "Santunan cacat total sudah diputuskan, lalu peserta meninggal karena kecelakaan yang sama."
        " Belum ada naskah yang mengatur apakah santunan kematian dibayar lagi. Minta keputusan"
        " tertulis dari BPJS."
    ),
}
"""What is open in one case beside what the law itself asks."""


def question_words(code: str) -> str:
    """An open question in a sentence, be it of the law or of the case."""
    if code in QUESTION_WORDS:
        return str(QUESTION_WORDS[code])
    return reason_sentence(code, "en" if in_english() else "id")
