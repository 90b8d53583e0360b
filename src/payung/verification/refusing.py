"""What to say to somebody who was refused, and what he can do: read aloud, and in his letter."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from payung.ui.parts import Words
from payung.verification.models import Reason

REFUSED: Mapping[str, Words] = {
    Reason.MOVE: _(
        "Menurut catatan, ia sudah pindah dari kota. Bila masih di sini, bawa surat domisili ke"
        " kelurahan."
    ),
    Reason.DEATH: _("Menurut catatan, ia sudah meninggal. Bila keliru, temui kelurahan."),
    Reason.NOT_WORKING: _(
        "Menurut pemeriksaan, ia sedang tidak bekerja. Usulkan lagi setelah ia bekerja."
    ),
    Reason.NEW_JOB: _("Ia sudah didaftarkan majikannya. Usulkan lagi bila pekerjaan itu berhenti."),
    Reason.CIVIL_SERVANT: _("Ia ASN, TNI, atau POLRI; perlindungannya dari negara."),
    Reason.OTHER_PAYER: _("Iurannya sudah dibayar pihak lain."),
    Reason.AGE: _("Umurnya di luar batas program."),
    Reason.IDENTITY: _(
        "Nama, NIK, atau tanggal lahirnya tidak cocok. Cocokkan dengan KTP, lalu usulkan lagi."
    ),
    Reason.DOUBLE: _("Ia sudah diusulkan lebih dulu. Satu usulan cukup."),
}
"""What to say to somebody who was refused, and what he can do."""
