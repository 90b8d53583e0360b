"""What a rule is called and what it asks, for pages."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.programmes.rules.criteria import Criterion
from payung.ui.format import write_rupiah

LABELS = {
    "usia": gettext_lazy("Umur"),
    "domisili": gettext_lazy("Tempat tinggal"),
    "pekerjaan": gettext_lazy("Pekerjaan"),
    "penghasilan": gettext_lazy("Penghasilan"),
    "desil": gettext_lazy("Desil kesejahteraan"),
    "keadaan": gettext_lazy("Keadaan"),
    "belum_dibayar": gettext_lazy("Pembayar lain"),
    "kertas": gettext_lazy("Berita acara"),
    "lanjut": gettext_lazy("Kesinambungan"),
}


def demand(rule: Criterion) -> str:
    """What the rule asks for, in a few words: `18 sampai 64 tahun`."""
    given = rule.settings
    if rule.name == "usia":
        if "max" not in given:
            return _("paling muda %(low)s tahun") % {"low": given.get("min", 0)}
        words = _("%(low)s sampai %(high)s tahun")
        return words % {"low": given.get("min", 0), "high": given["max"]}
    if rule.name == "penghasilan":
        return _("paling tinggi %(most)s") % {"most": write_rupiah(given["max"])}
    if rule.name == "desil":
        return _("paling tinggi desil %(most)s") % {"most": given["max"]}
    if rule.name == "pekerjaan":
        return _occupations(rule)
    return {
        "domisili": _("tinggal di wilayah program"),
        "keadaan": _("tidak meninggal, pindah, bekerja sebagai PU, atau ASN/TNI/POLRI"),
        "belum_dibayar": _("belum dibayar pihak lain pada masa program"),
        "kertas": _("ada di berita acara verifikasi yang ditandatangani"),
        "lanjut": _("sudah peserta pada bulan-bulan sebelum program"),
    }[rule.name]


def _occupations(rule: Criterion) -> str:
    parts = []
    if wanted := rule.settings.get("any_of"):
        parts.append(_("salah satu: %(list)s") % {"list": ", ".join(wanted)})
    if refused := rule.settings.get("none_of"):
        parts.append(_("bukan: %(list)s") % {"list": ", ".join(refused)})
    return "; ".join(parts)
